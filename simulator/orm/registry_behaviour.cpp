// Behaviour rows become parts of models and fields.
#include <algorithm>

#include "simulator/orm/python_literal.h"
#include "simulator/orm/registry_parts.h"

namespace paridoo::orm {

namespace {

class Joiner {
 public:
  Joiner(Registry::Parts& parts, Model& model, const Behaviour& behaviour)
      : parts_(parts), model_(model), behaviour_(behaviour), is_mixin_(!behaviour.mixin_marker.empty()) {}

  void join() {
    join_names();
    join_fields();
    join_checks();
    join_methods();
    join_hooks();
  }

 private:
  // A mixin may speak of fields that not every model has; a model's own behaviour may not.
  Field* field(std::string_view name) {
    if (const Field* found = model_.find(name)) return &parts_.field(found);
    if (!is_mixin_) parts_.problems.push_back(model_.name + " has no field " + std::string(name));
    return nullptr;
  }

  void join_names() {
    if (!behaviour_.rec_name.empty()) model_.rec_name = field(behaviour_.rec_name);
    if (!behaviour_.parent_name.empty()) model_.parent = field(behaviour_.parent_name);
    if (!behaviour_.name_search_fields.empty()) model_.name_search_fields.clear();
    for (const std::string_view path : behaviour_.name_search_fields) join_searched_path(path);
    for (const Inherits& row : behaviour_.inherits)
      if (row.in.covers(parts_.series)) join_inherits(row);
    for (const SharedRelation& row : behaviour_.shared_relations)
      if (row.in.covers(parts_.series)) join_relation(row);
  }

  void join_searched_path(std::string_view path) {
    std::vector<const Field*> fields = fields_along(model_, path);
    if (!fields.empty())
      model_.name_search_fields.push_back(std::move(fields));
    else if (!is_mixin_)
      parts_.problems.push_back(model_.name + " has no field " + std::string(path));
  }

  void join_inherits(const Inherits& row) {
    const Field* through = field(row.field);
    if (through && through->comodel) model_.inherits.emplace_back(through->comodel, through);
  }

  void join_relation(const SharedRelation& row) {
    Field* own = field(row.field);
    Model* other_model = parts_.by_name.contains(row.other_model) ? parts_.by_name.at(row.other_model) : nullptr;
    const Field* other = other_model ? other_model->find(row.other_field) : nullptr;
    if (!own || !other) {
      parts_.problems.push_back("no relation between " + model_.name + "." + std::string(row.field) + " and " +
                                std::string(row.other_model) + "." + std::string(row.other_field));
      return;
    }
    const RelationTable& table = own->relation_table;
    parts_.field(other).relation_table = {table.table, table.other_column, table.column};
    own->inverse_fields.push_back(other);
    parts_.field(other).inverse_fields.push_back(own);
  }

  void join_fields() {
    for (const Compute& row : behaviour_.computes)
      if (row.in.covers(parts_.series)) join_compute(row);
    for (const Inverse& row : behaviour_.inverses)
      if (row.in.covers(parts_.series))
        if (Field* found = field(row.field)) found->inverse = row.function;
    for (const Search& row : behaviour_.searches)
      if (row.in.covers(parts_.series))
        if (Field* found = field(row.field)) found->search = row.function;
    for (const Expression& row : behaviour_.expressions)
      if (row.in.covers(parts_.series))
        if (Field* found = field(row.field)) found->expression = row.function;
    for (const Default& row : behaviour_.defaults)
      if (row.in.covers(parts_.series))
        if (Field* found = field(row.field)) found->default_value = row.function;
  }

  void join_compute(const Compute& row) {
    std::vector<const Field*> together;
    for (const std::string_view name : row.fields)
      if (const Field* found = field(name)) together.push_back(found);
    for (const Field* found : together) {
      Field& own = parts_.field(found);
      own.compute = row.function;
      own.computed_together = together;
      own.related_path.clear();
    }
  }

  void join_checks() {
    for (const Constraint& row : behaviour_.constraints) {
      if (!row.in.covers(parts_.series)) continue;
      for (const std::string_view name : row.fields) field(name);
      model_.constraints.push_back(&row);
    }
    for (const Unique& row : behaviour_.unique) {
      if (!row.in.covers(parts_.series)) continue;
      for (const std::string_view name : row.fields) field(name);
      model_.unique.push_back(&row);
    }
    for (const Index& row : behaviour_.indexes) {
      if (!row.in.covers(parts_.series)) continue;
      for (const std::string_view name : row.fields) field(name);
      model_.indexes.push_back(&row);
    }
    for (const Onchange& row : behaviour_.onchanges) {
      if (!row.in.covers(parts_.series)) continue;
      for (const std::string_view name : row.fields) field(name);
      model_.onchanges.push_back(&row);
    }
  }

