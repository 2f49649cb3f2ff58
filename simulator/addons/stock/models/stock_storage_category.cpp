// stock.storage.category.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

void compute_capacities(const RecordSet& categories) {
  for (const RecordSet& category : categories) {
    const RecordSet all = category["capacity_ids"];
    category.set("product_capacity_ids", all.filtered("product_id"));
    category.set("package_capacity_ids", all.filtered("package_type_id"));
  }
}

void inverse_capacities(const RecordSet& categories) {
  for (const RecordSet& category : categories) {
    const RecordSet all = category["product_capacity_ids"] | category["package_capacity_ids"];
    category.write({{"capacity_ids", List{command::set(all.ids())}}});
  }
}

void compute_weight_uom_name(const RecordSet& categories) { categories.set("weight_uom_name", "kg"); }

void check_weight(const RecordSet& categories) {
  for (const RecordSet& category : categories)
    if (category.number("max_weight") < 0) throw validation_error("The greatest weight cannot be negative.");
}

// The two kinds of capacities are one list: commands for either are commands for all.
Dict with_one_list(Dict values) {
  List commands;
  bool any = false;
  for (const std::string_view kind : {"capacity_ids", "product_capacity_ids", "package_capacity_ids"}) {
    const Value given = values.get(kind);
    if (!given.is_list()) continue;
    commands.insert(commands.end(), given.list().begin(), given.list().end());
    values.erase(kind);
    any = true;
  }
  if (any) values.set("capacity_ids", std::move(commands));
  return values;
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& category : values) category = with_one_list(std::move(category));
  return super(std::move(values));
}

void write(const RecordSet& categories, Dict values, const WriteSuper& super) {
  super(categories, with_one_list(std::move(values)));
}

std::vector<Dict> copy_data(const RecordSet& categories, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> values = super(categories, defaults);
  for (std::size_t at = 0; at < values.size(); ++at) values[at].set("name", categories.at(at).text("name") + " (copy)");
  return values;
}

}  // namespace

Behaviour stock_storage_category() {
  return {.model = "stock.storage.category",
          .computes = {{{"product_capacity_ids", "package_capacity_ids"}, compute_capacities},
                       {{"weight_uom_name"}, compute_weight_uom_name}},
          .inverses = {{"product_capacity_ids", inverse_capacities}, {"package_capacity_ids", inverse_capacities}},
          .constraints = {{check_weight, {"max_weight"}}},
          .create = create,
          .write = write,
          .copy_data = copy_data};
}

}  // namespace paridoo::addons::stock
