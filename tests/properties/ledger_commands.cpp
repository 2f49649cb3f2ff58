#include "tests/properties/ledger_commands.h"

#include <algorithm>

#include "tests/properties/ledger_picks.h"

namespace paridoo::tests {
namespace {

using orm::Dict;
using orm::Id;
using orm::Ids;
using orm::List;
using orm::Value;

using Done = std::optional<Promise>;

// --- documents

const std::vector<std::string> types = {"out_invoice", "in_invoice", "out_refund", "in_refund"};
const std::vector<std::string> days = {"2026-02-10", "2026-05-20", "2026-08-30", "2026-02-11"};
const std::vector<double> prices = {100, 33.33, 0.07, 1234.56, 10};

Value created(Value values) { return List{0, 0, std::move(values)}; }

List document_lines(Ledger& ledger, bool is_sale, const Step& step) {
  List lines;
  for (int at = 0; at <= step.third % 3; ++at) {
    Dict line{
        {"name", "line"}, {"price_unit", one_of(prices, step.third + at)}, {"quantity", 1 + (step.third / 5 + at) % 3}};
    line.set("tax_ids", (step.third / 7 + at) % 2 ? List{List{6, 0, List{ledger.tax(is_sale ? "sale" : "purchase")}}}
                                                  : List{List{5}});
    if ((step.third / 11 + at) % 4 == 0) line.set("discount", 12.5);
    lines.push_back(created(line));
  }
  return lines;
}

Id create_document(Ledger& ledger, const Step& step) {
  const std::string& type = one_of(types, step.first);
  return ledger
      .call("account.move", "create",
            {Dict{{"move_type", type},
                  {"partner_id", one_of(ledger.partners(), step.second)},
                  {"currency_id", step.second / 2 % 3 == 0 ? ledger.euro() : ledger.dollar()},
                  {"invoice_date", one_of(days, step.second / 5)},
                  {"invoice_line_ids", document_lines(ledger, type.starts_with("out"), step)}}})
      .integer();
}

Promise entry_is(Id id, std::string state) {
  return [=](const Books& after) {
    const auto at = after.entries.find(id);
    return require(at != after.entries.end() && at->second.state == state, "the entry is " + state);
  };
}

Done draft_document(Ledger& ledger, const Books&, const Step& step) {
  return entry_is(create_document(ledger, step), "draft");
}

Done post_new_document(Ledger& ledger, const Books&, const Step& step) {
  const Id id = create_document(ledger, step);
  ledger.call("account.move", "action_post", {List{id}});
  return [id](const Books& after) {
    const Entry& entry = after.entries.at(id);
    return require(entry.state == "posted" && entry.residual == entry.total, "a new document is posted and open");
  };
}

// A refund is matched with what it refunds as it is posted, so it need not be open.
Done post_document(Ledger& ledger, const Books& before, const Step& step) {
  const auto drafts =
      entries_where(before, [](const Entry& entry) { return is_document(entry) && entry.state == "draft"; });
  if (drafts.empty()) return {};
  const Id id = one_of(drafts, step.first);
  ledger.call("account.move", "action_post", {List{id}});
  return entry_is(id, "posted");
}

// --- and back

Done reset_to_draft(Ledger& ledger, const Books& before, const Step& step) {
  const auto known = entries_where(before, [](const Entry& entry) { return !entry.payment && entry.state != "draft"; });
  if (known.empty()) return {};
  const Id id = one_of(known, step.first);
  ledger.call("account.move", "button_draft", {List{id}});
  return [id](const Books& after) {
    return require(after.entries.at(id).state == "draft" && matches_of_entry(after, id).empty(),
                   "a draft has no match");
  };
}

Done cancel_document(Ledger& ledger, const Books& before, const Step& step) {
  const auto drafts =
      entries_where(before, [](const Entry& entry) { return !entry.payment && entry.state == "draft"; });
  if (drafts.empty()) return {};
  const Id id = one_of(drafts, step.first);
  ledger.call("account.move", "button_cancel", {List{id}});
  return entry_is(id, "cancel");
}

Done delete_draft(Ledger& ledger, const Books& before, const Step& step) {
  const auto drafts =
      entries_where(before, [](const Entry& entry) { return !entry.payment && entry.state == "draft"; });
  if (drafts.empty()) return {};
  const Id id = one_of(drafts, step.first);
  ledger.call("account.move", "unlink", {List{id}});
  return [id](const Books& after) { return require(!after.entries.contains(id), "a deleted entry is gone"); };
}

// --- reversals

Done reversed_by(Ledger& ledger, const Books& before, const Step& step, const char* method) {
  const auto posted =
      entries_where(before, [](const Entry& entry) { return !entry.payment && entry.state == "posted"; });
  if (posted.empty()) return {};
  const Entry& entry = before.entries.at(one_of(posted, step.first));
  const Dict about{{"context", Dict{{"active_model", "account.move"}, {"active_ids", List{entry.id}}}}};
  const Value wizard =
      ledger.call("account.move.reversal", "create",
                  {Dict{{"journal_id", entry.journal}, {"date", "2026-09-15"}, {"reason", "why"}}}, about);
  ledger.call("account.move.reversal", method, {List{wizard}}, about);
  return [count = before.entries.size()](const Books& after) {
    return require(after.entries.size() > count, "a reversal makes an entry");
  };
}

Done refund(Ledger& ledger, const Books& before, const Step& step) {
  return reversed_by(ledger, before, step, "refund_moves");
}

Done refund_and_replace(Ledger& ledger, const Books& before, const Step& step) {
  return reversed_by(ledger, before, step, "modify_moves");
}

// An entry by hand that moves something between a receivable account and an income one.
Done post_manual_entry(Ledger& ledger, const Books&, const Step& step) {
  const double amount = one_of(prices, step.third) * (step.first % 2 ? 1 : -1);
  const Id partner = one_of(ledger.partners(), step.second);
  const auto line = [&](const char* type, double balance) {
    return created(
        Dict{{"account_id", ledger.account(type)}, {"partner_id", partner}, {"name", "by hand"}, {"balance", balance}});
  };
  const Value id = ledger.call("account.move", "create",
                               {Dict{{"date", one_of(days, step.second / 2)},
                                     {"line_ids", List{line("asset_receivable", amount), line("income", -amount)}}}});
  ledger.call("account.move", "action_post", {List{id}});
  return entry_is(id.integer(), "posted");
}

}  // namespace

const std::vector<Command>& document_commands() {
  static const std::vector<Command> all = {
      {"post a new document", post_new_document},
      {"draft a document", draft_document},
      {"post a draft", post_document},
      {"reset to draft", reset_to_draft},
      {"cancel", cancel_document},
      {"delete a draft", delete_draft},
      {"refund", refund},
      {"refund and replace", refund_and_replace},
      {"post an entry by hand", post_manual_entry},
  };
  return all;
}

const std::vector<Command>& commands() {
  static const std::vector<Command> all = [] {
    std::vector<Command> joined = document_commands();
    joined.insert(joined.end(), payment_commands().begin(), payment_commands().end());
    return joined;
  }();
  return all;
}

}  // namespace paridoo::tests
