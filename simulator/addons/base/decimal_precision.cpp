#include "simulator/addons/base/decimal_precision.h"

#include "simulator/orm/findings.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::base {

int precision_of(const orm::Env& env, std::string_view name) {
  constexpr int digits_unless_known = 2;
  const orm::RecordSet precisions = env.sudo()["decimal.precision"];
  const orm::Value digits = env.transaction().findings().of(precisions.model(), name, [&]() -> orm::Value {
    const orm::RecordSet found = precisions.search(orm::term("name", "=", name), {.limit = 1});
    return found.empty() ? digits_unless_known : found.integer("digits");
  });
  return static_cast<int>(digits.integer());
}

}  // namespace paridoo::addons::base
