// stock.rule: the action "buy".
#include <chrono>

#include "simulator/addons/product/product.h"
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/addons/purchase_stock/models/procurement_purchase.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::Dict;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value run_buy(const RecordSet& rules, const Arguments& arguments) {
  buy(rules.env(), stock::ruled_procurements_in(rules.env(), arguments["procurements"]));
  return true;
}

void add(Dict& delays, std::string_view name, double days) {
  const Value& before = delays.get(name);
  delays.set(name, (before.is_number() ? before.number() : 0) + days);
}

// Buying takes the vendor's time, the company's margin and the days until somebody orders.
Value get_lead_days(const RecordSet& rules, const Arguments& arguments, const Super& super) {
  Dict delays = super().dict();
  const RecordSet buying = rules.where("action", "=", "buy").first();
  const RecordSet product = rules.env()["product.product"].browse(arguments["product"].integer());
  const Dict values = arguments["values"].is_dict() ? arguments["values"].dict() : Dict{};
  const RecordSet company = buying["company_id"];
  const Value& given = values.get("supplierinfo");
  const RecordSet seller = given.is_integer() ? rules.env()["product.supplierinfo"].browse(given.integer())
                                              : product::select_seller(product.with_company(company));
  if (buying.empty() || seller.empty()) return delays;
  if (!rules.env().context("ignore_vendor_lead_time")) {
    const auto vendor_days = static_cast<double>(seller.integer("delay"));
    add(delays, "total_delay", vendor_days);
    add(delays, "purchase_delay", vendor_days);
  }
  const double margin = buying["picking_type_id"]["company_id"].number("po_lead");
  add(delays, "total_delay", margin);
  add(delays, "security_lead_days", margin);
  add(delays, "total_delay", company.number("days_to_purchase"));
  return delays;
}

Value push_prepare_move_copy_values(const RecordSet&, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("purchase_line_id", false);
  return values;
}

}  // namespace

orm::Behaviour stock_rule() {
  return {
      .model = "stock.rule",
      .methods = {orm::model_method("_run_buy", "procurements", run_buy),
                  {"_get_lead_days", "", get_lead_days},
                  {"_push_prepare_move_copy_values", "", push_prepare_move_copy_values}},
  };
}

}  // namespace paridoo::addons::purchase_stock
