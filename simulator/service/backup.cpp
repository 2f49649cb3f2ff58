#include "simulator/service/backup.h"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "simulator/orm/json_text.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/store.h"
#include "simulator/service/archive.h"
#include "simulator/service/version.h"

namespace paridoo::service {

namespace {

using orm::Dict;
using orm::Env;
using orm::Fault;
using orm::FaultKind;
using orm::Value;

constexpr std::string_view image_name = "paridoo.sqlite";
constexpr orm::Id superuser = 1;

std::string manifest_of(orm::Database& database) {
  const orm::Series series = database.registry().series();
  Dict modules;
  database.run(superuser, {}, [&](const Env& env) -> Value {
    for (const orm::RecordSet& module : env["ir.module.module"].search(orm::term("state", "=", "installed")))
      modules.set(module.text("name"), module.value("latest_version"));
    return {};
  });
  return orm::to_json(Dict{{"odoo_dump", "1"},
                           {"db_name", database.name()},
                           {"version", orm::name_of(series)},
                           {"version_info", version_info(series)},
                           {"major_version", orm::name_of(series)},
                           {"pg_version", Value()},
                           {"modules", std::move(modules)}});
}

std::string identifier(std::string_view name) { return fmt::format("\"{}\"", name); }

// Every column of a table as SQL literals, a row each.
void append_rows(orm::Store& store, const std::string& table, std::string& out) {
  std::string literals;
  const std::array<Value, 1> of{table};
  store.run("SELECT name FROM pragma_table_info(?)", of, [&](const orm::StoreRow& column) {
    literals += (literals.empty() ? "quote(" : " || ', ' || quote(") + identifier(column.text(0)) + ")";
  });
  store.run(fmt::format("SELECT {} FROM {}", literals, identifier(table)), {}, [&](const orm::StoreRow& row) {
    out += fmt::format("INSERT INTO {} VALUES ({});\n", identifier(table), row.text(0));
  });
}

std::string sql_of(orm::Store& store) {
  std::string out = "BEGIN;\n", indexes;
  std::vector<std::string> tables;
  store.run("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'", {},
            [&](const orm::StoreRow& row) {
              const bool table = row.text(0) == "table";
              (table ? out : indexes) += std::string(row.text(2)) + ";\n";
              if (table) tables.emplace_back(row.text(1));
            });
  for (const std::string& table : tables) append_rows(store, table, out);
  return out + indexes + "COMMIT;\n";
}

}  // namespace

std::string backup_of(Databases& databases, const std::string& name) {
  const auto database = databases.open(name);
  const std::vector<std::byte> image = database->image();
  orm::Store store = orm::Store::from_image(image);
  const std::array<ArchiveFile, 3> files = {{
      {.name = "dump.sql", .bytes = sql_of(store)},
      {.name = "manifest.json", .bytes = manifest_of(*database)},
      {.name = std::string(image_name), .bytes = {reinterpret_cast<const char*>(image.data()), image.size()}},
  }};
  return zipped(files);
}

void restore(Databases& databases, const std::string& name, std::string_view backup, bool as_copy) {
  if (databases.contains(name)) throw Fault(FaultKind::plain_exception, "Database already exists");
  const std::array wanted = {image_name};
  std::vector<ArchiveFile> files;
  try {
    files = unzipped(backup, wanted);
  } catch (const std::invalid_argument&) {
    throw Fault(FaultKind::plain_exception, "Couldn't restore database: the data is no backup");
  }
  if (files.empty())
    throw Fault(FaultKind::plain_exception, "Couldn't restore database: the backup was not made by Paridoo");
  databases.create_from(name, std::as_bytes(std::span(files.front().bytes)), as_copy);
}

}  // namespace paridoo::service
