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

// Since 19.0 what nobody sells takes a year.
constexpr double days_without_vendor = 365;

// Buying takes the vendor's time, until 18.0 the company's margin and the days until somebody orders.
Value get_lead_days(const RecordSet& rules, const Arguments& arguments, const Super& super) {
  Dict delays = super().dict();
  const RecordSet buying = rules.where("action", "=", "buy").first();
  const RecordSet product = rules.env()["product.product"].browse(arguments["product"].integer());
  const Dict values = arguments["values"].is_dict() ? arguments["values"].dict() : Dict{};
  const RecordSet company = buying["company_id"];
  const Value& given = values.get("supplierinfo");
  const RecordSet seller = given.is_integer()
                               ? rules.env()["product.supplierinfo"].browse(given.integer())
                               : product::select_seller(product.with_company(company), {.quantity = std::nullopt});
  if (buying.empty()) return delays;
  const bool since_19 = rules.env().since(orm::Series::v19);
  if (seller.empty()) {
    if (since_19) add(delays, "total_delay", days_without_vendor);
    return delays;
  }
  if (!rules.env().context("ignore_vendor_lead_time")) {
    const auto vendor_days = static_cast<double>(seller.integer("delay"));
    add(delays, "total_delay", vendor_days);
    add(delays, "purchase_delay", vendor_days);
  }
  const double margin = since_19 ? 0 : buying["picking_type_id"]["company_id"].number("po_lead");
  add(delays, "total_delay", margin);
  add(delays, "security_lead_days", margin);
  add(delays, "total_delay", company.number("days_to_purchase"));
  return delays;
}

// The first purchase line up the chain of moves that led here, nearest first.
RecordSet first_bought(RecordSet moves) {
  for (std::size_t at = 0; at < moves.size(); ++at) {
    if (moves.at(at)["purchase_line_id"]) return moves.at(at);
    moves |= moves.at(at)["move_orig_ids"];
  }
  return moves.none();
}

// What is pushed on is of no purchase any more, unless it goes back to the vendor.
Value push_prepare_move_copy_values(const RecordSet& rule, const Arguments& arguments, const Super& super) {
  Dict values = super().dict();
  values.set("purchase_line_id", false);
  if (rule["location_dest_id"].text("usage") != "supplier") return values;
  const RecordSet bought = first_bought(rule.env()["stock.move"].browse(arguments["move_to_copy"].integer()));
  values.set("purchase_line_id", bought["purchase_line_id"]);
  values.set("partner_id", bought["picking_id"]["partner_id"]);
  return values;
}

}  // namespace

orm::Behaviour stock_rule() {
  return {
      .model = "stock.rule",
      .methods = {orm::model_method("_run_buy", "procurements", run_buy),
                  {"_get_lead_days", "", get_lead_days},
                  {"_get_partner_id", "values", preferred_vendor},
                  {"_get_procurements_to_merge_groupby", "procurement", what_merges},
                  {"_push_prepare_move_copy_values", "", push_prepare_move_copy_values}},
  };
}

}  // namespace paridoo::addons::purchase_stock
