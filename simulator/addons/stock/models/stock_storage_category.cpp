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
          .copy_data = copy_data};
}

}  // namespace paridoo::addons::stock
