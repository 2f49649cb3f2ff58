// stock.put.in.pack: packs into a package, or a type of package, that somebody chose. Since 19.0.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

void compute_origin_package_ids(const RecordSet& wizards) {
  for (const RecordSet& wizard : wizards) {
    const RecordSet packages = wizard["package_ids"] | wizard["move_line_ids"]["result_package_id"];
    wizard.set("origin_package_ids", packages["parent_package_id"]);
  }
}

Value onchange_package_type_id(const RecordSet& wizard) {
  const RecordSet type = wizard["package_type_id"], package = wizard["result_package_id"];
  if (type && package && !(package["package_type_id"] == type)) wizard.set("result_package_id", false);
  return {};
}

Value action_put_in_pack(const RecordSet& wizard, const Arguments&) {
  const RecordSet packages = wizard["package_ids"];
  const RecordSet packed = packages ? packages : wizard["move_line_ids"];
  return packed.with_context({{"from_package_wizard", true}})
      .call("action_put_in_pack", {Value(wizard["result_package_id"]), Value(wizard["package_type_id"])});
}

}  // namespace

Behaviour stock_put_in_pack() {
  return {.model = "stock.put.in.pack",
          .in = {.since = Series::v19},
          .computes = {{{"origin_package_ids"}, compute_origin_package_ids}},
          .onchanges = {{{"package_type_id"}, onchange_package_type_id}},
          .methods = {{"action_put_in_pack", "", action_put_in_pack}}};
}

}  // namespace paridoo::addons::stock
