#include "simulator/orm/reflection.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "simulator/orm/column.h"

namespace paridoo::orm {

namespace {

// The values of a row; a column that the series does not have is left out.
class RowValues {
 public:
  explicit RowValues(const Model& model) : model_(model) {}

  void add(std::string_view name, const Value& value) {
    const Field* field = model_.find(name);
    if (!field || field->column < 0 || value.is_none()) return;
    names_.push_back(field->name());
    values_.push_back(bound_value(*field, value));
  }

  // Writes the row of this id, or a new one for 0. Gives the id.
  Id save(Store& store, Id id) const {
    if (id) return update(store, id), id;
    const std::string marks = fmt::format("{}", fmt::join(std::vector<std::string>(names_.size(), "?"), ", "));
    return store.insert(
        fmt::format("INSERT INTO \"{}\" (\"{}\") VALUES ({})", model_.table, fmt::join(names_, "\", \""), marks),
        values_);
  }

 private:
  void update(Store& store, Id id) const {
    std::vector<Value> parameters = values_;
    parameters.emplace_back(id);
    store.run(fmt::format("UPDATE \"{}\" SET \"{}\" = ? WHERE id = ?", model_.table, fmt::join(names_, "\" = ?, \"")),
              parameters);
  }

  const Model& model_;
  std::vector<std::string> names_ = {};
  std::vector<Value> values_ = {};
};

// The module that a model is from: the first of those that say who may use it, or else the one it is named after.
class Origins {
 public:
  Origins(Store& store, const Registry& registry) : addons_(registry.addons().begin(), registry.addons().end()) {
    store.run(
        "SELECT m.model, d.module FROM ir_model_access a JOIN ir_model m ON m.id = a.model_id JOIN ir_model_data d ON "
        "d.model = 'ir.model.access' AND d.res_id = a.id ORDER BY a.id",
        {}, [&](const StoreRow& row) { add(std::string(row.text(0)), std::string(row.text(1))); });
    store.run("SELECT name FROM ir_module_module WHERE state = 'installed'", {},
              [&](const StoreRow& row) { modules_.emplace(row.text(0)); });
  }

  std::string of(const std::string& model) const {
    if (const auto found = modules_by_model_.find(model); found != modules_by_model_.end()) return found->second;
    std::string name = model;
    std::replace(name.begin(), name.end(), '.', '_');
    for (; !name.empty(); name.resize(name.find_last_of('_') == std::string::npos ? 0 : name.find_last_of('_')))
      if (modules_.contains(name)) return name;
    return "base";
  }

 private:
  std::size_t place(const std::string& module) const {
    return static_cast<std::size_t>(std::find(addons_.begin(), addons_.end(), module) - addons_.begin());
  }

  void add(const std::string& model, const std::string& module) {
    const auto [known, is_new] = modules_by_model_.try_emplace(model, module);
    if (!is_new && place(module) < place(known->second)) known->second = module;
  }

  const std::vector<std::string> addons_;
  std::map<std::string, std::string> modules_by_model_ = {};
  std::set<std::string> modules_ = {};
};

class Reflection {
 public:
  Reflection(Store& store, const Registry& registry, const Registry* reflected)
      : store_(store), registry_(registry), reflected_(reflected), origins_(store, registry) {
    store.run("SELECT model, id FROM ir_model", {},
              [&](const StoreRow& row) { models_.emplace(row.text(0), row.integer(1)); });
    store.run("SELECT model || '.' || name, id FROM ir_model_fields", {},
              [&](const StoreRow& row) { fields_.emplace(row.text(0), row.integer(1)); });
    store.run("SELECT module || '.' || name FROM ir_model_data WHERE model IN ('ir.model', 'ir.model.fields')", {},
              [&](const StoreRow& row) { named_.emplace(row.text(0)); });
    read_reserved_ids();
  }

  void run() {
    for (const auto& [name, id] : models_) name_record("ir.model", id, origins_.of(name), "model_" + table(name));
    for (const Model* model : registry_.models())
      if (const auto found = models_.find(model->name); found != models_.end()) reflect(*model, found->second);
  }

 private:
  static std::string table(std::string name) {
    std::replace(name.begin(), name.end(), '.', '_');
    return name;
  }

  // Ids that defaults refer to belong to fields of which only the recorded database knows.
  void read_reserved_ids() {
    for (const auto& [_, id] : fields_) taken_.insert(id);
    if (registry_.find("ir.default"))
      store_.run("SELECT field_id FROM ir_default WHERE field_id IS NOT NULL", {},
                 [&](const StoreRow& row) { taken_.insert(row.integer(0)); });
  }

