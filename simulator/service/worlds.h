// The worlds that this binary holds: of each series the registry, and the image that new databases are copies of.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
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
// Tells the system that the bytes above will not be read for a while: they are read from the binary again when a
// database is made. A server at rest need not hold them in memory.
void set_images_aside();
// Both. A series that is not known is a std::runtime_error.
World world_of(orm::Series series);

// What a world is extended by.
struct Extension {
  std::vector<std::string_view> addons = {};        // custom addons that are built in (addons/custom_addons.h)
  std::vector<std::filesystem::path> folders = {};  // with model files of a user's own modules
};
// Takes names of custom addons and folders alike. A text that is neither is a std::runtime_error.
Extension extension_named(std::span<const std::string> given);

// A series with further models and fields.
struct ExtendedWorld {
  std::unique_ptr<const orm::Registry> registry;
  std::vector<std::byte> image;

  World world() const { return {.registry = registry.get(), .image = image}; }
};
// The models of the addons, with what they do and bring, and those of the folders. They can be used by every internal
// user: model files say nothing of rights. Throws std::runtime_error that names the file and the place, or what does
// not fit the series.
ExtendedWorld extend_world(orm::Series series, const Extension& extension);

}  // namespace paridoo::service
