#include <fmt/format.h>

#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

void compute_display_type(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const std::string own = line.text("display_type");
    line.set("display_type", own.empty() ? "product" : own);
  }
}

void compute_sequence(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const std::string type = line.text("display_type");
    line.set("sequence", type == "tax" ? 10000 : type == "rounding" ? 11000 : type == "payment_term" ? 12000 : 100);
  }
}

void compute_analytic_distribution(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("analytic_distribution", line.value("analytic_distribution"));
}

bool is_refund(const RecordSet& line) {
  const RecordSet move = line["move_id"];
  const std::string type = move.text("move_type");
  if (type != "entry") return type == "out_refund" || type == "in_refund";
  if (const RecordSet repartition = line["tax_repartition_line_id"])
    return repartition.text("document_type") == "refund";
  const RecordSet taxes = line["tax_ids"];
  if (taxes.empty()) return false;
  const std::string use = taxes.at(0).text("type_tax_use");
  const bool refund = (use == "sale" && line.number("credit") == 0) || (use == "purchase" && line.number("debit") == 0);
  return move["reversed_entry_id"] ? !refund : refund;
}

void compute_is_refund(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("is_refund", is_refund(line));
}

bool inverts_tags(const RecordSet& line) {
  const RecordSet source = line["move_id"]["tax_cash_basis_origin_move_id"];
  const RecordSet move = source ? source : line["move_id"];
  const RecordSet repartition = line["tax_repartition_line_id"];
  if (repartition.empty() && line["tax_ids"].empty()) return line["tax_tag_ids"] && is_inbound(move);
  if (!is_entry(move)) return is_inbound(move);
  const RecordSet tax = repartition ? repartition["tax_id"] : line["tax_ids"].at(0);
  const std::string use = tax.text("type_tax_use");
  if (line.text("display_type") == "epd") return use == "purchase";
  return (use == "purchase" && is_refund(line)) || (use == "sale" && !is_refund(line));
}

void compute_tax_tag_invert(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("tax_tag_invert", inverts_tags(line));
}

// Storno books what is taken back as a negative amount on its side. A line of a document tells by its own sign.
void compute_is_storno_of_line(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet move = line["move_id"];
    const std::string type = move.text("move_type");
    bool storno = line.flag("is_storno");
    if (line["company_id"].flag("account_storno")) {
      const double amount = line.number("quantity") * line.number("price_unit");
      const bool by_price = is_invoice(move) && line.text("display_type") == "product" && amount != 0;
      storno = (storno || move.flag("is_storno")) && type != "in_invoice" && type != "out_invoice";
      if (!move.flag("is_storno") && by_price) storno = amount < 0;
    }
    line.set("is_storno", storno);
  }
}

void compute_same_currency(const RecordSet& self) {
  for (const RecordSet& line : self)
    line.set("is_same_currency", line["currency_id"] == line["company_id"]["currency_id"]);
}

void compute_payment_date(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const auto discount = line.day("discount_date");
    const bool open = discount && self.env().today() <= *discount;
    line.set("payment_date", line.value(open ? "discount_date" : "date_maturity"));
  }
}

Domain search_payment_date(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const std::string compare = comparison == "=" ? "<=" : std::string(comparison);
  const std::string today = model.env().today_text();
  return (term("discount_date", ">=", today) & term("discount_date", compare, operand)) |
         (term("discount_date", "<", today) & term("date_maturity", compare, operand)) |
         (term("discount_date", "=", false) & term("date_maturity", compare, operand));
}

// "INV/2026/00001 (F-77) Kit": the entry's number and reference, and what the line adds to them.
std::string display_name_of(const RecordSet& line) {
  const std::string number = line["move_id"].text("name");
  const std::string ref = line.text("ref");
  std::string name = line.text("name");
  if (name.empty()) name = line["product_id"] ? line["product_id"].display_name() : "";
  std::string told = number == "/" ? "" : number;
  const auto add = [&](const std::string& part) { told += (told.empty() ? "" : " ") + part; };
  if (!ref.empty() && ref != "/") add("(" + ref + ")");
  const bool is_ref = line.env().since(Series::v19) && name == ref;
  if (!name.empty() && name != "/" && name != number && name != ref + " - " + number && !is_ref) add(name);
  return told.empty() ? "Draft Entry" : told;
}

// 17.0 puts them all together, even what is said twice.
std::string joined_name(const RecordSet& line) {
  const std::string ref = line.text("ref");
  std::string name = line.text("name");
  if (name.empty()) name = line["product_id"] ? line["product_id"].display_name() : "";
  std::string told;
  for (const std::string& part : {line["move_id"].text("name"), ref.empty() ? ref : "(" + ref + ")", name})
    if (!part.empty()) told += (told.empty() ? "" : " ") + part;
  return told;
}

