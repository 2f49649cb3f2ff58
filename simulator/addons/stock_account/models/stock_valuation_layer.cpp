// stock.valuation.layer: the model.
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

void compute_warehouse_id(const RecordSet& layers) {
  for (const RecordSet& layer : layers) {
    const RecordSet move = layer["stock_move_id"];
    const bool leaves = move["location_id"].text("usage") == "internal";
    layer.set("warehouse_id", move[leaves ? "location_id" : "location_dest_id"]["warehouse_id"]);
  }
}

Domain search_warehouse_id(const RecordSet&, std::string_view comparison, const Value& operand) {
  const std::string compared(comparison);
  return term("stock_move_id.location_dest_id.warehouse_id", compared, operand) |
         (term("stock_move_id.location_id.usage", "=", "internal") &
          term("stock_move_id.location_id.warehouse_id", compared, operand));
}

Value open_form(const RecordSet& record) {
  return Dict{{"type", "ir.actions.act_window"},
              {"view_mode", "form"},
              {"res_model", record.model().name},
              {"res_id", record.id()}};
}

Value action_open_journal_entry(const RecordSet& layer, const Arguments&) {
  layer.ensure_one();
  const RecordSet entry = layer["account_move_id"];
  return entry ? open_form(entry) : Value();
}

}  // namespace

Behaviour stock_valuation_layer() {
  return {
      .model = "stock.valuation.layer",
      .in = {.until = Series::v18},
      .rec_name = "product_id",
      .computes = {{{"warehouse_id"}, compute_warehouse_id}},
      .searches = {{"warehouse_id", search_warehouse_id}},
      .indexes = {{{"product_id", "company_id", "value", "quantity"}}, {{"product_id", "company_id", "remaining_qty"}}},
      .methods = {{"action_open_journal_entry", "", action_open_journal_entry}}};
}

}  // namespace paridoo::addons::stock_account
