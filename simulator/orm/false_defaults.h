// Defaults that are False, 0 or empty. The model files hold only the others, but Odoo tells a default of False from no
// default: a new record does not compute a field that has one.
#pragma once

#include <filesystem>
#include <vector>

#include "simulator/orm/facts.h"

namespace paridoo::orm {

// The facts with the defaults of a file of {model: {field: value}}, which tools/record_false_defaults writes. Throws
// std::runtime_error that names the file, and the model or field if the facts do not have it.
std::vector<ModelFacts> with_false_defaults(std::vector<ModelFacts> facts, const std::filesystem::path& file);

}  // namespace paridoo::orm
