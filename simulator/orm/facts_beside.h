// What the model files do not hold: it is recorded beside them, a file of each kind for a series.
#pragma once

#include <filesystem>
#include <vector>

#include "simulator/orm/facts.h"

namespace paridoo::orm {

// Defaults that are False, 0 or empty. The model files hold only the others, but Odoo tells a default of False from no
// default: a new record does not compute a field that has one.
//
// The facts with the defaults of a file of {model: {field: value}}, which tools/record_false_defaults writes. Throws
// std::runtime_error that names the file, and the model or field if the facts do not have it.
std::vector<ModelFacts> with_false_defaults(std::vector<ModelFacts> facts, const std::filesystem::path& file);

// Fields that are computed before a new record is inserted: no protocol tells them.
//
// The facts with the fields of a file of {model: [field]}, which tools/record_precomputed writes. Throws like the
// other.
std::vector<ModelFacts> with_precomputed(std::vector<ModelFacts> facts, const std::filesystem::path& file);

}  // namespace paridoo::orm
