#include "simulator/orm/world.h"

#include "simulator/orm/reflection.h"
#include "simulator/orm/schema.h"
#include "simulator/orm/seed_file.h"

namespace paridoo::orm {

namespace {

constexpr const char* meta_table = "CREATE TABLE paridoo_meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID";

void write_series(Store& store, Series series) {
  store.script(meta_table);
  const std::vector<Value> parameters = {"series", name_of(series)};
  store.run("INSERT INTO paridoo_meta (key, value) VALUES (?, ?)", parameters);
}

}  // namespace

void build_world(Store& store, const Registry& registry, const std::filesystem::path& folder,
                 const std::filesystem::path& addons) {
  StoreTransaction transaction(store);
  write_series(store, registry.series());
  update_schema(store, registry);
  load_seed_files(store, registry, folder / "seed");
  if (!addons.empty()) {
    load_module_data(store, registry, addons, folder / "seed");
    load_record_rules(store, registry, addons);
  }
  load_module_file(store, registry, folder / "modules.json");
  reflect(store, registry);
  transaction.commit();
}

std::optional<Series> series_of(Store& store) {
  if (store.scalar("SELECT name FROM sqlite_schema WHERE name = 'paridoo_meta'").is_none()) return std::nullopt;
  const Value series = store.scalar("SELECT value FROM paridoo_meta WHERE key = 'series'");
  return series.is_text() ? series_named(series.text()) : std::nullopt;
}

}  // namespace paridoo::orm
