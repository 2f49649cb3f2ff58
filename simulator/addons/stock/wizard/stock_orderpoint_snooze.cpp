// stock.orderpoint.snooze: lets reordering rules rest for a while.
#include <chrono>

#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

Day end_of(const std::string& period, Day today) {
  if (period == "day") return today + std::chrono::days(1);
  if (period == "week") return today + std::chrono::weeks(1);
  return orm::add_months(today, 1);
}

Value onchange_predefined_date(const RecordSet& wizard) {
  const std::string period = wizard.text("predefined_date");
  if (period == "day" || period == "week" || period == "month")
    wizard.set("snoozed_until", orm::format_day(end_of(period, wizard.env().today())));
  return {};
}

Value action_snooze(const RecordSet& wizard, const Arguments&) {
  wizard["orderpoint_ids"].write({{"snoozed_until", wizard.value("snoozed_until")}});
  return {};
}

}  // namespace

Behaviour stock_orderpoint_snooze() {
  return {.model = "stock.orderpoint.snooze",
          .onchanges = {{{"predefined_date"}, onchange_predefined_date}},
          .methods = {{"action_snooze", "", action_snooze}}};
}

}  // namespace paridoo::addons::stock
