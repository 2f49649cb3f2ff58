// account.move.reversal: credit notes and reversed entries.
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/window_action.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/hooks.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RecordSet moves_asked(const Env& env) {
  const RecordSet moves = env["account.move"];
  const Value& ids = env.context("active_ids");
  const bool given = env.context("active_model") == Value("account.move") && ids.is_list();
  return given ? moves.browse(ids.ids()) : moves;
}

Value default_moves(const RecordSet& model) {
  const RecordSet moves = moves_asked(model.env());
  if (moves["company_id"].size() > 1) throw user_error("Entries of one company only can be reversed together.");
  if (!moves.where("state", "!=", "posted").empty()) throw user_error("Only posted entries can be reversed.");
  return List{command::set(moves.ids())};
}

Value default_company(const RecordSet& model) {
  const RecordSet company = moves_asked(model.env())["company_id"].first();
  return company ? company.id() : model.env().company().id();
}

Value today(const RecordSet& model) { return model.env().today_text(); }

void compute_reversal_journal(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const RecordSet own = wizard["journal_id"];
    wizard.set("journal_id", own ? own : wizard["move_ids"]["journal_id"].filtered("active").first());
  }
}

List journal_types(const RecordSet& moves) {
  List types;
  for (const RecordSet& journal : moves["journal_id"]) types.push_back(journal.text("type"));
  return types;
}

void compute_available_journals(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    Domain domain = of_company(wizard["company_id"]);
    const RecordSet moves = wizard["move_ids"];
    if (moves) domain = domain & term("type", "in", journal_types(moves));
    wizard.set("available_journal_ids", Value(self.env()["account.journal"].search(domain).ids()));
  }
}

Value type_of(const RecordSet& moves) {
  if (moves.size() == 1) return moves.text("move_type");
  const bool some = !moves.where("move_type", "in", List{"in_invoice", "out_invoice"}).empty();
  return some ? Value("some_invoice") : Value(false);
}

void compute_from_moves(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const RecordSet moves = wizard["move_ids"];
    const RecordSet currencies = moves["currency_id"];
    wizard.set("currency_id", currencies.size() == 1 ? currencies : currencies.none());
    wizard.set("move_type", type_of(moves));
    wizard.set("residual", moves.size() == 1 ? moves.number("amount_residual") : 0.0);
  }
}

void check_reversal_journal(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    bool same = false;
    for (const Value& type : journal_types(wizard["move_ids"]))
      same = same || type == Value(wizard["journal_id"].text("type"));
    if (!same) throw user_error("The journal must be of the type of the journal of the reversed entry.");
  }
}

// Where money for the reversal goes: to the partner's first bank account, or to the company's.
RecordSet bank_of(const RecordSet& move) {
  const RecordSet partner =
      is_outbound_type(move.text("move_type")) ? move["company_id"]["partner_id"] : move["commercial_partner_id"];
  const Domain own = term("partner_id", "=", partner.id()) &
                     (term("company_id", "=", move["company_id"].id()) | term("company_id", "=", false));
  return move.env()["res.partner.bank"].search(own, {.order = "sequence DESC"}).last();
}

std::string reference_of(const RecordSet& wizard, const RecordSet& move) {
  const std::string reason = wizard.text("reason");
  return "Reversal of: " + move.text("name") + (reason.empty() ? "" : ", " + reason);
}

Dict reversal_defaults(const RecordSet& wizard, const RecordSet& move) {
  const std::string date = wizard.text("date");
  const RecordSet term = move["invoice_payment_term_id"];
  const bool keeps_term = term.text("early_pay_discount_computation") == "mixed";
  const Value day = date.empty() ? Value(false) : Value(date);
  Dict values{{"partner_bank_id", bank_of(move)},
              {"ref", reference_of(wizard, move)},
              {"date", day},
              {"invoice_date_due", day},
              {"invoice_date", !is_invoice(move) ? Value(false)
                               : date.empty()    ? Value(move.text("date"))
                                                 : day},
              {"journal_id", wizard["journal_id"]},
              {"invoice_payment_term_id", keeps_term ? Value(term.id()) : Value()},
              {"invoice_user_id", move["invoice_user_id"]},
              {"auto_post", date > wizard.env().today_text() ? "at_date" : "no"}};
  // Copies of 19.0 leave it behind.
  if (wizard.env().since(Series::v19)) values.set("invoice_origin", move.value("invoice_origin"));
  return values;
}

