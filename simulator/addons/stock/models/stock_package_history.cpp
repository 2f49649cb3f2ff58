// stock.package.history: how packages were moved. Since 19.0.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/window_action.h"

namespace paridoo::addons::stock {
namespace {

Value action_show_package(const RecordSet& history, const Arguments&) {
  return window_action({.model = "stock.package", .record = history.ensure_one()["package_id"].id()});
}

}  // namespace

Behaviour stock_package_history() {
  return {.model = "stock.package.history",
          .in = {.since = Series::v19},
          .shared_relations = {{"picking_ids", "stock.picking", "package_history_ids"}},
          .methods = {{"action_show_package", "", action_show_package}}};
}

}  // namespace paridoo::addons::stock
