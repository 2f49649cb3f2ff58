#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/partners.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

void increase_rank(const RecordSet& partners, std::string_view field) {
  for (const RecordSet& partner : partners.sudo()) store(partner, field, partner.integer(field) + 1);
}

namespace {

double open_amount(const RecordSet& partner, const char* account_type) {
  const Domain domain = term("partner_id", "=", partner.id()) & term("parent_state", "=", "posted") &
                        term("reconciled", "=", false) & term("account_id.account_type", "=", account_type) &
                        term("company_id", "child_of", root_of(partner.env().company()).id());
  return partner.sudo().env()["account.move.line"].search(domain).sum("amount_residual");
}

void compute_credit(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    partner.set("credit", open_amount(partner, "asset_receivable"));
    partner.set("debit", -open_amount(partner, "liability_payable"));
  }
}

bool compare(double left, std::string_view comparison, double right) {
  if (comparison == "=") return left == right;
  if (comparison == "<") return left < right;
  if (comparison == ">") return left > right;
  return comparison == "<=" ? left <= right : left >= right;
}

Domain search_open(const RecordSet& model, const char* account_type, std::string_view comparison,
                   const Value& operand) {
  static constexpr std::string_view summed[] = {"amount_residual"};
  const double sign = std::string_view(account_type) == "liability_payable" ? -1 : 1;
  const Domain lines = term("account_id.account_type", "=", account_type) & term("parent_state", "=", "posted") &
                       usable_account(model.env(), "account_id.") &
                       term("company_id", "child_of", root_of(model.env().company()).id());
  const bool is_order = comparison == "=" || comparison.front() == '<' || comparison.front() == '>';
  if (!operand.is_number() || !is_order) return Domain::everything();
  Ids partners;
  for (const RecordSet::Group& group : model.sudo().env()["account.move.line"].sums_by("partner_id", summed, lines))
    if (group.key.is_integer() && compare(sign * group.sums[0], comparison, operand.number()))
      partners.push_back(group.key.integer());
  return term("id", "in", Value(partners));
}

Domain search_credit(const RecordSet& model, std::string_view comparison, const Value& operand) {
  return search_open(model, "asset_receivable", comparison, operand);
}

Domain search_debit(const RecordSet& model, std::string_view comparison, const Value& operand) {
  return search_open(model, "liability_payable", comparison, operand);
}

// Modules that sell count their orders.
void compute_credit_to_invoice(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("credit_to_invoice", 0.0);
}

void compute_currency(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const RecordSet company = partner.sudo()["company_id"];
    partner.set("currency_id", (company ? company : self.env().company())["currency_id"]);
  }
}

Ids with_children(const RecordSet& partner) {
  return partner.none().with_context({{"active_test", false}}).search(term("id", "child_of", partner.id())).ids();
}

void compute_total_invoiced(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const Domain invoices = term("partner_id", "in", Value(with_children(partner))) &
                            term("state", "not in", List{"draft", "cancel"}) &
                            term("move_type", "in", List{"out_invoice", "out_refund"});
    partner.set("total_invoiced", self.env()["account.move"].search(invoices).sum("amount_untaxed_signed"));
  }
}

void compute_counts(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const Env& env = self.env();
    const Domain bills = term("partner_id", "in", Value(with_children(partner))) & of_company(env.company()) &
                         term("move_type", "in", List{"in_invoice", "in_refund"});
    partner.set("supplier_invoice_count", env["account.move"].search_count(bills));
  }
}

void compute_journal_item_count(const RecordSet& self) {
  for (const RecordSet& partner : self)
    partner.set("journal_item_count",
                self.env()["account.move.line"].search_count(term("partner_id", "=", partner.id())));
}

void compute_bank_count(const RecordSet& self) {
  for (const RecordSet& partner : self)
    partner.set("bank_account_count",
                self.env()["res.partner.bank"].search_count(term("partner_id", "=", partner.id())));
}