void compute_display_name(const RecordSet& self) {
  const bool joins = !self.env().since(Series::v18);
  for (const RecordSet& line : self) line.set("display_name", joins ? joined_name(line) : display_name_of(line));
}

Value copy_data_extend(const RecordSet&, const Arguments& arguments) { return arguments["values"]; }

Value reconcile_called(const RecordSet& self, const Arguments&) {
  reconcile(self);
  return {};
}

Value remove_reconcile_called(const RecordSet& self, const Arguments&) {
  remove_reconciliation(self);
  return {};
}

Value unreconcile_entries(const RecordSet& self, const Arguments&) {
  const Value& ids = self.env().context("active_ids");
  if (ids.is_list()) remove_reconciliation(matched_together(self.browse(ids.ids())));
  return {};
}

Value action_register_payment(const RecordSet& self, const Arguments& arguments) {
  Dict context{{"active_model", "account.move.line"}, {"active_ids", Value(self.ids())}};
  if (arguments["ctx"].is_dict()) context.update(arguments["ctx"].dict());
  return Dict{{"name", "Pay"},
              {"res_model", "account.payment.register"},
              {"view_mode", "form"},
              {"views", List{List{false, "form"}}},
              {"context", std::move(context)},
              {"target", "new"},
              {"type", "ir.actions.act_window"}};
}

std::vector<Compute> computes() {
  std::vector<Compute> computes{{{"display_type"}, compute_display_type},
                                {{"sequence"}, compute_sequence},
                                {{"currency_id"}, compute_currency_of_line},
                                {{"currency_rate"}, compute_line_rate},
                                {{"name"}, compute_line_name},
                                {{"balance"}, compute_balance},
                                {{"debit", "credit"}, compute_debit_credit},
                                {{"amount_currency"}, compute_amount_currency},
                                {{"amount_residual", "amount_residual_currency", "reconciled"}, compute_residual},
                                {{"price_subtotal", "price_total"}, compute_line_totals},
                                {{"product_uom_id"}, compute_uom},
                                {{"quantity"}, compute_quantity},
                                {{"price_unit"}, compute_price_unit},
                                {{"tax_ids"}, compute_line_taxes},
                                {{"analytic_distribution"}, compute_analytic_distribution},
                                {{"is_refund"}, compute_is_refund},
                                {{"tax_tag_invert"}, compute_tax_tag_invert, {.until = Series::v18}},
                                {{"is_storno"}, compute_is_storno_of_line, {.since = Series::v19}},
                                {{"is_same_currency"}, compute_same_currency},
                                {{"payment_date"}, compute_payment_date},
                                {{"display_name"}, compute_display_name}};
  for (Compute& compute : shown_line_computes()) computes.push_back(std::move(compute));
  return computes;
}

// Clients pass ids first, as to any method of records: Odoo forgot to say that it is one of the model.
Value default_get_of_ids(const RecordSet& self, const Arguments&, const Super& super) { return super(self); }

}  // namespace

Behaviour account_move_line() {
  return {
      .model = "account.move.line",
      .name_search_fields = {"name", "move_id", "product_id"},
      .computes = computes(),
      .inverses = {{"debit", inverse_debit},
                   {"credit", inverse_credit},
                   {"amount_currency", inverse_amount_currency},
                   {"account_id", inverse_account},
                   {"product_id", inverse_product},
                   {"partner_id", inverse_partner}},
      .searches = {{"payment_date", search_payment_date}},
      .constraints = {{check_amounts, {"account_id", "display_type", "balance", "amount_currency"}},
                      {check_receivable_payable, {"account_id", "display_type"}},
                      {check_off_balance, {"account_id", "tax_ids", "tax_line_id", "reconciled"}},
                      {check_uom, {"product_uom_id"}}},
      .indexes = {{{"matching_number"}}},
      .methods = {Method("default_get", "fields_list", default_get_of_ids, In{.until = Series::v18}),
                  {"reconcile", "", reconcile_called},
                  {"remove_move_reconcile", "", remove_reconcile_called},
                  {"action_unreconcile_match_entries", "", unreconcile_entries},
                  {"action_register_payment", "ctx=None", action_register_payment},
                  {"_get_exchange_journal", "company", exchange_journal},
                  {"_get_exchange_account", "company, amount", exchange_account},
                  {"_copy_data_extend_business_fields", "values", copy_data_extend}},
      .create = create_lines_hook,
      .write = write_lines,
      .unlink = unlink_lines,
      .copy_data = copy_line_data,
  };
}

}  // namespace paridoo::addons::account
