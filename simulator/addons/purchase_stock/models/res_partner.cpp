// res.partner: how often a vendor delivers in time.
#include <algorithm>
#include <charconv>
#include <chrono>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::Domain;
using orm::List;
using orm::RecordSet;
using orm::term;

namespace {

std::chrono::days days_considered(const orm::Env& env) {
  const std::string text = base::config_parameter(env, "purchase_stock.on_time_delivery_days", "365");
  int days = 0;
  std::from_chars(text.data(), text.data() + text.size(), days);
  return std::chrono::days(days);
}

double received_in_time(const RecordSet& line) {
  double quantity = 0;
  for (const RecordSet& move : line["move_ids"].where("state", "=", "done")) {
    const auto arrived = move.day("date");
    const auto planned = line.day("date_planned");
    if (arrived && planned && *arrived <= *planned) quantity += move.number("quantity");
  }
  return quantity;
}

// In percent; -1 where nothing says.
double on_time_rate_of(const RecordSet& partner) {
  const std::string start = orm::format_day(partner.env().today() - days_considered(partner.env()));
  const Domain received = term("partner_id", "=", partner) & term("order_id.date_order", ">", start) &
                          term("qty_received", "!=", 0) & term("order_id.state", "in", List{"done", "purchase"}) &
                          term("product_id.type", "!=", "service");
  double ordered = 0;
  double in_time = 0;
  for (const RecordSet& line : partner.env()["purchase.order.line"].search(received)) {
    ordered += line.number("product_uom_qty");
    in_time += received_in_time(line);
  }
  return ordered != 0 ? in_time / ordered * 100 : -1;
}

void compute_on_time_rate(const RecordSet& partners) {
  for (const RecordSet& partner : partners) partner.set("on_time_rate", on_time_rate_of(partner));
}

}  // namespace

orm::Behaviour res_partner() {
  return {
      .model = "res.partner",
      .computes = {{{"on_time_rate"}, compute_on_time_rate}},
  };
}

}  // namespace paridoo::addons::purchase_stock
