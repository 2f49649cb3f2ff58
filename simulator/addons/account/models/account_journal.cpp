#include <fmt/format.h>

#include <algorithm>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/journal.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_hash.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/orm/external_ids.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

bool is_liquidity(const RecordSet& journal) {
  const std::string type = journal.text("type");
  return type == "bank" || type == "cash" || type == "credit";
}

RecordSet payment_method_lines(const RecordSet& journal, std::string_view payment_type) {
  if (journal.empty()) return journal.env()["account.payment.method.line"];
  const Value found = journal.call("_get_available_payment_method_lines", {payment_type});
  return journal.env()["account.payment.method.line"].browse(found.ids());
}

namespace {

Value available_lines(const RecordSet& self, const Arguments& arguments) {
  const bool inbound = arguments["payment_type"] == Value("inbound");
  return Value(self[inbound ? "inbound_payment_method_line_ids" : "outbound_payment_method_line_ids"].ids());
}

std::string next_code(const RecordSet& journals, const RecordSet& company, const std::string& type) {
  const char* prefix = type == "cash" ? "CSH" : type == "bank" ? "BNK" : type == "credit" ? "CCD" : "GEN";
  const RecordSet all = journals.with_context({{"active_test", false}});
  for (int number = 1; number < 100; ++number) {
    const std::string code = prefix + std::to_string(number);
    if (all.search(of_company(company) & term("code", "=", code), {.limit = 1}).empty()) return code;
  }
  throw user_error("There is no free code for a new journal.");
}

void compute_code(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    const std::string own = journal.text("code");
    const bool asked = own.empty() && is_liquidity(journal);
    journal.set("code", asked ? next_code(self.none(), journal["company_id"], journal.text("type")) : own);
  }
}

void compute_sequences(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    const std::string type = journal.text("type");
    journal.set("refund_sequence", type == "sale" || type == "purchase");
  }
}

void compute_payment_sequence(const RecordSet& self) {
  for (const RecordSet& journal : self) journal.set("payment_sequence", is_liquidity(journal));
}

void compute_suspense_account(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    RecordSet account = journal["suspense_account_id"];
    if (!is_liquidity(journal)) account = account.none();
    if (is_liquidity(journal) && account.empty())
      account = journal["company_id"]["account_journal_suspense_account_id"];
    journal.set("suspense_account_id", account);
  }
}

void compute_default_account_type(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    const std::string type = journal.text("type");
    journal.set("default_account_type", type == "bank" || type == "cash" ? "asset_cash"
                                        : type == "sale"                 ? "income%"
                                        : type == "purchase"             ? "expense%"
                                        : type == "credit"               ? "liability_credit_card"
                                                                         : "%");
  }
}

void compute_journal_name(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    const RecordSet currency = journal["currency_id"];
    const bool foreign = currency && currency != journal.sudo()["company_id"]["currency_id"];
    journal.set("display_name", journal.text("name") + (foreign ? " (" + currency.text("name") + ")" : ""));
  }
}

void compute_accounting_date(const RecordSet& self) {
  const Value& asked = self.env().context("move_date");
  const auto day = asked.is_text() ? parse_day(asked.text()) : std::nullopt;
  for (const RecordSet& journal : self)
    journal.set("accounting_date", format_day(entry_date(journal, day.value_or(self.env().today()))));
}

void compute_selected_methods(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    std::string codes = ",";
    for (const char* field : {"inbound_payment_method_line_ids", "outbound_payment_method_line_ids"})
      for (const std::string& code : journal[field].texts("code")) codes += code + ",";
    journal.set("selected_payment_method_codes", codes);
  }
}

void compute_available_methods(const RecordSet& self) {
  const RecordSet methods = self.sudo().env()["account.payment.method"].search(Domain::everything());
  for (const RecordSet& journal : self)
    journal.set("available_payment_method_ids", Value(is_liquidity(journal) ? methods.ids() : Ids{}));
}

void check_default_account(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    const std::string type = journal.text("type");
    if ((type == "sale" || type == "purchase") && is_receivable_or_payable(journal["default_account_id"]))
      throw validation_error("The default account of a sales or purchase journal is not a receivable or payable one.");
  }
}

void check_drafts_before_archiving(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    if (journal.flag("active")) continue;
    const Domain drafts = term("journal_id", "=", journal.id()) & term("state", "=", "draft");
    if (!self.env()["account.move"].search(drafts, {.limit = 1}).empty())
      throw validation_error("A journal with draft entries cannot be archived.");
  }
}

void check_bank_account(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    const RecordSet bank = journal["bank_account_id"];
    if (journal.text("type") == "bank" && bank && bank["partner_id"] != journal["company_id"]["partner_id"])
      throw validation_error("The bank account of a journal belongs to the company.");
  }
}

RecordSet company_asked(const RecordSet& model, const Dict& values) {
  const Value& id = values.get("company_id");
  return id.is_integer() ? model.env()["res.company"].browse(id.integer()) : model.env().company();
}

