#include "simulator/addons/base/boolean_search.h"

#include <algorithm>
#include <array>

#include "simulator/orm/fault.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::base {

using orm::Domain;
using orm::Value;

namespace {

// A text means what it says: "false" is not true.
bool means_true(const Value& value) {
  static constexpr std::array<std::string_view, 6> words = {"y", "yes", "1", "true", "t", "on"};
  return value.is_text() ? std::ranges::find(words, value.text()) != words.end() : static_cast<bool>(value);
}

}  // namespace

Domain boolean_domain(std::string_view comparison, const Value& operand, const std::function<Domain(bool)>& holding) {
  const auto asked = orm::as_membership(comparison, operand);
  if (!asked)
    throw orm::value_error("A boolean is equal to something or not: " + std::string(comparison) + " is no question.");
  const bool with_true = std::ranges::any_of(asked->values, means_true) != asked->negated;
  const bool with_false = !std::ranges::all_of(asked->values, means_true) != asked->negated;
  if (with_true == with_false) return with_true ? Domain::everything() : Domain::nothing();
  return holding(with_true);
}

}  // namespace paridoo::addons::base
