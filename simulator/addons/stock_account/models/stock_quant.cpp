// stock.quant: what the stock at a place is worth, and counts for another day's books.
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

// Its share of what the whole stock is worth.
double value_since_19(const RecordSet& quant) {
  const RecordSet product = quant["product_id"].with_company(quant["company_id"]);
  const bool by_lot = product.flag("lot_valuated");
  const RecordSet lot = quant["lot_id"].with_company(quant["company_id"]);
  const double there = by_lot ? lot.number("product_qty") : product.number("qty_available");
  if (stock::is_zero(there, product["uom_id"])) return 0;
  return quant.number("quantity") * (by_lot ? total_value_of_lot(lot) : total_value(product)) / there;
}

double value_of(const RecordSet& quant) {
  const RecordSet product = quant["product_id"], unit = product["uom_id"];
  if (!is_valued(quant["location_id"]) || is_owned_by_other(quant) || stock::is_zero(quant.number("quantity"), unit))
    return 0;
  if (quant.env().since(Series::v19)) return value_since_19(quant);
  const RecordSet valued = (is_lot_valuated(product) ? quant["lot_id"] : product).with_company(quant["company_id"]);
  const double quantity = valued.number("quantity_svl");
  return stock::is_zero(quantity, unit) ? 0 : quant.number("quantity") * valued.number("value_svl") / quantity;
}

void compute_cost_method(const RecordSet& quants) {
  for (const RecordSet& quant : quants) {
    const RecordSet own = quant["company_id"], company = own ? own : quants.env().company();
    const std::string method = quant["product_categ_id"].with_company(company).text("property_cost_method");
    quant.set("cost_method", method.empty() ? company.value("cost_method") : Value(method));
  }
}

void compute_value(const RecordSet& quants) {
  for (const RecordSet& quant : quants) {
    quant.set("currency_id", quant["company_id"]["currency_id"]);
    quant.set("value", value_of(quant));
  }
}

Value apply_inventory(const RecordSet& quants, const Arguments& arguments, const Super& super) {
  for (const auto& [date, dated] :
       quants.grouped([](const RecordSet& quant) { return quant.text("accounting_date"); })) {
    if (date.empty()) {
      super(dated, arguments);
      continue;
    }
    super(dated.with_context({{"force_period_date", date}}), arguments);
    dated.write({{"accounting_date", false}});
  }
  return {};
}

Value inventory_move_values(const RecordSet& quant, const Arguments&, const Super& super) {
  Dict values = super().dict();
  const Value& date = quant.env().context("force_period_date");
  if (date && !quant.env().context("inventory_name") && values.contains("name"))
    values.set("name", values.get("name").text() + " [Accounted on " + date.text() + "]");
  return values;
}

Value inventory_fields_write(const RecordSet&, const Arguments&, const Super& super) {
  List fields = super().list();
  fields.emplace_back("accounting_date");
  return fields;
}

}  // namespace

Behaviour stock_quant() {
  return {.model = "stock.quant",
          .computes = {{{"value", "currency_id"}, compute_value},
                       {{"cost_method"}, compute_cost_method, {.since = Series::v19}}},
          .methods = {
              {"_apply_inventory", "", apply_inventory},
              {"_get_inventory_move_values",
               "qty, location_id, location_dest_id, package_id=False, package_dest_id=False", inventory_move_values},
              orm::model_method("_get_inventory_fields_write", "", inventory_fields_write)}};
}

}  // namespace paridoo::addons::stock_account
