#include <algorithm>

#include "simulator/addons/account/company.h"
#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/product_accounts.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// The product's name and its text for sales or purchases, in the language of the partner.
std::string product_name(const RecordSet& line) {
  const std::string lang = line["partner_id"].text("lang");
  RecordSet product = line["product_id"];
  if (!lang.empty()) product = product.with_context({{"lang", lang}});
  const std::string type = line["journal_id"].text("type");
  const bool documents_only = line.env().since(Series::v18);
  if (product.empty() || (documents_only && type != "sale" && type != "purchase")) return "";
  if (!documents_only && type != "sale" && type != "purchase") return product.text("partner_ref");
  const std::string text = product.text(type == "sale" ? "description_sale" : "description_purchase");
  return product.text(documents_only ? "display_name" : "partner_ref") + (text.empty() ? "" : "\n" + text);
}

RecordSet term_lines_of(const RecordSet& move) {
  return move["line_ids"].where("display_type", "=", "payment_term").sorted([](const RecordSet& line) {
    return line.day("date_maturity").value_or(Day::max());
  });
}

std::size_t place_of(const RecordSet& line, const RecordSet& among) {
  const auto found = std::find(among.ids().begin(), among.ids().end(), line.id());
  return static_cast<std::size_t>(found - among.ids().begin());
}

std::string reference_of(const RecordSet& move) {
  const std::string reference = move.text("payment_reference");
  if (!move.env().since(Series::v18)) return reference;
  const std::string ref = move.text("ref");
  return !reference.empty() && !ref.empty() && reference != ref ? ref + " - " + reference : reference;
}

std::string term_name(const RecordSet& line) {
  const RecordSet move = line["move_id"];
  const std::string reference = reference_of(move);
  if (move["invoice_payment_term_id"]["line_ids"].size() <= 1) return reference;
  const std::size_t number = place_of(line, term_lines_of(move)) + 1;
  return (reference.empty() ? "" : reference + " ") + "installment #" + std::to_string(number);
}

// A name that was made here, not written by somebody, may be made anew.
bool is_own_name(const RecordSet& line, const std::string& name) {
  const RecordSet move = line["move_id"];
  if (!line.env().since(Series::v18)) return true;
  return name.empty() || move["invoice_payment_term_id"]["line_ids"].size() > 1 ||
         name == move.text("payment_reference") || name == reference_of(move);
}

// Whether a file gave the line.
bool is_imported(const RecordSet& line) { return line.env().since(Series::v18) && line.flag("is_imported"); }

}  // namespace

void compute_line_name(const RecordSet& self) {
  const bool keeps_empty = !self.env().since(Series::v18);
  for (const RecordSet& line : self) {
    std::string name = line.text("name");
    const bool is_term = line.text("display_type") == "payment_term";
    if (is_term && is_own_name(line, name)) name = term_name(line);
    if (line["product_id"] && is_accountable(line) && name.empty()) name = product_name(line);
    line.set("name", is_term && keeps_empty ? Value(name) : text_or_false(name));
  }
}

namespace {

// Bills are in the unit that the product is bought in: 18.0 has one for each product, 19.0 one for each vendor.
RecordSet default_unit(const RecordSet& line) {
  const RecordSet product = line["product_id"];
  const bool purchase = is_purchase_document(line["move_id"], Receipts::excluded);
  if (!purchase || !line.env().since(Series::v18)) return product["uom_id"];
  if (!line.env().since(Series::v19)) return product["uom_po_id"];
  const RecordSet company = line["company_id"];
  for (const RecordSet& seller : product["seller_ids"]) {
    const RecordSet own = seller["company_id"];
    const bool fits = (own.empty() || own == company) && seller["partner_id"].flag("active") &&
                      (seller["product_id"].empty() || seller["product_id"] == product);
    if (fits && seller["product_uom_id"]) return seller["product_uom_id"];
    if (fits) break;
  }
  return product["uom_id"];
}

}  // namespace

void compute_uom(const RecordSet& self) {
  for (const RecordSet& line : self) {
    if (line["move_id"].text("state") != "draft" && self.env().since(Series::v18)) {
      line.set("product_uom_id", line["product_uom_id"]);
      continue;
    }
    line.set("product_uom_id", default_unit(line));
  }
}

void compute_quantity(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const double own = line.number("quantity");
    line.set("quantity", line.text("display_type") != "product" ? 0.0 : own != 0 ? own : 1.0);
  }
}

