// Kinds of products: what is stored, what is only moved, what is neither.
#include "simulator/addons/stock/product.h"

namespace paridoo::addons::stock {

bool is_storable(const RecordSet& product) {
  return product.env().since(Series::v18) ? product.flag("is_storable") : product.text("type") == "product";
}

Domain storable(const Env& env, const std::string& path) {
  const std::string prefix = path.empty() ? "" : path + ".";
  return env.since(Series::v18) ? term(prefix + "is_storable", "=", true) : term(prefix + "type", "=", "product");
}

bool is_goods(const RecordSet& product) {
  const std::string type = product.text("type");
  return type == "consu" || type == "product";
}

}  // namespace paridoo::addons::stock