Id new_default_account(const RecordSet& company, const std::string& type, const Dict& values) {
  const RecordSet accounts = company.env()["account.account"].with_company(company);
  const RecordSet any = accounts.search(of_company(company, account_company_field(company.env())), {.limit = 1});
  const std::size_t length = any ? any.text("code").size() : 6;
  std::string prefix = company.text(type == "cash" ? "cash_account_code_prefix" : "bank_account_code_prefix");
  if (prefix.size() < length) prefix += std::string(length - prefix.size() - 1, '0') + "1";
  const Value owner = company.env().since(Series::v18) ? Value(List{command::set(company.ids())}) : Value(company.id());
  const RecordSet account =
      accounts.create(Dict{{"name", values.get("name")},
                           {"code", free_account_code(company, prefix)},
                           {"account_type", type == "credit" ? "liability_credit_card" : "asset_cash"},
                           {"currency_id", values.contains("currency_id") ? values.get("currency_id") : Value(false)},
                           {account_company_field(company.env()), owner}});
  set_external_id(company.env(),
                  fmt::format("account.{}_{}_journal_default_account_{}", company.id(), type, account.id()), account,
                  true);
  return account.id();
}

void fill_missing(const RecordSet& model, Dict& values) {
  const Value& given_type = values.get("type");
  if (!given_type.is_text()) return;
  const std::string type = given_type.text();
  const RecordSet company = company_asked(model, values);
  values.set("company_id", company.id());
  if (type == "credit" && !values.get("default_account_id")) {
    const Domain cards =
        of_company(company, account_company_field(company.env())) & term("account_type", "=", "liability_credit_card");
    const RecordSet found = model.env()["account.account"].search(cards, {.limit = 1});
    values.set("default_account_id", found ? Value(found) : Value(new_default_account(company, type, values)));
  }
  name_alias(company, values);
  if (type != "bank" && type != "cash") return;
  if (!values.get("name")) values.set("name", values.get("bank_acc_number"));
  if (!values.get("default_account_id")) values.set("default_account_id", new_default_account(company, type, values));
  if (!values.get("profit_account_id"))
    values.set("profit_account_id", company["default_cash_difference_income_account_id"]);
  if (!values.get("loss_account_id"))
    values.set("loss_account_id", company["default_cash_difference_expense_account_id"]);
}

// Lines of payment methods are made with the journal: add_payment_methods.
void keep_payment_methods(const RecordSet&) {}

void compute_einvoice_email(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    const std::string own = journal.text("incoming_einvoice_notification_email");
    const std::string of_company = journal["company_id"].text("email");
    const bool takes = own.empty() && journal.text("type") == "purchase" && !of_company.empty();
    const std::string& email = takes ? of_company : own;
    journal.set("incoming_einvoice_notification_email", email.empty() ? Value(false) : Value(email));
  }
}

void add_payment_methods(const RecordSet& journal) {
  if (!is_liquidity(journal)) return;
  for (const auto& [field, xmlid] :
       {std::pair{"inbound_payment_method_line_ids", "account.account_payment_method_manual_in"},
        std::pair{"outbound_payment_method_line_ids", "account.account_payment_method_manual_out"}}) {
    if (journal[field]) continue;
    const RecordSet method = journal.env().ref(xmlid);
    journal.env()["account.payment.method.line"].create(
        Dict{{"name", method.text("name")}, {"payment_method_id", method.id()}, {"journal_id", journal.id()}});
  }
}

RecordSet create_journals(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& own : values) fill_missing(model, own);
  const RecordSet journals = super(std::move(values));
  for (const RecordSet& journal : journals) add_payment_methods(journal);
  make_secure_sequences(journals);
  return journals;
}

void write_journals(const RecordSet& self, Dict values, const WriteSuper& super) {
  const Value currency = values.get("currency_id");
  const bool changes_currency = values.contains("currency_id"), changes_type = values.contains("type");
  for (const RecordSet& journal : self) refuse_unhashing(journal, values);
  super(self, std::move(values));
  make_secure_sequences(self);
  if (changes_type)
    for (const RecordSet& journal : self) add_payment_methods(journal);
  if (!changes_currency) return;
  for (const RecordSet& journal : self)
    if (is_liquidity(journal) && journal["default_account_id"])
      journal["default_account_id"].write({{"currency_id", currency}});
}

std::vector<Dict> copy_journal_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> copies = super(self, defaults);
  for (std::size_t at = 0; at < copies.size(); ++at) {
    const RecordSet journal = self.at(at);
    std::string prefix = journal.text("code");
    std::erase_if(prefix, [](unsigned char c) { return std::isdigit(c) != 0; });
    const RecordSet all = self.none().with_context({{"active_test", false}});
    std::string code = journal.text("code");
    for (int number = 1; !all.search(of_company(journal["company_id"]) & term("code", "=", code), {.limit = 1}).empty();
         ++number)
      code = prefix.substr(0, 5 - std::to_string(number).size()) + std::to_string(number);
    copies[at].update({{"code", code}, {"name", journal.text("name") + " (copy)"}});
  }
  return copies;
}

}  // namespace

