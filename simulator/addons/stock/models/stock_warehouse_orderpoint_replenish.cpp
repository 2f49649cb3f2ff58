// Ordering what reordering rules say: by the scheduler, and by their buttons.
#include <chrono>
#include <cmath>
#include <string>
#include <vector>

#include "simulator/addons/base/timezone.h"
#include "simulator/addons/stock/activity.h"
#include "simulator/addons/stock/models/stock_warehouse_orderpoint.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/product.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {

namespace {

// Noon of the day, where the company is.
Moment procurement_moment(const RecordSet& orderpoint) {
  const Moment noon = Moment(orderpoint.day(arrival_field(orderpoint.env())).value_or(orderpoint.env().today())) +
                      std::chrono::hours(12);
  const std::string zone = orderpoint["company_id"]["partner_id"].text("tz");
  const auto offset = zone.empty() ? std::nullopt : base::utc_offset(zone, noon);
  return noon - offset.value_or(std::chrono::seconds(0));
}

}  // namespace

Value orderpoint_procurement_values(const RecordSet& orderpoint, const Arguments& arguments) {
  const Value &date = arguments["date"], &group = arguments["group"];
  const Moment deadline =
      date ? orm::parse_moment(date.text()).value_or(orderpoint.env().now()) : Moment(orderpoint.env().today());
  const RecordSet route = orderpoint["route_id"];
  const ProcurementDates dates =
      procurement_dates(orderpoint["product_id"], deadline, orderpoint["location_id"], route);
  Dict values{{"route_ids", route.ids()},
              {"date_planned", orm::format_moment(dates.planned)},
              {"date_order", orm::format_moment(dates.order)},
              {"date_deadline", date},
              {"warehouse_id", orderpoint["warehouse_id"]},
              {"orderpoint_id", orderpoint.id()}};
  if (!orderpoint.env().since(Series::v19)) values.set("group_id", group ? group : Value(orderpoint["group_id"]));
  return values;
}

namespace {

std::string origin_of(const RecordSet& orderpoint) {
  const Value& named = orderpoint.env().context("origins");
  const Value* origins = named.is_dict() ? named.dict().find(std::to_string(orderpoint.id())) : nullptr;
  if (!origins || !*origins) return orderpoint.text("name");
  std::string list;
  for (const Value& origin : origins->list()) list += (list.empty() ? "" : ",") + origin.text();
  return orderpoint.display_name() + " - " + list;
}

Procurement need_of(const RecordSet& orderpoint) {
  const std::chrono::days horizon(static_cast<int>(horizon_days(orderpoint.env())));
  const Moment date = procurement_moment(orderpoint) - horizon;
  return {.product = orderpoint["product_id"],
          .quantity = orderpoint.number("qty_to_order"),
          .unit = unit_of(orderpoint),
          .location = orderpoint["location_id"],
          .name = orderpoint.text("name"),
          .origin = origin_of(orderpoint),
          .company = orderpoint["company_id"],
          .values = orderpoint.call("_prepare_procurement_values", {orm::format_moment(date)}).dict()};
}

std::vector<Procurement> needs_of(const RecordSet& orderpoints) {
  std::vector<Procurement> needs;
  for (const RecordSet& orderpoint : orderpoints)
    if (compare(orderpoint.number("qty_to_order"), 0, unit_of(orderpoint)) > 0) needs.push_back(need_of(orderpoint));
  return needs;
}

// Whoever answers for the product is told what could not be ordered. Gives the rules that failed.
RecordSet warn_of_failures(const RecordSet& orderpoints, const ProcurementFailure& failure) {
  RecordSet failed = orderpoints.none();
  for (const auto& [procurement, reason] : failure.reasons()) {
    const Value& id = procurement.values.get("orderpoint_id");
    if (!id.is_integer() || !id) continue;
    failed |= orderpoints.browse(id.integer());
    const RecordSet product = procurement.product["product_tmpl_id"];
    const Id responsible = procurement.product["responsible_id"].id();
    schedule_warning(product, "<p>" + reason + "</p>", responsible ? responsible : 1);
  }
  return failed;
}

}  // namespace

