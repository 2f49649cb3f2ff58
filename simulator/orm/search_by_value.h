// Searches of fields that are computed when they are read.
//
//   .searches = {{"used", by_value<"used">}}
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "simulator/orm/domain.h"
#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// The records, inactive ones too, whose value of the field fulfils the condition when it is computed now. It takes time
// in proportion to the model's records.
Domain found_by_value(const RecordSet& model, std::string_view field, std::string_view comparison,
                      const Value& operand);

// A field's name as a template argument.
struct FieldName {
  char text[48] = {};
  template <std::size_t size>
  consteval FieldName(const char (&name)[size]) {
    std::copy_n(name, size, text);
  }
};

template <FieldName field>
Domain by_value(const RecordSet& model, std::string_view comparison, const Value& operand) {
  return found_by_value(model, field.text, comparison, operand);
}

// A list as it is; one value as a list of it alone.
List asked_values(const Value& operand);

// What "=", "!=", "in" and "not in" have in common: some values, and whether they are wanted.
struct Membership {
  List values = {};
  bool negated = false;

  bool names(const Value& value) const { return std::find(values.begin(), values.end(), value) != values.end(); }
};

// Nothing for other comparisons.
std::optional<Membership> as_membership(std::string_view comparison, const Value& operand);

// A field that is not searched so: the UserError that names it and the comparison.
[[noreturn]] void refuse_search(const RecordSet& model, std::string_view field, std::string_view comparison);

}  // namespace paridoo::orm
