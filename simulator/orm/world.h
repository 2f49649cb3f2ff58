// The world: the database that every new database is a copy of, made from the recorded seed of a series.
#pragma once

#include <filesystem>
#include <optional>

#include "simulator/orm/registry.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

// Fills an empty store with the tables of the registry and the records of a new database: seed/<model>.json and
// modules.json in `folder` (fixtures/odoo/<series>), and what the modules in `addons` (simulator/addons) bring as data
// beside that. Throws std::runtime_error that names file, line and field.
void build_world(Store& store, const Registry& registry, const std::filesystem::path& folder,
                 const std::filesystem::path& addons = {});

// The series that a database was made for; empty if it is none of ours.
std::optional<Series> series_of(Store& store);

}  // namespace paridoo::orm
