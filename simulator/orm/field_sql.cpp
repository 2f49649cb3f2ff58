// The value of a field as an SQL expression.
#include <fmt/format.h>

#include <span>

#include "simulator/orm/column_operand.h"
#include "simulator/orm/comodel.h"
#include "simulator/orm/company_value.h"
#include "simulator/orm/domain_compile.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/sql_text.h"
#include "simulator/orm/translation.h"

namespace paridoo::orm {

namespace {

std::string full_name(const Field& field) { return field.model->name + "." + field.name(); }

Fault not_convertible(const Field& field, std::string_view why) {
  return value_error(fmt::format("Cannot convert {} to SQL because {}", full_name(field), why));
}

Sql related_value(Compilation& compilation, const Source& source, const Field& field,
                  std::span<const Field* const> path) {
  const Field& step = *path.front();
  if (path.size() == 1) return field_sql(compilation, source, step);
  if (step.type() != FieldType::many2one) throw not_convertible(field, step.name() + " is not a Many2one");
  const Source next{source.env().sudo()[comodel_of(step).name], compilation.next_alias()};
  return sql("(SELECT ", related_value(compilation, next, field, path.subspan(1)), " FROM ",
             identifier(step.comodel->table), " AS ", next.alias, " WHERE ", next.id(), " = ",
             field_sql(compilation, source, step), ")");
}

// A JSON null says that the company has no value; a missing key leaves it to the fallback.
Sql company_value_sql(const Source& source, const Field& field, const std::string& column) {
  const std::string key = fmt::format("'$.\"{}\"'", source.env().company().id());
  const Sql own{fmt::format("json_extract({}, {})", column, key)};
  const Value fallback = company_fallback(source.env(), field);
  if (!fallback) return own;
  return sql(fmt::format("(CASE WHEN json_type({}, {}) IS NULL THEN ", column, key),
             Bound{column_operand(field, fallback)}, " ELSE ", own, " END)");
}

// What the company's value refers to may be gone: there is no foreign key in a column of many values.
Sql existing(Compilation& compilation, const Model& comodel, const Sql& reference) {
  const std::string alias = compilation.next_alias();
  return sql("(SELECT ", alias, ".id FROM ", identifier(comodel.table), " AS ", alias, " WHERE ", alias,
             ".id = ", reference, ")");
}

}  // namespace

Sql field_sql(Compilation& compilation, const Source& source, const Field& field) {
  if (field.expression || is_translated(field) || field.facts->company_dependent) compilation.is_lasting = false;
  if (field.expression) return field.expression(compilation, source);
  if (field.column < 0 && field.is_related()) return related_value(compilation, source, field, field.related_path);
  if (field.column < 0 && !field.facts->related.empty())
    throw not_simulated(full_name(field) + " (there are no facts of " + field.facts->related + ")");
  if (field.column < 0) throw not_convertible(field, "it is not stored");
  compilation.read(field);
  const std::string column = source.alias + "." + identifier(field.name());
  if (is_translated(field))
    if (const std::string language = wanted_language(source.env()); !language.empty())
      return translation_sql(field, source.id(), language, column);
  if (!field.facts->company_dependent) return {column};
  const Sql value = company_value_sql(source, field, column);
  return field.comodel ? existing(compilation, *field.comodel, value) : value;
}

}  // namespace paridoo::orm
