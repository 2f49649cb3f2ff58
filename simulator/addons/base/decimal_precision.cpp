#include "simulator/addons/base/decimal_precision.h"

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

int precision_of(const orm::Env& env, std::string_view name) {
  constexpr int digits_unless_known = 2;
  const orm::RecordSet precisions = env.sudo()["decimal.precision"];
  const orm::RecordSet found = precisions.search(orm::term("name", "=", name), {.limit = 1});
  return found.empty() ? digits_unless_known : static_cast<int>(found.integer("digits"));
}

}  // namespace paridoo::addons::base
