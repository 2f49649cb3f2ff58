#include "tools/verify/difference.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace paridoo::verify {

namespace {

constexpr std::size_t shown_max = 100;

std::string brief(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace).substr(0, shown_max);
}

Difference part(const Json& wanted, const Json& answered, const std::string& path);

Difference object_part(const Json& wanted, const Json& answered, const std::string& path) {
  std::set<std::string> names;
  for (const Json* one : {&wanted, &answered})
    for (const auto& [name, _] : one->items()) names.insert(name);
  for (const std::string& name : names) {
    if (!answered.contains(name)) return {path + "." + name, "missing, wanted " + brief(wanted.at(name))};
    if (!wanted.contains(name)) return {path + "." + name, "unexpected: " + brief(answered.at(name))};
    if (!same(wanted.at(name), answered.at(name))) return part(wanted.at(name), answered.at(name), path + "." + name);
  }
  return {path, ""};
}

Difference array_part(const Json& wanted, const Json& answered, const std::string& path) {
  if (wanted.size() != answered.size())
    return {path, std::to_string(wanted.size()) + " wanted, " + std::to_string(answered.size()) + " answered"};
  for (std::size_t at = 0; at < wanted.size(); ++at)
    if (!same(wanted[at], answered[at])) return part(wanted[at], answered[at], path + "[" + std::to_string(at) + "]");
  return {path, ""};
}

Difference part(const Json& wanted, const Json& answered, const std::string& path) {
  if (wanted.is_object() && answered.is_object()) return object_part(wanted, answered, path);
  if (wanted.is_array() && answered.is_array()) return array_part(wanted, answered, path);
  return {path, "wanted " + brief(wanted) + ", answered " + brief(answered)};
}

}  // namespace

bool same(const Json& wanted, const Json& answered) {
  if (wanted.is_number() && answered.is_number()) {
    const double a = wanted, b = answered;
    return std::abs(a - b) <= 1e-6 * std::max({1.0, std::abs(a), std::abs(b)});
  }
  if (wanted.is_array() && answered.is_array())
    return wanted.size() == answered.size() && std::equal(wanted.begin(), wanted.end(), answered.begin(), same);
  if (wanted.is_object() && answered.is_object())
    return wanted.size() == answered.size() &&
           std::all_of(wanted.items().begin(), wanted.items().end(), [&](const auto& item) {
             return answered.contains(item.key()) && same(item.value(), answered.at(item.key()));
           });
  return wanted == answered;
}

Difference difference(const Json& wanted, const Json& answered) { return part(wanted, answered, ""); }

}  // namespace paridoo::verify
