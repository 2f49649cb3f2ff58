// Facts become models and fields that know each other.
#include <algorithm>

#include "simulator/orm/domain_sql.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/python_literal.h"
#include "simulator/orm/registry_parts.h"

namespace paridoo::orm {

namespace {

std::string table_name(std::string name) {
  std::replace(name.begin(), name.end(), '.', '_');
  return name;
}

// A company-dependent field is computed in 17.0 and stored as JSON later; here it always has a column.
bool has_column(const Field& field) {
  return !field.model->facts->abstract && !field.is_x2many() && (field.facts->store || field.facts->company_dependent);
}

void add_field(Registry::Parts& parts, Model& model, const FieldFacts& facts) {
  Field& field = parts.fields.emplace_back();
  field.facts = &facts;
  field.model = &model;
  field.index = static_cast<int>(parts.fields.size()) - 1;
  parts.field_list.push_back(&field);
  model.fields.push_back(&field);
  model.by_name.add(facts.name, &field);
}

void number_columns(Registry::Parts& parts, Model& model) {
  if (const Field* id = model.find("id")) model.columns.push_back(id);
  for (const Field* field : model.fields)
    if (has_column(*field) && field->name() != "id") model.columns.push_back(field);
  for (std::size_t at = 0; at < model.columns.size(); ++at)
    parts.field(model.columns[at]).column = static_cast<int>(at);
}

std::string row_sql_of(const Model& model) {
  std::string names;
  for (const Field* field : model.columns) names += (names.empty() ? "\"" : ", \"") + field->name() + "\"";
  return "SELECT " + names + " FROM \"" + model.table + "\" WHERE id = ?";
}

void add_model(Registry::Parts& parts, const ModelFacts& facts) {
  Model& model = parts.models.emplace_back();
  model.name = facts.model;
  model.table = table_name(facts.model);
  model.facts = &facts;
  model.index = static_cast<int>(parts.models.size()) - 1;
  for (const FieldFacts& field : facts.fields) add_field(parts, model, field);
  number_columns(parts, model);
  model.row_sql = row_sql_of(model);
  model.active = model.find("active");
  parts.by_name.emplace(model.name, &model);
  parts.model_list.push_back(&model);
}

RelationTable own_relation_table(const Field& field) {
  const std::string own = field.model->table, other = table_name(field.facts->relation);
  return {.table = own + "_" + field.name() + "_rel",
          .column = own + "_id",
          .other_column = own == other ? "other_" + own + "_id" : other + "_id"};
}

void link_inverse(Registry::Parts& parts, Field& field) {
  const Field* inverse = field.comodel->find(field.facts->relation_field);
  if (!inverse || field.type() != FieldType::one2many) return;
  field.inverse_field = inverse;
  parts.field(inverse).inverse_fields.push_back(&field);
}

// A domain that facts hold as text is an expression over the form it is shown in: no filter of the records. Where
// records are checked against a company it is a sum, "(what the company allows) + ([the filter of a one2many])", of
// which the lists count.
Value filter_of(const Field& field) {
  const Value& domain = field.facts->description.get("domain");
  if (!domain.is_text() || field.type() != FieldType::one2many) return domain;
  const std::string& text = domain.text();
  List all;
  constexpr std::string_view between = ") + (";
  for (std::string_view rest = text; rest.starts_with('(');) {
    rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find(between), rest.size() - 1);
    const auto part = parse_python_literal(rest.substr(0, end));
    if (part && part->is_list()) all.insert(all.end(), part->list().begin(), part->list().end());
    rest.remove_prefix(std::min(rest.size(), end + between.size() - 1));
  }
  return all.empty() ? domain : Value(all);
}

void read_filter(Registry::Parts& parts, Field& field) {
  const Dict& facts = field.facts->description;
  try {
    if (const Value domain = filter_of(field); domain.is_list()) field.domain = parse_domain(domain);
  } catch (const Fault& fault) {
    parts.problems.push_back("the domain of " + field.model->name + "." + field.name() + ": " + fault.message());
  }
  Value context = facts.get("context");
  if (context.is_text()) context = parse_python_literal(context.text()).value_or(Value());
  if (context.is_dict() && context.dict().contains("active_test"))
    field.active_test = static_cast<bool>(context.dict().get("active_test"));
}

// Which fields are checked against companies, and what for, stands at the beginning of the field's domain, which is
// then an expression: "(company_id and [('company_id', 'in', [company_id] + [False])] or ...) + (...)".
std::string_view company_check_of(const Field& field) {
  const Value& domain = field.facts->description.get("domain");
  if (!domain.is_text() || !field.is_kept() || !field.comodel) return {};
  std::string_view text = domain.text();
  const std::size_t end = std::min(text.find(" + ("), text.rfind(" + ["));
  if (end == text.npos) return {};
  text = text.substr(0, end);
  const bool names_company = text.starts_with("(company_id") || text.find("[id]") != text.npos ||
                             text.find("[allowed_company_ids[0]]") != text.npos;
  return names_company ? text : std::string_view();
}

void link_field(Registry::Parts& parts, Field& field) {
  if (field.type() == FieldType::many2many && field.facts->store) field.relation_table = own_relation_table(field);
  if (!field.is_relational()) return;
  if (field.is_x2many()) read_filter(parts, field);
  field.comodel = parts.by_name.contains(field.facts->relation) ? parts.by_name.at(field.facts->relation) : nullptr;
  if (!field.comodel) return;
  field.company_check = company_check_of(field);
  link_inverse(parts, field);
  if (field.type() == FieldType::many2one && field.column >= 0 && !field.facts->company_dependent)
    parts.references[static_cast<std::size_t>(field.comodel->index)].push_back(&field);
}

}  // namespace

std::vector<const Field*> fields_along(const Model& model, std::string_view path) {
  std::vector<const Field*> fields;
  const Model* at = &model;
  while (!path.empty()) {
    const std::size_t dot = path.find('.');
    const Field* field = at ? at->find(path.substr(0, dot)) : nullptr;
    if (!field) return {};
    fields.push_back(field);
    at = field->comodel;
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
  return fields;
}

void add_models(Registry::Parts& parts) {
  for (const ModelFacts& facts : parts.facts) add_model(parts, facts);
  parts.references.resize(parts.models.size());
  for (Field& field : parts.fields) link_field(parts, field);
  for (Field& field : parts.fields)
    if (!field.facts->related.empty()) field.related_path = fields_along(*field.model, field.facts->related);
  for (Model& model : parts.models) {
    if (model.facts->abstract) continue;
    try {
      model.order = parse_order(model, model.facts->order);
    } catch (const Fault& fault) {
      parts.problems.push_back("the order of " + model.name + ": " + fault.message());
    }
  }
}

}  // namespace paridoo::orm
