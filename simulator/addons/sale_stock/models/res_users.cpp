// res.users: the warehouse that a salesperson sells from.
#include "simulator/addons/sale_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::Arguments;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value get_default_warehouse_id(const RecordSet& user, const Arguments&, const Super& super) {
  const RecordSet own = user["property_warehouse_id"];
  return own ? Value(own) : super();
}

}  // namespace

orm::Behaviour res_users() {
  return {
      .model = "res.users",
      .methods = {{"_get_default_warehouse_id", "", get_default_warehouse_id}},
  };
}

}  // namespace paridoo::addons::sale_stock
