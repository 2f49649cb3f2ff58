#include "simulator/orm/seed_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <stdexcept>

#include "simulator/orm/column.h"
#include "simulator/orm/seed_row.h"

namespace paridoo::orm {

namespace {

// The company that the seed was recorded in.
constexpr const char* seed_company = "1";
// When and by whom its records were made, as far as databases tell.
constexpr const char* seeded_at = "2026-01-01 00:00:00";
constexpr Id superuser_id = 1;

[[noreturn]] void refuse(const std::string& what) { seed_refuse(what); }

bool fits(FieldType type, const Value& value) {
  switch (type) {
    case FieldType::boolean: return value.is_boolean();
    case FieldType::integer:
    case FieldType::many2one:
    case FieldType::many2one_reference: return value.is_integer();
    case FieldType::real:
    case FieldType::monetary: return value.is_number();
    case FieldType::json:
    case FieldType::properties:
    case FieldType::properties_definition: return true;
    case FieldType::one2many:
    case FieldType::many2many:
      return value.is_list() &&
             std::all_of(value.list().begin(), value.list().end(), [](const Value& one) { return one.is_integer(); });
    default: return value.is_text();
  }
}

// The greatest id of each model that some record of the seed refers to.
using ReferredIds = std::map<const Model*, Id>;

class SeedLoader {
 public:
  SeedLoader(Store& store, const Registry& registry, const Model& model, ReferredIds& referred)
      : store_(store), registry_(registry), model_(model), referred_(referred) {}

  void load(const Dict& record) {
    const Value* id = record.find("id");
    if (!id || !id->is_integer()) refuse("no id");
    SeedRow row;
    for (const Item& item : record)
      if (item.name != "xmlids") take(item, id->integer(), row);
    add_zeros(record, row);
    add_makers(record, row);
    row.insert(store_, model_.table);
    for (const Value& xmlid : record.contains("xmlids") ? record.get("xmlids").list() : List())
      add_external_id(store_, registry_, xmlid.text(), model_, id->integer(), false);
  }

 private:
  void take(const Item& item, Id id, SeedRow& row) {
    const Field* field = model_.find(item.name);
    if (!field) refuse(fmt::format("{}: {} has no such field", item.name, model_.name));
    if (item.value.is_none()) return;
    if (!fits(field->type(), item.value))
      refuse(fmt::format("{}: {} is no {}", item.name, repr(item.value), name_of(field->type())));
    if (field->is_relational() && field->comodel) refer(*field->comodel, item.value);
    if (field->type() == FieldType::many2many) return link(*field, id, item.value);
    if (field->type() == FieldType::one2many) return;
    if (field->column < 0) refuse(fmt::format("{}: not a stored field", item.name));
    row.add(field->name(), column_value(*field, item.value));
  }

  void refer(const Model& model, const Value& ids) {
    Id& greatest = referred_[&model];
    if (ids.is_integer()) greatest = std::max(greatest, ids.integer());
    for (const Id id : ids.is_list() ? ids.ids() : Ids()) greatest = std::max(greatest, id);
  }

  static Value column_value(const Field& field, const Value& value) {
    return bound_value(field, field.facts->company_dependent ? Value(Dict{{seed_company, value}}) : value);
  }

  // Both sides of a relation list its pairs.
  void link(const Field& field, Id id, const Value& others) {
    const RelationTable& table = field.relation_table;
    if (table.table.empty()) refuse(fmt::format("{}: not a stored field", field.name()));
    const std::string sql = fmt::format("INSERT OR IGNORE INTO \"{}\" (\"{}\", \"{}\") VALUES (?, ?)", table.table,
                                        table.column, table.other_column);
    for (const Value& other : others.list()) store_.run(sql, std::vector<Value>{id, other});
  }

  // The seed tells False and 0 from NULL no more than Odoo's API does, but the order of records does. Odoo has written
  // them where a default or a compute had something to say.
  void add_zeros(const Dict& record, SeedRow& row) const {
    for (const Field* field : model_.columns) {
      const bool is_written = !field->facts->depends.empty() || model_.facts->defaults.contains(field->name());
      if (is_written && has_zero(*field) && !record.contains(field->name())) row.add(field->name(), 0);
    }
  }

  // The recording leaves out what differs from one database to the next: who made a record, and when.
  void add_makers(const Dict& record, SeedRow& row) const {
    for (const std::string_view name : {"create_uid", "write_uid", "create_date", "write_date"}) {
      const Field* field = model_.find(name);
      if (!field || field->column < 0 || record.contains(name)) continue;
      row.add(name, name.ends_with("uid") ? Value(superuser_id) : Value(seeded_at));
    }
  }

  static bool has_zero(const Field& field) {
    if (field.facts->company_dependent) return false;
    switch (field.type()) {
      case FieldType::boolean:
      case FieldType::integer:
      case FieldType::real:
      case FieldType::monetary: return true;
      default: return false;
    }
  }

  Store& store_;
  const Registry& registry_;
  const Model& model_;
  ReferredIds& referred_;
};

// The recorded database held more records than the seed: their ids are not given out again.
void reserve(Store& store, const ReferredIds& referred) {
  for (const auto& [model, greatest] : referred) {
    const std::vector<Value> parameters = {model->table, greatest};
    store.run("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1", parameters);
    if (store.changes() == 0) store.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)", parameters);
  }
}

std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.stem() < b.stem(); });
  return files;
}

}  // namespace

void load_seed_files(Store& store, const Registry& registry, const std::filesystem::path& folder) {
  ReferredIds referred;
  for (const std::filesystem::path& file : json_files(folder)) {
    const Model* model = registry.find(file.stem().string());
    if (!model) refuse(file.string() + ": no facts say what this model is");
    SeedLoader loader(store, registry, *model, referred);
    for_each_line(file, [&](const Dict& record) { loader.load(record); });
  }
  reserve(store, referred);
}

void load_module_data(Store& store, const Registry& registry, const std::filesystem::path& addons,
                      const std::filesystem::path& seed) {
  ReferredIds referred;
  for (const std::string& addon : registry.addons())
    for (const std::string_view folder : {std::string_view("data"), name_of(registry.series())}) {
      const std::filesystem::path data = folder == "data" ? addons / addon / "data" : addons / addon / "data" / folder;
      if (!std::filesystem::is_directory(data)) continue;
      for (const std::filesystem::path& file : json_files(data)) {
        const Model* model = registry.find(file.stem().string());
        if (!model || std::filesystem::exists(seed / file.filename())) continue;
        SeedLoader loader(store, registry, *model, referred);
        for_each_line(file, [&](const Dict& record) { loader.load(record); });
      }
    }
  reserve(store, referred);
}

void load_module_file(Store& store, const Registry& registry, const std::filesystem::path& file) {
  const Model& model = registry.at("ir.module.module");
  for_each_line(file, [&](const Dict& module) {
    SeedRow row;
    for (const char* column : {"id", "name", "state"}) row.add(column, module.get(column));
    // What Odoo calls installed_version is computed from the module's own file; the database has this one.
    row.add("latest_version", module.get("installed_version"));
    row.insert(store, model.table);
    // Every module record has one, made with it.
    add_external_id(store, registry, "base.module_" + module.get("name").text(), model, module.get("id").integer(),
                    true);
  });
}

}  // namespace paridoo::orm
