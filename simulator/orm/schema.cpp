#include "simulator/orm/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "simulator/orm/translation.h"

namespace paridoo::orm {

namespace {

// What a database has already.
struct Present {
  std::map<std::string, std::set<std::string>, std::less<>> tables;  // with their columns
  std::set<std::string, std::less<>> indexes;
};

Present read_present(Store& store) {
  Present present;
  store.run("SELECT m.name, c.name FROM sqlite_schema AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'",
            {}, [&](const StoreRow& row) { present.tables[std::string(row.text(0))].emplace(row.text(1)); });
  store.run("SELECT name FROM sqlite_schema WHERE type = 'index'", {},
            [&](const StoreRow& row) { present.indexes.emplace(row.text(0)); });
  return present;
}

std::string_view column_type(const Field& field) {
  if (field.facts->company_dependent) return "TEXT";
  switch (field.type()) {
    case FieldType::boolean:
    case FieldType::integer:
    case FieldType::many2one:
    case FieldType::many2one_reference: return "INTEGER";
    case FieldType::real:
    case FieldType::monetary: return "REAL";
    default: return "TEXT";
  }
}

std::string column_definition(const Field& field) { return fmt::format("\"{}\" {}", field.name(), column_type(field)); }

// What one2many fields and searches go through from the other side. Nearly all records share a company: SQLite, which
// cannot know, would go by an index of companies where a better one is at hand.
bool is_followed_back(const Field& field) {
  if (field.facts->company_dependent || field.facts->relation == "res.company") return false;
  const bool links = field.type() == FieldType::many2one || field.type() == FieldType::many2one_reference;
  return links && (!field.inverse_fields.empty() || field.facts->index);
}

bool begins_an_index(const Model& model, std::string_view field) {
  return std::any_of(model.indexes.begin(), model.indexes.end(),
                     [&](const Index* declared) { return declared->fields.front() == field; });
}

class Changes {
 public:
  explicit Changes(Present present) : present_(std::move(present)) {}

  void table(const Model& model) {
    if (model.columns.empty()) return;  // abstract: it has methods only
    const auto found = present_.tables.find(model.table);
    found == present_.tables.end() ? create(model) : extend(model, found->second);
    for (const Field* field : model.columns)
      if (is_followed_back(*field) && !begins_an_index(model, field->name())) index_of_links(model.table, field->name());
    for (const Unique* unique : model.unique) index_of(model, unique->fields);
    for (const Index* declared : model.indexes) index_of(model, declared->fields);
  }

  void relation(const RelationTable& relation) {
    const auto [known, is_new] = relations_.try_emplace(relation.table, relation);
    if (!is_new) return check_same(known->second, relation);
    if (!present_.tables.contains(relation.table)) {
      const auto& [table, column, other] = relation;
      add(
          fmt::format("CREATE TABLE \"{0}\" (\"{1}\" INTEGER NOT NULL, \"{2}\" INTEGER NOT NULL, "
                      "PRIMARY KEY (\"{1}\", \"{2}\")) WITHOUT ROWID",
                      table, column, other));
    }
    index(relation.table, {relation.other_column});
  }

  std::vector<std::string> take() { return std::move(statements_); }

 private:
  void add(std::string statement) { statements_.push_back(std::move(statement)); }

  void create(const Model& model) {
    std::string columns = "\"id\" INTEGER PRIMARY KEY AUTOINCREMENT";
    for (const Field* field : model.columns)
      if (field->name() != "id") columns += ", " + column_definition(*field);
    add(fmt::format("CREATE TABLE \"{}\" ({})", model.table, columns));
  }

  void extend(const Model& model, const std::set<std::string>& columns) {
    for (const Field* field : model.columns)
      if (!columns.contains(field->name()))
        add(fmt::format("ALTER TABLE \"{}\" ADD COLUMN {}", model.table, column_definition(*field)));
  }

  // The registry checks what is unique; the index makes that fast.
  void index_of(const Model& model, const std::vector<std::string_view>& fields) {
    const auto is_column = [&](std::string_view name) { return model.at(name).column >= 0; };
    if (std::all_of(fields.begin(), fields.end(), is_column)) index(model.table, {fields.begin(), fields.end()});
  }

  // Most links of most records are unset: rows that nobody follows back cost nothing to write.
  void index_of_links(const std::string& table, const std::string& column) {
    index(table, {column}, fmt::format(" WHERE \"{}\" IS NOT NULL", column));
  }

  void index(const std::string& table, const std::vector<std::string>& columns, std::string_view rows = {}) {
    const std::string name = fmt::format("{}__{}", table, fmt::join(columns, "__"));
    if (!present_.indexes.insert(name).second) return;
    add(fmt::format("CREATE INDEX \"{}\" ON \"{}\" (\"{}\"){}", name, table, fmt::join(columns, "\", \""), rows));
  }

  static void check_same(const RelationTable& one, const RelationTable& other) {
    const bool same = one.column == other.column && one.other_column == other.other_column;
    const bool turned = one.column == other.other_column && one.other_column == other.column;
    if (!same && !turned) throw std::logic_error("two relations would share the table " + one.table);
  }

  Present present_;
  std::map<std::string, RelationTable> relations_;
  std::vector<std::string> statements_;
};

}  // namespace

std::vector<std::string> schema_changes(Store& store, const Registry& registry) {
  Changes changes(read_present(store));
  for (const Model* model : registry.models()) changes.table(*model);
  for (const Field* field : registry.fields())
    if (!field->relation_table.table.empty()) changes.relation(field->relation_table);
  return changes.take();
}

void update_schema(Store& store, const Registry& registry) {
  for (const std::string& statement : schema_changes(store, registry)) store.script(statement);
  store.script(translation_table);
}

}  // namespace paridoo::orm
