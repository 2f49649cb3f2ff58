// The cells of an import as values that create() and write() take (ir.fields.converter).
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::orm {

// Why a cell is no value of its field. "%(field)s" in the message stands for the field's label.
struct ImportProblem {
  std::string message = {};
  Dict more = {};
  bool names_field = true;  // whether the answer tells the field's label apart
};

// What a cell refers to may still wait to be saved: the rows before it then are, by external id or by model.
struct ImportFlush {
  std::function<void(const std::string& xmlid)> until_named = {};
  std::function<void(const Model& model)> until_model = {};
};

// Called with the field, what is wrong, and whether it is only a warning.
using ImportLog = std::function<void(const Field& field, const ImportProblem& problem, bool is_warning)>;

// The values of a record; its own references (name, external id, id) are left out.
Dict import_values(const RecordSet& model, const Dict& cells, const ImportFlush& flush, const ImportLog& log);

}  // namespace paridoo::orm