  void reflect(const Model& model, Id id) {
    RowValues row(registry_.at("ir.model"));
    row.add("state", model.name.starts_with("x_") ? "manual" : "base");
    row.add("order", model.facts->order);
    row.add("abstract", model.facts->abstract);
    row.add("is_mail_thread", model.has("message_follower_ids"));
    row.add("is_mail_activity", model.has("activity_ids"));
    row.add("is_mail_blacklist", model.has("is_blacklisted"));
    row.save(store_, id);
    for (const Field* field : model.fields) reflect(*field, id);
  }

  bool stands_already(const Field& field) const {
    const Model* model = reflected_ ? reflected_->find(field.model->name) : nullptr;
    const Field* same = model ? model->find(field.name()) : nullptr;
    return same && *same->facts == *field.facts;
  }

  void reflect(const Field& field, Id model_id) {
    if (stands_already(field)) return;
    const auto known = fields_.find(field.model->name + "." + field.name());
    RowValues row = values(field, model_id);
    const bool is_new = known == fields_.end();
    const Id id = is_new ? next_id() : known->second;
    if (is_new) row.add("id", id);
    row.save(store_, is_new ? 0 : id);
    name_record("ir.model.fields", id, origins_.of(field.model->name),
                "field_" + field.model->table + "__" + field.name());
  }

  Id next_id() {
    while (taken_.contains(next_)) ++next_;
    return next_++;
  }

  RowValues values(const Field& field, Id model_id) const {
    const FieldFacts& facts = *field.facts;
    RowValues row(registry_.at("ir.model.fields"));
    row.add("model_id", model_id);
    row.add("model", field.model->name);
    row.add("name", field.name());
    row.add("complete_name", field.model->name + "." + field.name());
    row.add("field_description", facts.label);
    row.add("ttype", name_of(facts.type));
    row.add("state", field.name().starts_with("x_") ? "manual" : "base");
    add_relation(row, field);
    for (const auto& [name, truth] : {std::pair{"index", facts.index},
                                      {"store", facts.store},
                                      {"copied", facts.copied},
                                      {"readonly", facts.readonly},
                                      {"required", facts.required},
                                      {"selectable", facts.searchable},
                                      {"company_dependent", facts.company_dependent}})
      row.add(name, truth);
    add_translate(row, facts.translate);
    if (!facts.related.empty()) row.add("related", facts.related);
    if (facts.type == FieldType::monetary && !facts.currency_field.empty())
      row.add("currency_field", facts.currency_field);
    row.add("size", facts.description.get("size"));
    return row;
  }

  void add_translate(RowValues& row, bool translate) const {
    const Field* field = registry_.at("ir.model.fields").find("translate");
    if (field && field->type() == FieldType::boolean) row.add("translate", translate);
    if (field && field->type() == FieldType::selection && translate) row.add("translate", "standard");
  }

  static void add_relation(RowValues& row, const Field& field) {
    const FieldFacts& facts = *field.facts;
    if (!facts.relation.empty()) row.add("relation", facts.relation);
    if (facts.type == FieldType::one2many && !facts.relation_field.empty())
      row.add("relation_field", facts.relation_field);
    if (facts.description.contains("on_delete")) row.add("on_delete", on_delete_name(facts.on_delete));
    if (field.relation_table.table.empty()) return;
    row.add("relation_table", field.relation_table.table);
    row.add("column1", field.relation_table.column);
    row.add("column2", field.relation_table.other_column);
  }

  static std::string_view on_delete_name(OnDelete on_delete) {
    switch (on_delete) {
      case OnDelete::cascade: return "cascade";
      case OnDelete::restrict: return "restrict";
      case OnDelete::set_null: break;
    }
    return "set null";
  }

  void name_record(std::string_view model, Id id, const std::string& module, const std::string& name) {
    if (!named_.insert(module + "." + name).second) return;
    RowValues row(registry_.at("ir.model.data"));
    row.add("module", module);
    row.add("name", name);
    row.add("model", model);
    row.add("res_id", id);
    row.add("noupdate", false);
    row.save(store_, 0);
  }

  Store& store_;
  const Registry& registry_;
  const Registry* reflected_;
  const Origins origins_;
  std::map<std::string, Id> models_ = {};
  std::map<std::string, Id> fields_ = {};
  std::set<std::string> named_ = {};
  std::set<Id> taken_ = {};
  Id next_ = 1;
};

}  // namespace

void reflect(Store& store, const Registry& registry, const Registry* reflected) {
  for (const char* needed : {"ir.model", "ir.model.fields", "ir.model.data", "ir.model.access", "ir.module.module"})
    if (!registry.find(needed)) return;
  Reflection(store, registry, reflected).run();
}

}  // namespace paridoo::orm