  void join_methods() {
    for (const Method& row : behaviour_.methods) {
      if (!row.in.covers(parts_.series)) continue;
      MethodChain& chain = model_.methods[row.name];
      // The base of the chain says what its parameters are; an override that adds some says so in its own row.
      const bool says_how = chain.links.empty() || !row.signature.empty();
      if (says_how) read_signature(chain, row);
      chain.on_model = says_how ? row.on_model : chain.on_model || row.on_model;
      chain.links.insert(chain.links.begin(), &row);
    }
  }

  void read_signature(MethodChain& chain, const Method& row) {
    chain.parameters.clear();
    chain.takes_any = false;
    std::string_view rest = row.signature;
    while (!rest.empty()) {
      const std::size_t end = end_of_parameter(rest);
      add_parameter(chain, row, rest.substr(0, end));
      rest = end == rest.size() ? std::string_view() : rest.substr(end + 1);
    }
  }

  // Up to the next comma that is outside of brackets.
  static std::size_t end_of_parameter(std::string_view text) {
    int depth = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '[' || c == '{' || c == '(') ++depth;
      if (c == ']' || c == '}' || c == ')') --depth;
      if (c == ',' && depth == 0) return at;
    }
    return text.size();
  }

  void add_parameter(MethodChain& chain, const Method& row, std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    if (text == "**kwargs") {
      chain.takes_any = true;
      return;
    }
    const std::size_t equals = text.find('=');
    MethodChain::Parameter parameter{.name = std::string(text.substr(0, equals)), .required = true, .fallback = {}};
    if (equals != std::string_view::npos) {
      const std::optional<Value> fallback = parse_python_literal(text.substr(equals + 1));
      if (!fallback) parts_.problems.push_back("a malformed signature: " + model_.name + "." + std::string(row.name));
      parameter.required = false;
      parameter.fallback = fallback.value_or(Value());
    }
    chain.parameters.push_back(std::move(parameter));
  }

  void join_hooks() {
    if (behaviour_.create) model_.create_hooks.insert(model_.create_hooks.begin(), behaviour_.create);
    if (behaviour_.write) model_.write_hooks.insert(model_.write_hooks.begin(), behaviour_.write);
    if (behaviour_.unlink) model_.unlink_hooks.insert(model_.unlink_hooks.begin(), behaviour_.unlink);
    if (behaviour_.copy_data) model_.copy_data_hooks.insert(model_.copy_data_hooks.begin(), behaviour_.copy_data);
  }

  Registry::Parts& parts_;
  Model& model_;
  const Behaviour& behaviour_;
  const bool is_mixin_;
};

// Every model has an id; facts of abstract ones may not say so.
bool mixes_in(const Model& model, std::string_view marker) {
  if (marker == "id") return true;
  const Field* field = model.find(marker);
  return field && field->facts->related.empty();
}

// A model that only shows the field of another one (res.users that of its partner) does not mix in what makes it.
void join_mixin(Registry::Parts& parts, const Behaviour& behaviour) {
  for (Model& model : parts.models)
    if (mixes_in(model, behaviour.mixin_marker)) Joiner(parts, model, behaviour).join();
}

void join_model(Registry::Parts& parts, const Behaviour& behaviour) {
  const auto found = parts.by_name.find(behaviour.model);
  if (found == parts.by_name.end())
    parts.problems.push_back("no model " + std::string(behaviour.model));
  else
    Joiner(parts, *found->second, behaviour).join();
}

void default_names(Registry::Parts& parts, Model& model) {
  if (!model.rec_name) model.rec_name = model.find("name");
  if (!model.parent) model.parent = model.find("parent_id");
  if (model.has("parent_path") && !model.parent) parts.problems.push_back(model.name + " has no parent_name");
  if (model.name_search_fields.empty() && model.rec_name) model.name_search_fields.push_back({model.rec_name});
}

}  // namespace

void add_behaviour(Registry::Parts& parts) {
  // Mixins first: what a model says itself comes over what it mixes in.
  for (const bool mixins : {true, false})
    for (const Addon& addon : parts.addons)
      for (const Behaviour& behaviour : addon.models) {
        if (!behaviour.in.covers(parts.series) || mixins == behaviour.mixin_marker.empty()) continue;
        mixins ? join_mixin(parts, behaviour) : join_model(parts, behaviour);
      }
  for (const Addon& addon : parts.addons) parts.addon_names.emplace_back(addon.name);
  for (Model& model : parts.models) default_names(parts, model);
}

}  // namespace paridoo::orm