// What fails is left out, and the rest is tried again.
Value procure_orderpoint_confirm(const RecordSet& self, const Arguments& arguments) {
  const Value& company = arguments["company_id"];
  const bool raise_user_error = static_cast<bool>(arguments["raise_user_error"]);
  RecordSet orderpoints = self;
  if (company.is_integer() && company) orderpoints = self.in(self.env().with_company(company.integer()));
  while (orderpoints) {
    const Env env = orderpoints.env().with_context({{"from_orderpoint", true}});
    try {
      run_procurements(env, needs_of(orderpoints), raise_user_error);
      break;
    } catch (const ProcurementFailure& failure) {
      const RecordSet failed = warn_of_failures(orderpoints, failure);
      if (!failed) break;
      orderpoints -= failed;
    }
  }
  return Dict{};
}

// --- buttons

Value replenishment_notification(const RecordSet& orderpoint, const Arguments&) {
  Domain made = term("orderpoint_id", "=", orderpoint);
  if (const Value& since = orderpoint.env().context("written_after")) made = made & term("write_date", ">=", since);
  const RecordSet move = orderpoint.env()["stock.move"].search(made, {.limit = 1});
  const RecordSet picking = move["picking_id"], from = move["location_id"];
  const RecordSet warehouse = from["warehouse_id"];
  const bool between = (warehouse && !(warehouse == orderpoint["warehouse_id"])) || from.text("usage") == "transit";
  if (!between || !picking) return false;
  const Dict link{{"label", picking.text("name")},
                  {"url", "/odoo/action-stock.stock_picking_action_picking_type/" + std::to_string(picking.id())}};
  return Dict{{"type", "ir.actions.client"},
              {"tag", "display_notification"},
              {"params", Dict{{"title", "The inter-warehouse transfers have been generated"},
                              {"message", "%s"},
                              {"links", List{link}},
                              {"sticky", false},
                              {"next", Dict{{"type", "ir.actions.act_window_close"}}}}}};
}

namespace {

void order_to_maximum(const RecordSet& orderpoint) {
  const double missing = orderpoint.number("product_max_qty") - orderpoint.number("qty_forecast");
  if (orderpoint.env().since(Series::v19))
    return orderpoint.write({{"qty_to_order", in_whole_units(orderpoint, missing)}});
  orderpoint.write({{"qty_to_order", missing}});
  const double multiple = multiple_of(orderpoint), quantity = orderpoint.number("qty_to_order");
  const double rest = multiple > 0 ? quantity - std::floor(quantity / multiple) * multiple : 0;
  if (!is_zero(rest, unit_of(orderpoint))) orderpoint.write({{"qty_to_order", quantity + multiple - rest}});
}

}  // namespace

Value action_replenish(const RecordSet& orderpoints, const Arguments& arguments) {
  if (arguments["force_to_max"])
    for (const RecordSet& orderpoint : orderpoints) order_to_maximum(orderpoint);
  try {
    orderpoints.call("_procure_orderpoint_confirm", {orderpoints.env().company().id()});
  } catch (const orm::Fault& fault) {
    if (fault.kind() != orm::FaultKind::user_error || orderpoints.size() != 1) throw;
    throw orm::Fault(orm::FaultKind::redirect_warning, fault.message());
  }
  Value notification = false;
  if (orderpoints.size() == 1)
    notification = orderpoints.with_context({{"written_after", orderpoints.env().now_text()}})
                       .call("_get_replenishment_order_notification");
  if (orderpoints.env().since(Series::v18))
    orderpoints.write({{"qty_to_order_manual", 0}});
  else
    for (const RecordSet& orderpoint : orderpoints) orderpoint.write({{"qty_to_order", quantity_needed(orderpoint)}});
  // What the replenishment report had proposed goes when it is done.
  orderpoints
      .filtered([](const RecordSet& orderpoint) {
        return orderpoint["create_uid"].id() == 1 && orderpoint.number("qty_to_order") <= 0 &&
               orderpoint.text("trigger") == "manual";
      })
      .unlink();
  return notification;
}

Value action_replenish_auto(const RecordSet& orderpoints, const Arguments&) {
  orderpoints.write({{"trigger", "auto"}});
  return orderpoints.call("action_replenish");
}

Value action_remove_manual_qty_to_order(const RecordSet& orderpoints, const Arguments&) {
  orderpoints.write({{"qty_to_order_manual", 0}});
  return {};
}

}  // namespace paridoo::addons::stock