Behaviour account_journal() {
  return {
      .model = "account.journal",
      .name_search_fields = {"name", "code"},
      .computes = {{{"code"}, compute_code},
                   {{"refund_sequence"}, compute_sequences},
                   {{"payment_sequence"}, compute_payment_sequence},
                   {{"suspense_account_id"}, compute_suspense_account},
                   {{"default_account_type"}, compute_default_account_type},
                   {{"display_name"}, compute_journal_name},
                   {{"accounting_date"}, compute_accounting_date},
                   {{"selected_payment_method_codes"}, compute_selected_methods},
                   {{"inbound_payment_method_line_ids", "outbound_payment_method_line_ids"}, keep_payment_methods},
                   {{"incoming_einvoice_notification_email"}, compute_einvoice_email, {.since = Series::v19}},
                   {{"available_payment_method_ids"}, compute_available_methods}},
      .constraints = {{check_default_account, {"type", "default_account_id"}},
                      {check_drafts_before_archiving, {"active"}},
                      {check_bank_account, {"type", "bank_account_id"}}},
      .unique = {{{"company_id", "code"}, "Journal codes must be unique per company."}},
      .methods = {{"_get_available_payment_method_lines", "payment_type", available_lines}},
      .create = create_journals,
      .write = write_journals,
      .copy_data = copy_journal_data,
  };
}

namespace {

void compute_line_name(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const std::string own = line.text("name");
    line.set("name", own.empty() ? line["payment_method_id"].text("name") : own);
  }
}

void compute_line_display_name(const RecordSet& self) {
  for (const RecordSet& line : self)
    line.set("display_name", self.env().context("hide_payment_journal_id")
                                 ? line.text("name")
                                 : line.text("name") + " (" + line["journal_id"].text("name") + ")");
}

// Accounts that payments wait on must be reconcilable.
void allow_reconciliation(const Env& env, const Dict& values) {
  const Value& id = values.get("payment_account_id");
  if (!id.is_integer()) return;
  const RecordSet account = env["account.account"].browse(id.integer());
  const std::string type = account.text("account_type");
  if (!account.flag("reconcile") && type != "asset_cash" && type != "liability_credit_card" && type != "off_balance")
    account.write({{"reconcile", true}});
}

RecordSet create_lines(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (const Dict& own : values) allow_reconciliation(model.env(), own);
  return super(std::move(values));
}

void write_lines(const RecordSet& self, Dict values, const WriteSuper& super) {
  allow_reconciliation(self.env(), values);
  super(self, std::move(values));
}

// A method that payments used leaves its journal, and stays.
void unlink_lines(const RecordSet& self, const UnlinkSuper& super) {
  const RecordSet payments = self.sudo().env()["account.payment"];
  const RecordSet used = self.filtered([&](const RecordSet& line) {
    return !payments.search(term("payment_method_line_id", "=", line.id()), {.limit = 1}).empty();
  });
  if (used) used.write({{"journal_id", false}});
  if (const RecordSet unused = self - used) super(unused);
}

RecordSet create_methods(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet methods = super(std::move(values));
  const RecordSet journals =
      model.env()["account.journal"].search(term("type", "in", liquidity_journal_types(model.env())));
  for (const RecordSet& method : methods.where("code", "=", "manual"))
    for (const RecordSet& journal : journals)
      model.env()["account.payment.method.line"].create(
          Dict{{"name", method.text("name")}, {"payment_method_id", method.id()}, {"journal_id", journal.id()}});
  return methods;
}

// There are no payment providers that methods of payment could be of: one that was said stays.
void compute_payment_provider(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("payment_provider_id", line.value("payment_provider_id"));
}

void compute_payment_provider_state(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("payment_provider_state", false);
}

}  // namespace

Behaviour account_journal_group() {
  return {
      .model = "account.journal.group",
      .unique = {{{"company_id", "name"}, "A company has but one group of journals of a name."}},
  };
}

Behaviour account_payment_method() {
  return {
      .model = "account.payment.method",
      .unique = {{{"code", "payment_type"}, "The combination code/payment type already exists!"}},
      .create = create_methods,
  };
}

Behaviour account_payment_method_line() {
  return {
      .model = "account.payment.method.line",
      .computes = {{{"name"}, compute_line_name},
                   {{"payment_provider_id"}, compute_payment_provider},
                   {{"payment_provider_state"}, compute_payment_provider_state},
                   {{"display_name"}, compute_line_display_name, {.since = Series::v18}}},
      .create = create_lines,
      .write = write_lines,
      .unlink = unlink_lines,
  };
}

}  // namespace paridoo::addons::account
