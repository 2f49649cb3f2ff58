#include "src/stock/adjustment.h"

#include <fmt/format.h>

#include "src/odoo/existence.h"
#include "src/stock/warehouse.h"

namespace paridoo::stock {

namespace {

using odoo::where;

constexpr std::string_view quant_fields[] = {"product_id", "location_id", "lot_id", "quantity", "inventory_quantity"};

struct Quant {
  Id id = 0;
  odoo::Reference product;
  odoo::Reference location;
  std::optional<odoo::Reference> lot;
  double quantity = 0;
  double last_count = 0;
  bool counted = false;  // the count is in it already
};

Result<Quant> quant_from(const odoo::Value& value) {
  odoo::RowReader row("stock.quant", value);
  return row.finish(Quant{
      .id = row.id("id"),
      .product = row.reference("product_id"),
      .location = row.reference("location_id"),
      .lot = row.optional_reference("lot_id"),
      .quantity = row.number("quantity"),
      .last_count = row.number("inventory_quantity"),
  });
}

Result<void> check_line(const odoo::Session& odoo, const CountedLine& line, std::size_t index) {
  const auto at = [&](const char* member) { return fmt::format("/lines/{}/{}", index, member); };
  if (auto known = odoo::check_exists(odoo, "product.product", line.product, at("product_id")); !known) return known;
  if (line.location) {
    auto known = odoo::check_exists(odoo, "stock.location", *line.location, at("location_id"));
    if (!known) return known;
  }
  if (!line.lot) return {};
  const auto of_product = where("id", "=", *line.lot) & where("product_id", "=", line.product);
  const auto count = odoo.search_count("stock.lot", of_product);
  if (!count) return count.error();
  if (*count > 0) return {};
  return Error{.kind = ErrorKind::not_found,
               .message = "The product has no such lot or serial number.",
               .pointer = at("lot_id")};
}

// What lies in no package and belongs to nobody else: what is counted on a shelf.
odoo::Domain plain_stock(const CountedLine& line) {
  return where("product_id", "=", line.product) & where("lot_id", "=", line.lot ? odoo::Value(*line.lot) : false) &
         where("package_id", "=", false) & where("owner_id", "=", false);
}

Result<std::vector<Quant>> find_quants(const odoo::Session& odoo, const CountedLine& line, Id shelf) {
  const auto place =
      line.location ? where("location_id", "=", *line.location) : where("location_id", "child_of", shelf);
  const auto rows = odoo.search_read("stock.quant", plain_stock(line) & place, quant_fields, {.order = "id"});
  if (!rows) return rows.error();
  return odoo::read_all<Quant>(*rows, quant_from);
}

Result<Quant> read_quant(const odoo::Session& odoo, Id id) {
  const auto row = odoo.find("stock.quant", where("id", "=", id), quant_fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::malformed_answer, "The count was written, but Odoo does not show it."};
  return quant_from(**row);
}

// Where there was none yet it is made, with the count and nothing else in it.
Result<Quant> quant_of(const odoo::Session& odoo, const CountedLine& line, Id shelf, std::size_t index) {
  const auto quants = find_quants(odoo, line, shelf);
  if (!quants) return quants.error();
  if (quants->size() == 1) return quants->front();
  if (quants->size() > 1) {
    return Error{.kind = ErrorKind::invalid_request,
                 .message = "The product lies in several places: say in which it was counted.",
                 .pointer = fmt::format("/lines/{}/location_id", index)};
  }
  odoo::Dict values{{"product_id", line.product},
                    {"location_id", line.location.value_or(shelf)},
                    {"inventory_quantity", line.counted}};
  if (line.lot) values.push_back({"lot_id", *line.lot});
  const auto made = odoo.create("stock.quant", std::move(values));
  if (!made) return made.error();
  auto quant = read_quant(odoo, *made);
  if (quant) quant->counted = true;
  return quant;
}

// Odoo works out the difference when the count changes: one that stays the same would leave a difference of old.
Result<void> write_count(const odoo::Session& odoo, const Quant& quant, double counted) {
  if (quant.counted) return {};
  if (quant.last_count == counted) {
    auto other = odoo.write("stock.quant", {quant.id}, {{"inventory_quantity", counted + 1}});
    if (!other) return other;
  }
  return odoo.write("stock.quant", {quant.id}, {{"inventory_quantity", counted}, {"inventory_quantity_set", true}});
}

Result<void> apply(const odoo::Session& odoo, const odoo::Ids& quants, const std::string& reason) {
  const auto applied =
      odoo.with_context({{"inventory_name", reason}}).call_on("stock.quant", quants, "action_apply_inventory");
  if (!applied) return applied.error();
  if (!applied->is_dict()) return {};
  return Error{ErrorKind::confirmation_needed, "Odoo asks a person to decide about this count first."};
}

}  // namespace

Result<std::vector<AdjustedLine>> adjust_stock(const odoo::Session& odoo, const Count& count) {
  const auto warehouse = read_warehouse(odoo, count.warehouse, "/warehouse_id");
  if (!warehouse) return warehouse.error();
  if (!warehouse->stock) return Error{ErrorKind::not_supported, "The warehouse has no place for stock."};
  for (std::size_t i = 0; i < count.lines.size(); ++i) {
    if (auto known = check_line(odoo, count.lines[i], i); !known) return known.error();
  }
  std::vector<AdjustedLine> adjusted;
  odoo::Ids quants;
  for (std::size_t i = 0; i < count.lines.size(); ++i) {
    const double counted = count.lines[i].counted;
    const auto quant = quant_of(odoo, count.lines[i], warehouse->stock->id, i);
    if (!quant) return quant.error();
    if (auto written = write_count(odoo, *quant, counted); !written) return written.error();
    quants.push_back(quant->id);
    adjusted.push_back({.product = quant->product,
                        .location = quant->location,
                        .lot = quant->lot,
                        .before = quant->quantity,
                        .counted = counted});
  }
  if (auto applied = apply(odoo, quants, count.reason); !applied) return applied.error();
  return adjusted;
}

}  // namespace paridoo::stock
