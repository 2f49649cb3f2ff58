// sale.order.discount: takes a share or an amount off an order, on its lines or as lines of their own.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "simulator/addons/account/document_share.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/addons/account/written_taxes.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/sale/models.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/orm/access.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

Value default_sale_order(const RecordSet& model) { return model.env().context("active_id"); }

void check_percentage(const RecordSet& self) {
  for (const RecordSet& wizard : self)
    if (wizard.text("discount_type") != "amount" && wizard.number("discount_percentage") > 1)
      throw orm::validation_error("A discount cannot be more than a hundred percent.");
}

// 17.0 leaves it to the records to refuse.
void check_may_make_product(const RecordSet& company) {
  const orm::Env& env = company.env();
  if (!env.since(orm::Series::v18)) return;
  if (!may(env, env["product.product"].model(), orm::Operation::create) ||
      !may(env, company.model(), orm::Operation::write))
    throw orm::validation_error("The company has no product for discounts yet, and you may not make it.");
}

// The company keeps the product once a first discount has made it.
RecordSet discount_product(const RecordSet& wizard) {
  const RecordSet company = wizard["company_id"];
  if (company["sale_discount_product_id"].empty()) {
    check_may_make_product(company);
    const RecordSet product = wizard.env()["product.product"].create(Dict{{"name", "Discount"},
                                                                          {"type", "service"},
                                                                          {"invoice_policy", "order"},
                                                                          {"list_price", 0.0},
                                                                          {"company_id", company},
                                                                          {"taxes_id", false}});
    company.write({{"sale_discount_product_id", product}});
  }
  return company["sale_discount_product_id"];
}

// What the lines with the same taxes come to.
struct TaxedPart {
  RecordSet taxes;
  double amount = 0;
};

// Fixed taxes are not discounted since 18.0, which takes the lines before their taxes are known.
TaxedPart part_of(const RecordSet& line) {
  const RecordSet taxes = taxes_of(line);
  if (!line.env().since(orm::Series::v18)) return {taxes, line.number("price_subtotal")};
  const double price = line.number("price_unit") * (1 - line.number("discount") / 100);
  return {account::flatten_taxes(taxes).where("amount_type", "!=", "fixed"), price * line.number("product_uom_qty")};
}

std::vector<TaxedPart> taxed_parts(const RecordSet& order) {
  std::vector<TaxedPart> parts;
  for (const RecordSet& line : order["order_line"]) {
    if (line.number("product_uom_qty") == 0 || line.number("price_unit") == 0) continue;
    const TaxedPart own = part_of(line);
    const auto same =
        std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.taxes == own.taxes; });
    if (same == parts.end())
      parts.push_back(own);
    else
      same->amount += own.amount;
  }
  return parts;
}

double fixed_taxes_of(const RecordSet& order) {
  double sum = 0;
  for (const RecordSet& line : order["order_line"]) {
    const RecordSet fixed = account::flatten_taxes(taxes_of(line)).where("amount_type", "=", "fixed");
    sum += fixed.sum("amount") * line.number("product_uom_qty");
  }
  return sum;
}

// The share that is taken off; nothing of an order that comes to nothing.
std::optional<double> asked_share(const RecordSet& wizard) {
  if (wizard.text("discount_type") != "amount") return wizard.number("discount_percentage");
  const RecordSet order = wizard["sale_order_id"];
  if (order.number("amount_total") == 0) return {};
  return wizard.number("discount_amount") / (order.number("amount_total") - fixed_taxes_of(order));
}

// As many digits as the precision has; 17.0 writes the number as Python does: "12.5", "10.0".
std::string percent_text(const RecordSet& wizard, double share) {
  const double percent = share * 100;
  if (wizard.env().since(orm::Series::v18))
    return fmt::format("{:.{}f}", percent, base::precision_of(wizard.env(), "Discount"));
  const std::string text = fmt::format("{}", percent);
  return text.find('.') == std::string::npos ? text + ".0" : text;
}

std::string listed_names(const RecordSet& taxes) {
  std::string names;
  for (const RecordSet& tax : taxes) names += (tax == taxes.first() ? "" : ", ") + tax.text("name");
  return names;
}

std::string description(const RecordSet& wizard, double share, const RecordSet& taxes, bool is_only) {
  const bool in_17 = !wizard.env().since(orm::Series::v18);
  const bool names_share = is_only || wizard.text("discount_type") != "amount";
  std::string text = "Discount";
  if (names_share) text += (in_17 ? ": " : " ") + percent_text(wizard, share) + "%";
  if (is_only) return text;
  return text + "- On products with the following taxes " + listed_names(taxes);
}

