// Records by their names.
#include <algorithm>

#include "simulator/orm/access.h"
#include "simulator/orm/column_operand.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/queries.h"

namespace paridoo::orm {

namespace {

// The operand as the field can hold it. A name that is no value of the field cannot be found there: empty.
std::optional<Value> fitting(const Field& field, const Value& operand) {
  switch (field.type()) {
    case FieldType::integer:
    case FieldType::real:
    case FieldType::monetary:
    case FieldType::date:
    case FieldType::datetime: break;
    default: return operand;
  }
  try {
    return column_operand(field, operand);
  } catch (const Fault&) {
    return std::nullopt;
  }
}

std::string written(const std::vector<const Field*>& path) {
  std::string out;
  for (const Field* field : path) out += (out.empty() ? "" : ".") + field->name();
  return out;
}

bool matches_any_name(std::string_view comparison, const Value& operand) {
  return comparison.ends_with("like") && !comparison.starts_with('=') && !operand;
}

std::int64_t limit_of(const Arguments& arguments) {
  const Value& limit = arguments["limit"];
  if (limit.is_unset()) return 0;
  if (!limit.is_integer() || limit.integer() < 0) throw value_error("'limit' is no count: " + repr(limit));
  return limit.integer();
}

// 18.0 calls it "args", 19.0 "domain".
Domain restriction(const Arguments& arguments) {
  const Value* given = arguments.all().find("args");
  if (!given) given = &arguments["domain"];
  return *given ? parse_domain(*given) : Domain::everything();
}

}  // namespace

Domain search_display_name(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const auto& paths = model.model().name_search_fields;
  const bool negative = is_negative(comparison);
  if (paths.empty()) return Domain::everything();
  if (matches_any_name(comparison, operand)) return negative ? Domain::nothing() : Domain::everything();
  Domain out = negative ? Domain::everything() : Domain::nothing();
  for (const std::vector<const Field*>& path : paths) {
    const std::optional<Value> value = fitting(*path.back(), operand);
    if (!value) continue;
    Domain one = term(written(path), std::string(comparison), *value);
    out = negative ? std::move(out) & std::move(one) : std::move(out) | std::move(one);
  }
  return out;
}

Domain by_name(const RecordSet& model, std::string_view comparison, const Value& operand) {
  if (model.env().since(Series::v18)) return term("display_name", std::string(comparison), operand);
  const Field& name = model.model().at("display_name");
  return name.search ? name.search(model.none(), comparison, operand) : search_display_name(model, comparison, operand);
}

Value name_search(const RecordSet& self, const Arguments& arguments) {
  check_access(self.env(), self.model(), Operation::read);
  const Value& comparison = arguments["operator"];
  if (!comparison.is_text()) throw value_error("Invalid operator: " + repr(comparison));
  const Domain wanted = by_name(self, comparison.text(), arguments["name"]) & restriction(arguments);
  List found;
  for (const RecordSet& record : self.search(wanted, {.limit = limit_of(arguments)}).sudo())
    found.push_back(List{record.id(), record.display_name()});
  return found;
}

Value search_count(const RecordSet& self, const Arguments& arguments) {
  check_access(self.env(), self.model(), Operation::read);
  const std::int64_t limit = limit_of(arguments);
  const std::int64_t count = self.search_count(parse_domain(arguments["domain"]));
  return limit ? std::min(count, limit) : count;
}

}  // namespace paridoo::orm
