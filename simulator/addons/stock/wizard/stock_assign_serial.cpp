// stock.assign.serial (17.0): serial numbers for a move, counted on from the first one.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

// The lines of the move that have none yet.
Value default_next_serial_count(const RecordSet& model) {
  const Value& id = model.env().context("default_move_id");
  const RecordSet move = model.env()["stock.move"].browse(id.is_integer() ? id.integer() : 0).exists();
  if (!move) return false;
  return move["move_line_ids"]
      .filtered([](const RecordSet& line) { return line.text("lot_name").empty() && !line["lot_id"]; })
      .size();
}

void check_next_serial_count(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards)
    if (wizard.integer("next_serial_count") < 1) throw validation_error("At least one serial number has to be made.");
}

Value generate_serial_numbers(const RecordSet& wizard, const Arguments&) {
  const RecordSet move = wizard.ensure_one()["move_id"];
  const std::string first = wizard.text("next_serial_number");
  move.write({{"next_serial", first}});
  return move.call("_generate_serial_numbers", {first, wizard.integer("next_serial_count")});
}

}  // namespace

Behaviour stock_assign_serial() {
  return {
      .model = "stock.assign.serial",
      .in = {.until = Series::v17},
      .defaults = {{"next_serial_count", default_next_serial_count}},
      .constraints = {{check_next_serial_count, {"next_serial_count"}}},
      .methods = {{"generate_serial_numbers", "", generate_serial_numbers}},
  };
}

}  // namespace paridoo::addons::stock
