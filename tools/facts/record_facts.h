// Records the facts of models from a live Odoo, in the form of fixtures/odoo/<series>/models: how a user's own modules
// and fields come into the simulator (`paridoo serve --addons DIR`).
//
// Errors are std::runtime_error: what Odoo refuses or lacks, a file that cannot be written. Nothing is written before
// all was asked.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "src/odoo/session.h"

namespace paridoo::facts {

struct FactsWanted {
  std::vector<std::string> models = {};   // whole
  std::vector<std::string> modules = {};  // the models and fields that these modules brought
  bool manual_fields = false;             // those that were added by hand, without a module
};

// Writes a file for each model and gives their paths. The login must see all fields: an administrator's.
std::vector<std::filesystem::path> record_facts(const odoo::Session& odoo, const FactsWanted& wanted,
                                                const std::filesystem::path& folder);

}  // namespace paridoo::facts
