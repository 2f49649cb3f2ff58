#include "simulator/orm/facts.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace paridoo::orm {

namespace {

// By the value of the enumeration.
constexpr std::array<std::string_view, 3> series_names = {"17.0", "18.0", "19.0"};
constexpr std::array<std::string_view, 19> type_names = {"boolean",    "integer",
                                                         "float",      "monetary",
                                                         "char",       "text",
                                                         "html",       "date",
                                                         "datetime",   "selection",
                                                         "binary",     "json",
                                                         "reference",  "many2one_reference",
                                                         "properties", "properties_definition",
                                                         "many2one",   "one2many",
                                                         "many2many"};
static_assert(type_names.size() == static_cast<std::size_t>(FieldType::many2many) + 1);

}  // namespace

std::string_view name_of(Series series) { return series_names.at(static_cast<std::size_t>(series)); }

std::optional<Series> series_named(std::string_view name) {
  const auto found = std::find(series_names.begin(), series_names.end(), name);
  if (found == series_names.end()) return std::nullopt;
  return static_cast<Series>(found - series_names.begin());
}

std::string_view name_of(FieldType type) { return type_names.at(static_cast<std::size_t>(type)); }

FieldType field_type_named(std::string_view name) {
  const auto found = std::find(type_names.begin(), type_names.end(), name);
  if (found == type_names.end()) throw std::runtime_error("unknown field type '" + std::string(name) + "'");
  return static_cast<FieldType>(found - type_names.begin());
}

}  // namespace paridoo::orm
