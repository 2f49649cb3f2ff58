// stock.package.destination: where goods go that are packed together though they were for several places.
#include <algorithm>

#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

bool is_chosen(const RecordSet& line) {
  const Value& chosen = line.env().context("move_lines_to_pack_ids");
  if (!chosen || !line.env().since(Series::v18)) return true;
  const List& ids = chosen.list();
  return std::find(ids.begin(), ids.end(), Value(line.id())) != ids.end();
}

// Until 18.0: what the transfer has not packed yet.
void compute_move_line_ids(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards)
    wizard.set("move_line_ids", wizard["picking_id"]["move_line_ids"].filtered([](const RecordSet& line) {
      return line.number("quantity") > 0 && !line["result_package_id"] && is_chosen(line);
    }));
}

void compute_filtered_location(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) wizard.set("filtered_location", wizard["move_line_ids"]["location_dest_id"]);
}

Value action_done(const RecordSet& wizard, const Arguments&) {
  const RecordSet lines = wizard["move_line_ids"];
  lines.write({{"location_dest_id", wizard["location_dest_id"]}});
  if (!wizard.env().since(Series::v18)) return wizard["picking_id"].call("action_put_in_pack");
  return lines.call("action_put_in_pack");
}

}  // namespace

Behaviour stock_package_destination() {
  return {.model = "stock.package.destination",
          .computes = {{{"move_line_ids"}, compute_move_line_ids, {.until = Series::v18}},
                       {{"filtered_location"}, compute_filtered_location}},
          .methods = {{"action_done", "", action_done}}};
}

}  // namespace paridoo::addons::stock