void compute_price_unit(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet product = line["product_id"];
    if (product.empty() || !is_accountable(line) || is_imported(line)) {
      line.set("price_unit", line.number("price_unit"));
      continue;
    }
    const RecordSet move = line["move_id"];
    const char* type = is_sale_document(move) ? "sale" : is_purchase_document(move) ? "purchase" : "other";
    line.set("price_unit", tax_included_unit_price(product, {.company = move["company_id"],
                                                             .currency = move["currency_id"],
                                                             .uom = line["product_uom_id"],
                                                             .position = move["fiscal_position_id"],
                                                             .day = move.day("date").value_or(self.env().today()),
                                                             .document_type = type}));
  }
}

namespace {

RecordSet product_taxes(const RecordSet& line, std::string_view field) {
  return line["product_id"][field].filtered_domain(of_company(line["move_id"]["company_id"]));
}

RecordSet account_taxes(const RecordSet& line, std::string_view use) {
  return line["account_id"]["tax_ids"].where("type_tax_use", "=", std::string(use));
}

// From 19.0 on entries get no taxes from their accounts, unless who makes them asks for it.
bool takes_account_taxes(const RecordSet& line) {
  const Env& env = line.env();
  if (env.since(Series::v19) && env.context("account_default_taxes")) return true;
  return !env.context("skip_computed_taxes") && !(env.since(Series::v19) && is_entry(line["move_id"]));
}

RecordSet computed_taxes(const RecordSet& line) {
  const RecordSet move = line["move_id"];
  RecordSet taxes = line.env()["account.tax"];
  if (is_sale_document(move)) {
    taxes = product_taxes(line, "taxes_id");
    if (taxes.empty()) taxes = account_taxes(line, "sale");
  } else if (is_purchase_document(move)) {
    taxes = product_taxes(line, "supplier_taxes_id");
    if (taxes.empty()) taxes = account_taxes(line, "purchase");
  } else if (takes_account_taxes(line)) {
    taxes = line["account_id"]["tax_ids"];
  }
  if (taxes) taxes = taxes_of_company(taxes, move["company_id"]);
  return map_taxes(move["fiscal_position_id"], taxes);
}

bool takes_taxes(const RecordSet& line) {
  const std::string type = line.text("display_type");
  if (!is_accountable(line) || type == "payment_term" || is_imported(line)) return false;
  if (line["product_id"]) return true;
  return (type != "discount" || !line.env().since(Series::v18)) &&
         (line["account_id"]["tax_ids"] || line["tax_ids"].empty());
}

}  // namespace

void compute_line_taxes(const RecordSet& self) {
  for (const RecordSet& line : self)
    line.set("tax_ids", Value((takes_taxes(line) ? computed_taxes(line) : line["tax_ids"]).ids()));
}

// An account with taxes of its own gives them to the lines that are moved to it.
void inverse_account(const RecordSet& self) {
  const Field& taxes_field = self.model().at("tax_ids");
  const RecordSet taxed = self.filtered([&](const RecordSet& line) {
    const RecordSet company = line["company_id"];
    const RecordSet own =
        line["product_id"]["taxes_id"].filtered([&](const RecordSet& tax) { return tax["company_id"] == company; });
    return line["account_id"]["tax_ids"] && own.empty() &&
           !self.env().transaction().is_protected(taxes_field, line.id());
  });
  compute_now(taxed, {"tax_ids"}, compute_line_taxes);
}

void inverse_product(const RecordSet& self) {
  recompute_accounts(self.filtered([](const RecordSet& line) {
    return line.text("display_type") == "product" && is_invoice(line["move_id"]) &&
           (line["product_id"] || line["account_id"].empty());
  }));
}

void inverse_partner(const RecordSet& self) {
  recompute_accounts(self.filtered([](const RecordSet& line) { return line.text("display_type") == "payment_term"; }));
}

void check_uom(const RecordSet& self) {
  if (!self.env()["uom.uom"].model().has("category_id")) return;
  for (const RecordSet& line : self) {
    const RecordSet unit = line["product_uom_id"];
    const RecordSet product = line["product_id"];
    if (unit && product && unit["category_id"] != product["uom_id"]["category_id"])
      throw user_error("The unit of measure " + unit.text("name") + " does not fit the product " +
                       product.display_name() + ".");
  }
}

}  // namespace paridoo::addons::account
