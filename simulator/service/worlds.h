// The worlds that this binary holds: of each series the registry, and the image that new databases are copies of.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <vector>

#include "simulator/orm/facts.h"
#include "simulator/orm/registry.h"

namespace paridoo::service {

// What a new database is made of.
struct World {
  const orm::Registry* registry = nullptr;
  std::span<const std::byte> image = {};
};

// The series that were there when the binary was built, oldest first.
std::vector<orm::Series> known_series();

// The registry of a series: built when first asked for, the same one ever after. Safe to call from several threads.
// A series that is not known is a std::runtime_error.
const orm::Registry& registry_of(orm::Series series);
// The bytes of an SQLite file, there as long as the process is.
std::span<const std::byte> image_of(orm::Series series);
// Both. A series that is not known is a std::runtime_error.
World world_of(orm::Series series);

// A series with a user's own models and fields.
struct ExtendedWorld {
  std::unique_ptr<const orm::Registry> registry;
  std::vector<std::byte> image;
};
// Reads the model files of the folders. Their models can be used by every internal user: model files say nothing of
// rights. Throws std::runtime_error that names the file and the place, or what does not fit the series.
ExtendedWorld extend_world(orm::Series series, std::span<const std::filesystem::path> folders);

}  // namespace paridoo::service
