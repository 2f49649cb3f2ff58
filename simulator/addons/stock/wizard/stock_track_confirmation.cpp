// stock.track.confirmation: counts tracked products without a lot, though that loses track of them. Until 18.0.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

Value action_confirm(const RecordSet& wizard, const Arguments&) {
  wizard["quant_ids"].call("_apply_inventory");
  wizard["quant_ids"].write({{"inventory_quantity_set", false}});
  return {};
}

Value onchange_product_ids(const RecordSet& wizard) {
  List lines;
  for (const Id product : wizard["product_ids"].ids()) lines.push_back(orm::command::create({{"product_id", product}}));
  wizard.set("tracking_line_ids", std::move(lines));
  return {};
}

void compute_product_display_name(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("product_display_name", line["product_id"].display_name());
}

}  // namespace

Behaviour stock_track_confirmation() {
  return {.model = "stock.track.confirmation",
          .in = {.until = Series::v18},
          .onchanges = {{{"product_ids"}, onchange_product_ids}},
          .methods = {{"action_confirm", "", action_confirm}}};
}

Behaviour stock_track_line() {
  return {.model = "stock.track.line",
          .in = {.until = Series::v18},
          .computes = {{{"product_display_name"}, compute_product_display_name}}};
}

}  // namespace paridoo::addons::stock
