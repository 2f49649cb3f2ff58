// How a cell of an import refers to a record: by name, by external id or by id.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/import_values.h"

namespace paridoo::orm {

// Whether a cell of this name ("", "id", ".id") says which record is meant.
bool is_reference(std::string_view name);
// Which of them these cells use; there is to be exactly one. Throws ImportProblem.
std::string way_of_reference(const Dict& cells);
std::vector<std::string> split_references(const Value& cell);
// What "yes", "1", "no", "" and their like mean; empty for other texts.
std::optional<bool> spoken_truth(std::string_view text);

// The record of the field's comodel that a cell means, 0 for none. Throws ImportProblem if it is not there.
Id referred_record(const RecordSet& model, const Field& field, const std::string& how, const Value& reference,
                   const ImportFlush& flush, const std::function<void(const std::string&)>& warn);

}  // namespace paridoo::orm
