#include "simulator/service/worlds.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <mutex>
#include <optional>
#include <stdexcept>

#include "paridoo_world.h"
#include "simulator/addons/all_addons.h"
#include "simulator/addons/custom_addons.h"
#include "simulator/orm/database.h"
#include "simulator/orm/reflection.h"
#include "simulator/orm/schema.h"
#include "simulator/orm/store.h"

namespace paridoo::service {

namespace {

constexpr std::array every_series = {orm::Series::v17, orm::Series::v18, orm::Series::v19};

std::optional<std::string_view> embedded(orm::Series series, std::string_view suffix) {
  const std::string path = fmt::format("{}{}", name_of(series), suffix);
  for (const world::EmbeddedFile& file : world::embedded_files())
    if (file.path == path) return file.bytes;
  return std::nullopt;
}

std::string_view required(orm::Series series, std::string_view suffix) {
  if (const auto bytes = embedded(series, suffix)) return *bytes;
  throw std::runtime_error(fmt::format("this build of Paridoo knows nothing of series {}", name_of(series)));
}

std::vector<orm::ModelFacts> facts_of(orm::Series series) { return orm::unpack_facts(required(series, ".facts")); }

// As ir.model lists what there is, and ir.model.access who may use it.
void add_model_records(orm::Store& store, const orm::Model& model) {
  const std::vector<orm::Value> name = {model.name, model.facts->label, model.facts->transient};
  const orm::Id id = store.insert("INSERT INTO ir_model (model, name, transient) VALUES (?, ?, ?)", name);
  const std::vector<orm::Value> access = {model.name, id};
  store.run(
      "INSERT INTO ir_model_access (name, model_id, active, perm_read, perm_write, perm_create, perm_unlink, group_id) "
      "SELECT ?, ?, 1, 1, 1, 1, 1, res_id FROM ir_model_data WHERE module = 'base' AND name = 'group_user'",
      access);
}

using CustomAddons = std::vector<const addons::CustomAddon*>;

// As ir.module.module lists what is installed.
void add_module_record(orm::Store& store, std::string_view name) {
  const std::vector<orm::Value> values = {name};
  store.run("INSERT INTO ir_module_module (name, state, latest_version) VALUES (?, 'installed', '1.0')", values);
}

std::vector<std::byte> extended_image(orm::Series series, const orm::Registry& registry, const CustomAddons& custom) {
  orm::Store store = orm::Store::from_image(image_of(series));
  orm::StoreTransaction transaction(store);
  orm::update_schema(store, registry);
  for (const addons::CustomAddon* addon : custom) add_module_record(store, addon->name);
  for (const orm::Model* model : registry.models())
    if (!registry_of(series).find(model->name)) add_model_records(store, *model);
  orm::reflect(store, registry, &registry_of(series));
  transaction.commit();
  return store.image();
}

// The image with the records that the addons bring.
std::vector<std::byte> installed(const orm::Registry& registry, std::vector<std::byte> image,
                                 const CustomAddons& custom) {
  constexpr orm::Id superuser = 1;
  orm::Database database("image", registry, image, std::nullopt, orm::system_clock(), 0);
  database.run(superuser, {}, [&](const orm::Env& env) -> orm::Value {
    for (const addons::CustomAddon* addon : custom)
      if (addon->install) addon->install(env);
    return {};
  });
  return database.image();
}

// Of every series, and of this one.
std::vector<orm::ModelFacts> facts_of(const addons::CustomAddon& addon, orm::Series series) {
  const std::array paths = {fmt::format("{}.addon", addon.name),
                            fmt::format("{}.{}.addon", addon.name, name_of(series))};
  std::vector<orm::ModelFacts> facts;
  for (const std::string& path : paths)
    for (const world::EmbeddedFile& file : world::embedded_files())
      if (file.path == path) facts = orm::merge_facts(std::move(facts), orm::unpack_facts(file.bytes));
  if (facts.empty()) throw std::logic_error("no model files of the addon " + std::string(addon.name));
  return facts;
}

std::vector<orm::ModelFacts> extended_facts(orm::Series series, const CustomAddons& custom,
                                            std::span<const std::filesystem::path> folders) {
  std::vector<orm::ModelFacts> facts = facts_of(series);
  for (const addons::CustomAddon* addon : custom) facts = orm::merge_facts(std::move(facts), facts_of(*addon, series));
  for (const std::filesystem::path& folder : folders)
    facts = orm::merge_facts(std::move(facts), orm::read_model_files(folder));
  return facts;
}

std::vector<orm::Addon> all_addons_and(const CustomAddons& custom) {
  std::vector<orm::Addon> all = addons::all_addons();
  for (const addons::CustomAddon* addon : custom) all.push_back(addon->behaviour());
  return all;
}

}  // namespace

std::vector<orm::Series> known_series() {
  std::vector<orm::Series> known;
  std::copy_if(every_series.begin(), every_series.end(), std::back_inserter(known),
               [](orm::Series series) { return embedded(series, ".facts").has_value(); });
  return known;
}

const orm::Registry& registry_of(orm::Series series) {
  struct Built {
    std::once_flag once;
    std::unique_ptr<const orm::Registry> registry;
  };
  static std::array<Built, every_series.size()> built;
  Built& own = built.at(static_cast<std::size_t>(series));
  std::call_once(own.once,
                 [&] { own.registry = orm::Registry::build(series, facts_of(series), addons::all_addons()); });
  return *own.registry;
}

std::span<const std::byte> image_of(orm::Series series) {
  return std::as_bytes(std::span(required(series, ".sqlite")));
}

void set_images_aside() {
  const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
  for (const world::EmbeddedFile& file : world::embedded_files()) {
    const auto begin = reinterpret_cast<std::uintptr_t>(file.bytes.data());
    const std::uintptr_t first = (begin + page - 1) / page * page, last = (begin + file.bytes.size()) / page * page;
    // Advice that is not taken costs nothing but memory.
    if (first < last) madvise(reinterpret_cast<void*>(first), last - first, MADV_DONTNEED);
  }
}

World world_of(orm::Series series) { return {.registry = &registry_of(series), .image = image_of(series)}; }

Extension extension_named(std::span<const std::string> given) {
  Extension extension;
  for (const std::string& one : given) {
    if (const addons::CustomAddon* addon = addons::find_custom_addon(one))
      extension.addons.push_back(addon->name);
    else if (std::filesystem::is_directory(one))
      extension.folders.emplace_back(one);
    else
      throw std::runtime_error(one + " is neither an addon nor a folder with model files");
  }
  return extension;
}

ExtendedWorld extend_world(orm::Series series, const Extension& extension) {
  const CustomAddons custom = addons::with_dependencies(extension.addons);
  std::vector<orm::ModelFacts> facts = extended_facts(series, custom, extension.folders);
  ExtendedWorld world;
  try {
    world.registry = orm::Registry::build(series, std::move(facts), all_addons_and(custom));
  } catch (const std::logic_error& error) {
    throw std::runtime_error(error.what());  // here it is the user's files that do not fit
  }
  world.image = extended_image(series, *world.registry, custom);
  if (!custom.empty()) world.image = installed(*world.registry, std::move(world.image), custom);
  return world;
}

}  // namespace paridoo::service
