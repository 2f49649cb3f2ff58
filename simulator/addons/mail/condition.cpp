#include "simulator/addons/mail/condition.h"

#include <algorithm>

#include "simulator/orm/domain_tree.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::mail {

using namespace orm;

bool asks_for_true(const Env& env, std::string_view comparison, const Value& operand) {
  if (!env.since(Series::v19)) return comparison == "=" && static_cast<bool>(operand);
  const bool has_true =
      std::ranges::any_of(asked_values(operand), [](const Value& one) { return static_cast<bool>(one); });
  return has_true != is_negative(comparison);
}

bool is_contrary(const Env& env, std::string_view comparison) {
  return env.since(Series::v19) && is_negative(comparison);
}

}  // namespace paridoo::addons::mail