Dict discount_line(const RecordSet& wizard, double amount, const RecordSet& taxes) {
  return {{"order_id", wizard["sale_order_id"]},
          {"product_id", discount_product(wizard)},
          {"sequence", 999},
          {"price_unit", -amount},
          {std::string(taxes_field(wizard.env())), List{orm::command::set(taxes.ids())}}};
}

void add_shares(const RecordSet& wizard) {
  const std::optional<double> share = asked_share(wizard);
  if (!share) return;
  const std::vector<TaxedPart> parts = taxed_parts(wizard["sale_order_id"]);
  std::vector<Dict> lines;
  for (const TaxedPart& part : parts) {
    lines.push_back(discount_line(wizard, part.amount * *share, part.taxes));
    lines.back().set("name", description(wizard, *share, part.taxes, parts.size() == 1));
  }
  if (!lines.empty()) wizard.env()["sale.order.line"].create(std::move(lines));
}

// --- since 19.0

bool have_different_taxes(const std::vector<account::BaseLine>& lines) {
  const account::BaseLine* taxed = nullptr;
  for (const account::BaseLine& line : lines) {
    if (line.taxes.empty()) continue;
    if (taxed && taxed->taxes != line.taxes) return true;
    taxed = &line;
  }
  return false;
}

std::string share_description(const RecordSet& wizard, const RecordSet& taxes, bool names_taxes) {
  std::string text = "Discount";
  if (wizard.text("discount_type") != "amount")
    text += " " + percent_text(wizard, wizard.number("discount_percentage")) + "%";
  if (names_taxes) text += "- On products with the following taxes " + listed_names(taxes);
  return text;
}

void add_shares_19(const RecordSet& wizard) {
  const RecordSet order = wizard["sale_order_id"], product = discount_product(wizard);
  const bool is_amount = wizard.text("discount_type") == "amount";
  const double amount = is_amount ? wizard.number("discount_amount") : wizard.number("discount_percentage") * 100;
  const std::vector<account::BaseLine> shares = account::global_discount_lines(
      rounded_base_lines(order), {.company = wizard["company_id"],
                                  .is_percentage = !is_amount,
                                  .amount = amount,
                                  .computation_key = "global_discount," + std::to_string(wizard.id()),
                                  .product = product});
  const bool names_taxes = have_different_taxes(shares);
  List commands;
  for (const account::BaseLine& share : shares)
    commands.push_back(orm::command::create({{"name", share_description(wizard, share.taxes, names_taxes)},
                                             {"product_id", product},
                                             {"price_unit", share.price_unit},
                                             {"technical_price_unit", 0.0},
                                             {"product_uom_qty", share.quantity},
                                             {"tax_ids", List{orm::command::set(share.taxes.ids())}},
                                             {"extra_tax_data", account::written_taxes(share)},
                                             {"sequence", 999}}));
  order.write({{"order_line", std::move(commands)}});
}

void add_discount_lines(const RecordSet& wizard) {
  if (wizard.env().since(orm::Series::v19)) return add_shares_19(wizard);
  discount_product(wizard);
  const bool is_plain = wizard.text("discount_type") == "amount" && !wizard.env().since(orm::Series::v18);
  if (!is_plain) return add_shares(wizard);
  const RecordSet no_taxes = wizard.env()["account.tax"];
  wizard.env()["sale.order.line"].create(discount_line(wizard, wizard.number("discount_amount"), no_taxes));
}

Value action_apply_discount(const RecordSet& self, const Arguments&) {
  const RecordSet wizard = self.ensure_one().with_company(self["company_id"]);
  if (wizard.text("discount_type") == "sol_discount")
    wizard["sale_order_id"]["order_line"].write({{"discount", wizard.number("discount_percentage") * 100}});
  else
    add_discount_lines(wizard);
  return {};
}

}  // namespace

orm::Behaviour sale_order_discount() {
  return {
      .model = "sale.order.discount",
      .defaults = {{"sale_order_id", default_sale_order}},
      .constraints = {{check_percentage, {"discount_type", "discount_percentage"}}},
      .methods = {{"action_apply_discount", "", action_apply_discount}},
  };
}

}  // namespace paridoo::addons::sale
