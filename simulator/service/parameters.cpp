#include "simulator/service/parameters.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "simulator/orm/fault.h"

namespace paridoo::service {

namespace {

using orm::Fault;
using orm::FaultKind;
using orm::Value;

orm::Id integer_in(const std::string& text) {
  orm::Id number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size())
    throw Fault(FaultKind::value_error, fmt::format("invalid literal for int() with base 10: {}", orm::repr(text)));
  return number;
}

}  // namespace

Value call(Services& services, const ServiceMethod& method, Parameters given) {
  if (given.size() < method.required || given.size() > method.accepted)
    throw Fault(FaultKind::type_error, fmt::format("{}() takes {} to {} positional arguments but {} were given",
                                                   method.name, method.required, method.accepted, given.size()));
  return method.call(services, given);
}

const std::string& text_at(Parameters given, std::size_t position) {
  const Value& value = given[position];
  if (!value.is_text())
    throw Fault(FaultKind::type_error,
                fmt::format("argument {} must be str, not {}", position + 1, orm::kind_name(value)));
  return value.text();
}

const Value& optional_at(Parameters given, std::size_t position) {
  static const Value none;
  return position < given.size() ? given[position] : none;
}

orm::Id as_integer(const Value& value) {
  if (value.is_integer()) return value.integer();
  if (value.is_boolean()) return value.boolean() ? 1 : 0;
  if (value.is_real() && std::abs(value.number()) < 9e18) return static_cast<orm::Id>(value.number());
  if (value.is_text()) return integer_in(value.text());
  throw Fault(FaultKind::type_error,
              fmt::format("int() argument must be a string, a bytes-like object or a real number, not '{}'",
                          orm::kind_name(value)));
}

}  // namespace paridoo::service