void compute_show_credit_limit(const RecordSet& self) {
  for (const RecordSet& partner : self)
    partner.set("show_credit_limit", self.env().company().flag("account_use_credit_limit"));
}

void compute_days_sales_outstanding(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const Domain invoices = term("state", "not in", List{"draft", "cancel"}) &
                            term("move_type", "in", List{"out_invoice", "out_refund", "out_receipt"}) &
                            term("company_id", "=", self.env().company().id()) &
                            term("commercial_partner_id", "=", partner["commercial_partner_id"].id());
    const RecordSet found = self.env()["account.move"].search(invoices, {.order = "invoice_date"});
    const double total = found.sum("amount_total_signed");
    const auto first = found ? found.at(0).day("invoice_date") : std::nullopt;
    const auto days = first ? (self.env().today() - *first).count() : 0;
    partner.set("days_sales_outstanding",
                total != 0 ? partner.number("credit") / total * static_cast<double>(days) : 0.0);
  }
}

void unlink_partners(const RecordSet& self, const UnlinkSuper& super) {
  const Domain used = term("partner_id", "in", Value(self.ids())) & term("state", "in", List{"draft", "posted"});
  if (!self.sudo().env()["account.move"].search(used, {.limit = 1}).empty())
    throw user_error("A partner with accounting entries cannot be deleted.");
  super(self);
}

RecordSet create_partners(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const Value& mode = model.env().context("res_partner_search_mode");
  const char* rank = mode == Value("customer")   ? "customer_rank"
                     : mode == Value("supplier") ? "supplier_rank"
                                                 : nullptr;
  for (Dict& own : values)
    if (rank && !own.contains(rank)) own.set(rank, 1);
  return super(std::move(values));
}

// What a contact has of the company that it belongs to.
Value commercial_fields(const RecordSet& self, const Arguments&, const Super& super) {
  Value names = super();
  for (const char* name :
       {"property_account_payable_id", "property_account_receivable_id", "property_account_position_id",
        "property_payment_term_id", "property_supplier_payment_term_id", "credit_limit", "debit_limit",
        "last_time_entries_checked"}) {
    const bool ended = (name == std::string_view("debit_limit") && self.env().since(Series::v19)) ||
                       (name == std::string_view("last_time_entries_checked") && self.env().since(Series::v18));
    if (!ended) names.list().push_back(name);
  }
  return names;
}

}  // namespace

Behaviour res_partner() {
  return {
      .model = "res.partner",
      .computes = {{{"credit", "debit"}, compute_credit},
                   {{"credit_to_invoice"}, compute_credit_to_invoice},
                   {{"currency_id"}, compute_currency},
                   {{"total_invoiced"}, compute_total_invoiced},
                   {{"supplier_invoice_count"}, compute_counts},
                   {{"journal_item_count"}, compute_journal_item_count, {.until = Series::v18}},
                   {{"bank_account_count"}, compute_bank_count},
                   {{"show_credit_limit"}, compute_show_credit_limit},
                   {{"days_sales_outstanding"}, compute_days_sales_outstanding}},
      .searches = {{"credit", search_credit}, {"debit", search_debit}},
      .methods = {model_method("_commercial_fields", "", commercial_fields)},
      .create = create_partners,
      .unlink = unlink_partners,
  };
}

namespace {

bool has_entries(const RecordSet& currency) {
  const Domain used = term("currency_id", "=", currency.id()) | term("company_currency_id", "=", currency.id());
  return !currency.sudo().env()["account.move.line"].search(used, {.limit = 1}).empty();
}

void write_currencies(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (const Value& rounding = values.get("rounding"); rounding.is_number())
    for (const RecordSet& currency : self)
      if ((rounding.number() > currency.number("rounding") || rounding.number() == 0) && has_entries(currency))
        throw user_error("The decimals of a currency with accounting entries cannot be reduced.");
  super(self, std::move(values));
}

}  // namespace

Behaviour res_currency() { return {.model = "res.currency", .write = write_currencies}; }

}  // namespace paridoo::addons::account
