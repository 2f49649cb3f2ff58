#include "simulator/addons/stock/package.h"

#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {

RecordSet packages(const Env& env) { return env[env.since(Series::v19) ? "stock.package" : "stock.quant.package"]; }

bool is_reusable(const RecordSet& package) {
  const RecordSet at = package.env().since(Series::v19) ? package["package_type_id"] : package;
  return at.text("package_use") == "reusable";
}

std::string packaging_key(const Env& env) {
  return env.since(Series::v19) ? "packaging_uom_id" : "product_packaging_id";
}

RecordSet packaging_of(const RecordSet& move) { return move[packaging_key(move.env())]; }

RecordSet packaging_in(const Env& env, const Dict& values) {
  const RecordSet none = env[env.since(Series::v19) ? "uom.uom" : "product.packaging"];
  const Value& id = values.get(packaging_key(env));
  return id.is_integer() ? none.browse(id.integer()) : none;
}

RecordSet routes_of_packaging(const RecordSet& packaging) {
  return packaging.env().since(Series::v19) ? packaging["package_type_id"]["route_ids"] : packaging["route_ids"];
}

double content_of_packaging(const RecordSet& packaging, const RecordSet& product) {
  if (!packaging) return 0;
  return packaging.env().since(Series::v19) ? in_unit_unrounded(packaging, 1, product["uom_id"])
                                            : packaging.number("qty");
}

}  // namespace paridoo::addons::stock