// The document once more, to be changed.
Dict draft_again(const RecordSet& wizard, const RecordSet& move) {
  const RecordSet asked = move.with_context({{"include_business_fields", true}});
  Dict values = copy_data(asked, {{"date", wizard.text("date")}}).at(0);
  values.erase(copy_marker);
  List lines;
  for (const Value& line : values.get("line_ids").list()) {
    const Value& type = line.list().at(2).dict().get("display_type");
    if (type == Value("product") || type == Value("line_section") || type == Value("line_note")) lines.push_back(line);
  }
  values.set("line_ids", std::move(lines));
  return values;
}

RecordSet reverse(const RecordSet& wizard, const RecordSet& moves, bool cancel, bool modify) {
  std::vector<Dict> defaults;
  for (const RecordSet& move : moves) defaults.push_back(reversal_defaults(wizard, move));
  const RecordSet reversals = reverse_moves(moves, std::move(defaults), cancel);
  if (!modify) return reversals;
  std::vector<Dict> copies;
  for (const RecordSet& move : moves) copies.push_back(draft_again(wizard, move));
  return moves.create(std::move(copies));
}

Dict show(const RecordSet& moves) {
  Dict action = open_records(moves, "Reverse Moves");
  const auto types = moves.grouped([](const RecordSet& move) { return move.text("move_type"); });
  action.erase("context");
  if (types.size() == 1) action.set("context", Dict{{"default_move_type", types[0].first}});
  return action;
}

Value reverse_moves_of(const RecordSet& wizard, bool modify) {
  wizard.ensure_one();
  const bool entry = wizard.text("move_type") == "entry";
  const bool later = wizard.text("date") > wizard.env().today_text();
  const bool cancel = !later && (modify || entry);
  const RecordSet moves = reverse(wizard, wizard["move_ids"], cancel, modify);
  wizard.write({{"new_move_ids", List{command::set(moves.ids())}}});
  return show(moves);
}

Value reverse_moves_asked(const RecordSet& self, const Arguments& arguments) {
  return reverse_moves_of(self, bool(arguments["is_modify"]));
}
Value refund_moves(const RecordSet& self, const Arguments&) { return reverse_moves_of(self, false); }
Value modify_moves(const RecordSet& self, const Arguments&) { return reverse_moves_of(self, true); }

// PostgreSQL asks for the required journal before Odoo computes it: the form shows one, other clients have to name it.
RecordSet create_reversals(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (const Dict& own : values) {
    if (own.get("journal_id") || model.env().context("default_journal_id")) continue;
    if (!own.contains("move_ids")) default_moves(model);
    throw validation_error("A reversal needs a journal.");
  }
  return super(std::move(values));
}

}  // namespace

Behaviour account_move_reversal() {
  return {
      .model = "account.move.reversal",
      .defaults = {{"move_ids", default_moves}, {"company_id", default_company}, {"date", today}},
      .computes = {{{"journal_id"}, compute_reversal_journal},
                   {{"available_journal_ids"}, compute_available_journals},
                   {{"residual", "currency_id", "move_type"}, compute_from_moves}},
      .constraints = {{check_reversal_journal, {"journal_id", "move_ids"}}},
      .methods = {{"reverse_moves", "is_modify=False", reverse_moves_asked},
                  {"refund_moves", "", refund_moves},
                  {"modify_moves", "", modify_moves}},
      .create = create_reversals,
  };
}

}  // namespace paridoo::addons::account
