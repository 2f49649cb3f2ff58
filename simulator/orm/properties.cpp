#include "simulator/orm/properties.h"

#include <algorithm>
#include <array>
#include <set>

#include "simulator/orm/fault.h"
#include "simulator/orm/sql_text.h"

namespace paridoo::orm {

namespace {

std::string named(const Field& field, std::string_view fact) {
  const Value& name = field.facts->description.get(fact);
  return name.is_text() ? name.text() : std::string();
}

Value name_pair(const Env& env, const std::string& model, const Value& id) {
  const Model* known = env.registry().find(model);
  if (!known || !id.is_integer()) return false;
  const RecordSet record = env.sudo()[known->name].browse(id.integer()).exists();
  return record ? Value(List{id, record.display_name()}) : Value(false);
}

std::string text_in(const Dict& dict, std::string_view name) {
  const Value& value = dict.get(name);
  return value.is_text() ? value.text() : std::string();
}

bool is_option(const Dict& definition, std::string_view options, const Value& key) {
  const Value& all = definition.get(options);
  return all.is_list() && std::ranges::any_of(all.list(), [&](const Value& option) {
           return option.is_list() && !option.list().empty() && option.list().front() == key;
         });
}

List kept_options(const Dict& definition, const Value& keys) {
  List out;
  if (keys.is_list())
    for (const Value& key : keys.list())
      if (is_option(definition, "tags", key)) out.push_back(key);
  return out;
}

Value shown_value(const Env& env, const Dict& definition, const Value& value) {
  const std::string type = text_in(definition, "type"), model = text_in(definition, "comodel");
  if (type == "many2one") return name_pair(env, model, value);
  if (type == "many2many") {
    List pairs;
    for (const Value& id : value.is_list() ? value.list() : List())
      if (const Value pair = name_pair(env, model, id)) pairs.push_back(pair);
    return pairs;
  }
  if (type == "selection") return is_option(definition, "selection", value) ? value : Value(false);
  if (type == "tags") return kept_options(definition, value);
  return value;
}

// Pairs of an id and a name stand for the id.
Value without_names(const Dict& property) {
  const Value& value = property.get("value");
  const std::string type = text_in(property, "type");
  if (type == "many2one" && value.is_list()) return value.list().empty() ? Value(false) : value.list().front();
  if (type != "many2many" || !value.is_list()) return value.is_none() ? Value(false) : value;
  List ids;
  for (const Value& one : value.list()) ids.push_back(one.is_list() && !one.list().empty() ? one.list().front() : one);
  return ids;
}

void check_property(const Env& env, const Dict& property, std::set<std::string>& names) {
  constexpr std::array<std::string_view, 14> types = {"boolean", "integer",   "float",    "char",      "text",
                                                      "date",    "datetime",  "many2one", "many2many", "selection",
                                                      "tags",    "separator", "html",     "monetary"};
  if (!property.contains("name")) throw Fault(FaultKind::key_error, "name");
  const std::string name = text_in(property, "name"), type = text_in(property, "type");
  if (name.empty() || !names.insert(name).second)
    throw value_error("The property " + name + " has no name, or one that another has.");
  if (std::ranges::find(types, type) == types.end()) throw value_error("There is no property of type " + type + ".");
  const std::string model = text_in(property, "comodel");
  if (!model.empty() && !env.registry().find(model)) throw value_error("There is no model " + model + ".");
  for (const std::string_view options : {"selection", "tags"})
    if (const Value& all = property.get(options); all.is_list())
      for (const Value& option : all.list())
        if (!option.is_list() || option.list().size() != (options == "tags" ? 3U : 2U))
          throw value_error("Wrong options of the property " + name + ".");
}

Dict without(const Dict& property, std::initializer_list<std::string_view> names) {
  Dict out = property;
  for (const std::string_view name : names) out.erase(name);
  return out;
}

bool changes_definition(const Value& given) {
  return given.is_list() && std::ranges::any_of(given.list(), [](const Value& one) {
           return one.is_dict() && (one.dict().get("definition_changed") || one.dict().get("definition_deleted"));
         });
}

}  // namespace

namespace {

// The record that holds the definition; none where its model is no part of the facts.
RecordSet holder_of(const RecordSet& record, const Field& field) {
  const std::string name = named(field, "definition_record");
  const RecordSet owner = record.sudo();
  return owner.model().at(name).comodel ? owner[name] : owner.none();
}

}  // namespace

Value properties_shown(const RecordSet& record, const Field& field) {
  const RecordSet holder = holder_of(record, field);
  const Value definition = holder ? holder.value(named(field, "definition_record_field")) : Value();
  const Value kept = field.is_kept() || field.is_related() ? record.value(field.name()) : Value();
  List out;
  for (const Value& one : definition.is_list() ? definition.list() : List()) {
    Dict property = one.dict();
    const Value* value = kept.is_dict() ? kept.dict().find(text_in(property, "name")) : nullptr;
    if (value && !value->is_unset())
      property.set("value", shown_value(record.env(), property, *value));
    else if (value || !record.env().since(Series::v19))
      property.set("value", text_in(property, "type") == "separator" ? Value() : Value(false));
    out.emplace_back(std::move(property));
  }
  return out;
}

Value properties_kept(const Value& given) {
  if (given.is_dict()) return given;
  if (!given.is_list()) return {};
  Dict values;
  for (const Value& one : given.list())
    if (one.is_dict() && !one.dict().get("definition_deleted"))
      values.set(text_in(one.dict(), "name"), without_names(one.dict()));
  return values;
}

void follow_definition(const RecordSet& record, const Field& field, const Value& given) {
  if (!changes_definition(given)) return;
  List definition;
  for (const Value& one : given.list())
    if (one.is_dict() && !one.dict().get("definition_deleted"))
      definition.emplace_back(without(one.dict(), {"value", "definition_changed", "definition_deleted"}));
  const RecordSet holder = holder_of(record, field);
  if (holder) holder.write({{named(field, "definition_record_field"), definition}});
}

Value definition_kept(const Env& env, const Value& given) {
  if (!given) return {};
  if (!given.is_list()) throw value_error("A definition of properties is a list, not " + repr(given));
  std::set<std::string> names;
  List out;
  for (const Value& one : given.list()) {
    if (!one.is_dict()) throw value_error("A definition of a property is a dict, not " + repr(one));
    check_property(env, one.dict(), names);
    out.emplace_back(without(one.dict(), {"value", "definition_changed", "definition_deleted"}));
  }
  return out;
}

Sql property_condition(Compilation& compilation, const Source& source, const Field& field, const Domain& leaf) {
  const std::size_t dot = leaf.path.find('.');
  if (dot == std::string::npos) throw value_error("A condition on " + leaf.path + " names one of the properties.");
  const Sql value =
      sql("json_extract(", field_sql(compilation, source, field), ", ", Bound{"$." + leaf.path.substr(dot + 1)}, ")");
  const Value& operand = leaf.operand;
  const std::string& comparison = leaf.comparison;
  if (operand.is_unset() && (comparison == "=" || comparison == "!="))
    return sql(comparison == "=" ? "" : "NOT ", "coalesce(", value, ", 0) IN (0, '', '[]')");
  // Since 19.0 a record without the property is in no condition; before, it differs from every value.
  const bool negated = comparison == "!=" || comparison == "not in";
  const std::string_view absent = negated && !source.env().since(Series::v19) ? "1" : "0";
  if (comparison == "in" || comparison == "not in")
    return sql("coalesce(", value, negated ? " NOT IN " : " IN ", list_select(operand.list()), ", ", absent, ")");
  if (comparison == "ilike" || comparison == "like")
    return sql("coalesce(instr(lower(", value, "), lower(", Bound{operand}, ")), 0) > 0");
  constexpr std::array<std::string_view, 6> comparisons = {"=", "!=", "<", ">", "<=", ">="};
  if (std::ranges::find(comparisons, comparison) == comparisons.end())
    throw not_simulated("the condition " + repr(List{leaf.path, comparison, operand}));
  return sql("coalesce(", value, " ", comparison, " ", Bound{operand}, ", ", absent, ")");
}

}  // namespace paridoo::orm
