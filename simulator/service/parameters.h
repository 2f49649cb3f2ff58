// The positions of a call, read as Python would bind and convert them.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "simulator/orm/value.h"
#include "simulator/service/services.h"

namespace paridoo::service {

using Parameters = std::span<const orm::Value>;

// A function of a service: how many positions it takes, and what it does.
struct ServiceMethod {
  std::string_view name;
  std::size_t required;
  std::size_t accepted;
  orm::Value (*call)(Services&, Parameters);
};

// Throws a TypeError Fault for too few or too many.
orm::Value call(Services& services, const ServiceMethod& method, Parameters given);

// The text at a position; a TypeError Fault for another kind of value.
const std::string& text_at(Parameters given, std::size_t position);
// The value at a position; None if the call does not have so many.
const orm::Value& optional_at(Parameters given, std::size_t position);
// What int() makes of the value: the fault is that of Python's int().
orm::Id as_integer(const orm::Value& value);

}  // namespace paridoo::service
