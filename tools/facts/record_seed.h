// Records the records of a model of a live Odoo, in the form of fixtures/odoo/<series>/seed: what every new database
// of the simulator holds.
//
// Errors are std::runtime_error: what Odoo refuses or lacks, a file that cannot be written.
#pragma once

#include <filesystem>
#include <string>

#include "src/odoo/session.h"

namespace paridoo::facts {

struct SeedWanted {
  std::string model = {};
  std::string field = {}, value = {};  // only the records that have this value; empty: all, archived ones included
};

// Writes <model>.json into the folder and gives its path. If the folder knows the models (ir.model.json), references to
// a model take the id that it has there: a server with other modules gives other ids.
std::filesystem::path record_seed(const odoo::Session& odoo, const SeedWanted& wanted,
                                  const std::filesystem::path& folder);

}  // namespace paridoo::facts
