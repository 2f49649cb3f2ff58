// Doing the lines of moves: lots are made or found, and goods change place.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "simulator/addons/base/company_check.h"
#include "simulator/addons/stock/container.h"
#include "simulator/addons/stock/models/stock_move_line.h"
#include "simulator/addons/stock/move.h"
#include "simulator/addons/stock/quantity.h"
#include "simulator/addons/uom/uom.h"

namespace paridoo::addons::stock {
namespace {

void check_rounding(const RecordSet& line) {
  const Rounding digits = quantity_digits(line.env());
  const double quantity = line.number("quantity");
  const double in_units = orm::float_round(quantity, uom::rounding_of(line["product_uom_id"]));
  if (orm::float_compare(in_units, orm::float_round(quantity, digits), digits) != 0)
    throw user_error("The quantity of " + line["product_id"].display_name() + " is no multiple of the rounding of " +
                     line["product_uom_id"].text("name") + ".");
}

// What has to happen to a line's lot before its goods can move.
enum class LotDemand { none, find_or_create, missing };

LotDemand lot_demand(const RecordSet& line) {
  if (line["product_id"].text("tracking") == "none") return LotDemand::none;
  const RecordSet move = line["move_id"], type = move["picking_type_id"], lot = line["lot_id"];
  if (!type && !line.flag("is_inventory") && !lot && !move["scrap_id"]) return LotDemand::missing;
  const bool uses_lots = type.flag("use_create_lots") || type.flag("use_existing_lots");
  if (!type || lot || !uses_lots) return LotDemand::none;
  return type.flag("use_create_lots") ? LotDemand::find_or_create : LotDemand::missing;
}

struct Sorted {
  RecordSet empty;  // to be deleted
  RecordSet to_find;
  RecordSet without_lot;
};

Sorted sort_lines(const RecordSet& lines) {
  Sorted sorted{lines.none(), lines.none(), lines.none()};
  for (const RecordSet& line : lines) {
    check_rounding(line);
    const int sign = compare(line.number("quantity"), 0, line["product_uom_id"]);
    if (sign < 0) throw user_error("A negative quantity cannot be moved.");
    if (sign == 0) {
      if (!line.flag("is_inventory")) sorted.empty |= line;
      continue;
    }
    switch (lot_demand(line)) {
      case LotDemand::none: break;
      case LotDemand::find_or_create: sorted.to_find |= line; break;
      case LotDemand::missing: sorted.without_lot |= line; break;
    }
  }
  return sorted;
}

// Lots that exist under the names on the lines. Gives the lines whose lots have to be made.
RecordSet find_lots(const RecordSet& lines, RecordSet& without_lot) {
  RecordSet to_create = lines.none();
  for (const RecordSet& line : lines) {
    const std::string name = line.text("lot_name");
    Domain of_company = term("company_id", "=", line["company_id"]);
    if (line.env().since(Series::v18)) of_company = term("company_id", "=", false) | of_company;
    const Domain same = of_company & term("product_id", "=", line["product_id"]) & term("name", "=", name);
    const RecordSet lots = name.empty() ? line["lot_id"] : line.env()["stock.lot"].search(same);
    if (lots)
      line.write({{"lot_id", lots.last()}});
    else if (!name.empty())
      to_create |= line;
    else
      without_lot |= line;
  }
  return to_create;
}

void check_all_have_lots(const RecordSet& without_lot) {
  if (!without_lot) return;
  std::string products;
  for (const RecordSet& line : without_lot) products += "\n- " + line["product_id"].display_name();
  throw user_error("A lot or serial number is needed for:" + products);
}

}  // namespace

Value prepare_new_lot_vals(const RecordSet& line, const Arguments&) {
  Dict values{{"name", line.text("lot_name")}, {"product_id", line["product_id"]}};
  if (!line.env().since(Series::v18)) values.set("company_id", line["company_id"]);
  const RecordSet company = line["product_id"]["company_id"];
  if (company && company == line["company_id"]) values.set("company_id", company);
  return values;
}

namespace {

// One lot for all lines that name it; a serial number that is named twice is made twice, and refused.
void create_lots(const RecordSet& lines) {
  std::vector<std::pair<std::pair<Id, std::string>, std::size_t>> places;
  std::vector<Dict> values;
  for (const RecordSet& line : lines) {
    const std::pair key(line["product_id"].id(), line.text("lot_name"));
    const auto known = std::find_if(places.begin(), places.end(), [&](const auto& p) { return p.first == key; });
    if (known != places.end() && line.text("tracking") == "lot") continue;
    if (known == places.end())
      places.emplace_back(key, values.size());
    else
      known->second = values.size();
    values.push_back(line.call("_prepare_new_lot_vals").dict());
  }
  const RecordSet lots = lines.env()["stock.lot"].create(std::move(values));
  for (const auto& [key, place] : places)
    lines
        .filtered([&, of = key](const RecordSet& line) {
          return line["product_id"].id() == of.first && line.text("lot_name") == of.second;
        })
        .write({{"lot_id", lots.at(place)}});
}

void move_goods(const RecordSet& lines) {
  const Dict seen =
      quants_seen(lines["product_id"], lines["location_id"] | lines["location_dest_id"], lines["lot_id"].ids());
  RecordSet done = lines.none();
  for (const RecordSet& line : lines.with_context({{"quants_seen", seen}})) {
    const double quantity = line.number("quantity_product_uom");
    synchronize_reserved(line, source_of(line), -quantity);
    const Moved taken = synchronize_on_hand(line, source_of(line), -quantity);
    synchronize_on_hand(line, destination_of(line), quantity, taken.in_date);
    if (taken.available < 0) free_reservation(line, source_of(line), -taken.available, done.in(line.env()));
    done |= line.in(done.env());
  }
}

}  // namespace

Value done_lines(const RecordSet& lines, const Arguments&) {
  Sorted sorted = sort_lines(lines);
  const RecordSet to_create = find_lots(sorted.to_find, sorted.without_lot);
  check_all_have_lots(sorted.without_lot);
  if (to_create) create_lots(to_create);
  sorted.empty.unlink();
  const RecordSet todo = lines - sorted.empty;
  base::check_companies(todo);
  const bool keeps_packages = static_cast<bool>(lines.env().context("ignore_dest_packages"));
  if (!keeps_packages) record_package_history(todo);
  move_goods(todo);
  if (!keeps_packages) arrive_in_containers(todo["result_package_id"]);
  todo.write({{"date", lines.env().now_text()}});
  return {};
}

}  // namespace paridoo::addons::stock
