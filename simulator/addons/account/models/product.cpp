// What accounting adds to product.template, product.product and product.category.
#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/product_accounts.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"
#include "simulator/addons/uom/uom.h"
#include "simulator/orm/draft.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RecordSet template_of(const RecordSet& product) {
  return product.model().name == "product.product" ? product["product_tmpl_id"] : product;
}

Value own_or_category(const RecordSet& product, std::string_view field, std::string_view category_field) {
  const RecordSet own = product[field];
  return own ? Value(own) : Value(product["categ_id"][category_field]);
}

Value get_product_accounts(const RecordSet& self, const Arguments&) {
  return Dict{{"income", own_or_category(self, "property_account_income_id", "property_account_income_categ_id")},
              {"expense", own_or_category(self, "property_account_expense_id", "property_account_expense_categ_id")}};
}

RecordSet account_in(const Dict& accounts, std::string_view key, const RecordSet& model) {
  const Value& id = accounts.get(key);
  return id.is_integer() ? model.browse(id.integer()) : model;
}

Value default_taxes(const RecordSet& model, std::string_view field) {
  RecordSet taxes = model.env()["account.tax"];
  for (const RecordSet& company : model.env().companies().sudo()) taxes |= taxes.browse(company[field].ids());
  return List{command::set(taxes.ids())};
}

Value default_sale_taxes(const RecordSet& model) { return default_taxes(model, "account_sale_tax_id"); }
Value default_purchase_taxes(const RecordSet& model) { return default_taxes(model, "account_purchase_tax_id"); }

// A product of every company has the default taxes of the companies that its maker does not work in.
RecordSet create_templates(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet products = super(std::move(values));
  const RecordSet others =
      model.sudo().env()["res.company"].search(term("id", "not in", Value(model.env().companies().ids())));
  if (others.empty()) return products;
  for (const RecordSet& product : products.sudo()) {
    if (product["company_id"]) continue;
    product.write(
        {{"taxes_id", Value((product["taxes_id"] | others["account_sale_tax_id"]).ids())},
         {"supplier_taxes_id", Value((product["supplier_taxes_id"] | others["account_purchase_tax_id"]).ids())}});
  }
  return products;
}

std::string tax_string(const RecordSet& product, double price) {
  const RecordSet company = product.env().company();
  const RecordSet currency = product["currency_id"];
  const RecordSet taxes =
      product["taxes_id"].filtered([&](const RecordSet& tax) { return tax["company_id"] == company; });
  const PriceTaxes found = compute_all(taxes, price, {.currency = currency, .product = product});
  std::string told;
  if (base::currency_compare(currency, found.total_included, price) != 0)
    told = base::format_amount(currency, found.total_included) + " Incl. Taxes";
  if (base::currency_compare(currency, found.total_excluded, price) != 0)
    told += (told.empty() ? "" : ", ") + base::format_amount(currency, found.total_excluded) + " Excl. Taxes";
  return told.empty() ? " " : "(= " + told + ")";
}

void compute_template_tax_string(const RecordSet& self) {
  for (const RecordSet& product : self) product.set("tax_string", tax_string(product, product.number("list_price")));
}

void compute_product_tax_string(const RecordSet& self) {
  for (const RecordSet& product : self) product.set("tax_string", tax_string(product, product.number("lst_price")));
}

RecordSet company_taxes(const RecordSet& product, const DocumentPrice& document) {
  const RecordSet taxes = product[document.document_type == "sale" ? "taxes_id" : "supplier_taxes_id"];
  return taxes.filtered([&](const RecordSet& tax) { return tax["company_id"] == document.company; });
}

}  // namespace

ProductAccounts product_accounts(const RecordSet& product, const RecordSet& position) {
  const Value found = template_of(product).call("_get_product_accounts");
  const RecordSet accounts = product.env()["account.account"];
  return {map_account(position, account_in(found.dict(), "income", accounts)),
          map_account(position, account_in(found.dict(), "expense", accounts))};
}

double tax_included_unit_price(const RecordSet& product, const DocumentPrice& document) {
  if (document.document_type == "other") return 0.0;
  const bool sale = document.document_type == "sale";
  const RecordSet seen = product.with_company(document.company);
  double price = seen.number(sale ? "lst_price" : "standard_price");
  const RecordSet uom = product["uom_id"];
  if (document.uom && document.uom != uom) price = uom::compute_price(uom, price, document.uom);
  if (const RecordSet taxes = company_taxes(product, document); taxes && document.position)
    price = adapt_price_to_taxes(price, taxes, map_taxes(document.position, taxes));
  const RecordSet own = sale ? product["currency_id"] : document.company["currency_id"];
  if (document.currency == own) return price;
  return base::convert(price, own, document.currency, document.company, document.day, {.round = false});
}

namespace {

Value get_product_accounts_called(const RecordSet& self, const Arguments& arguments) {
  const RecordSet positions = self.env()["account.fiscal.position"];
  const Value& asked = arguments["fiscal_pos"];
  const ProductAccounts found =
      product_accounts(self, asked.is_integer() ? positions.browse(asked.integer()) : positions);
  return Dict{{"income", found.income}, {"expense", found.expense}};
}

// A combo is taxed as what is chosen of it is.
Value onchange_type(const RecordSet& product) {
  if (product.text("type") != "combo") return {};
  for (const std::string_view field : {"taxes_id", "supplier_taxes_id"}) assign_in_form(product, field, List{});
  return {};
}

}  // namespace

Behaviour product_template() {
  return {
      .model = "product.template",
      .defaults = {{"taxes_id", default_sale_taxes}, {"supplier_taxes_id", default_purchase_taxes}},
      .computes = {{{"tax_string"}, compute_template_tax_string}},
      .onchanges = {{{"type"}, onchange_type, In{.since = Series::v18}}},
      .methods = {{"_get_product_accounts", "", get_product_accounts},
                  {"get_product_accounts", "fiscal_pos=None", get_product_accounts_called}},
      .create = create_templates,
  };
}

Behaviour product_product() {
  return {
      .model = "product.product",
      .computes = {{{"tax_string"}, compute_product_tax_string}},
  };
}

}  // namespace paridoo::addons::account
