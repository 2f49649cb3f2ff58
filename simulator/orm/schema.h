// The tables of a registry: one a model, one a stored many2many, and the indexes that links are followed by.
//
// A model's table is named as the model with underscores. Ids are never used twice (AUTOINCREMENT). A column holds what
// column.h says: dates and binaries are text, JSON and company-dependent values are JSON text.
#pragma once

#include <string>
#include <vector>

#include "simulator/orm/registry.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

// The statements that are to be run, in this order, so that the database has every table, column and index of the
// registry: all of them for an empty one, none where nothing is missing. Nothing that is there is taken away.
std::vector<std::string> schema_changes(Store& store, const Registry& registry);
// Runs them.
void update_schema(Store& store, const Registry& registry);

}  // namespace paridoo::orm
