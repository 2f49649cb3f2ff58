// Seed files: the records of a new database, a JSON array with one record a line.
//
// A line holds the id, stored fields and `xmlids`; a field that is absent is empty. one2many lists are passed over:
// they are the other side of many2one fields. Errors are std::runtime_error and name file, line and field.
#pragma once

#include <filesystem>

#include "simulator/orm/registry.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

// Inserts the records of every <model>.json of the folder, and their external ids. New records get ids above all that
// the seed holds or refers to.
void load_seed_files(Store& store, const Registry& registry, const std::filesystem::path& folder);
// Inserts what the modules of the registry bring as data (<addons>/<module>/data/<model>.json, as seed files are) and
// the seed does not hold: the records of models that have no file in the seed's folder.
void load_module_data(Store& store, const Registry& registry, const std::filesystem::path& addons,
                      const std::filesystem::path& seed);
// Inserts the record rules of the modules of the registry (<addons>/<module>/data/record_rules.json).
void load_record_rules(Store& store, const Registry& registry, const std::filesystem::path& addons);
// Inserts the modules of a modules.json: its lines hold id, name, state and installed_version.
void load_module_file(Store& store, const Registry& registry, const std::filesystem::path& file);

}  // namespace paridoo::orm
