#include "simulator/orm/formatted_read_group.h"

#include <fmt/format.h>

#include "simulator/orm/access.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/grouping.h"
#include "simulator/orm/read_group_fill.h"

namespace paridoo::orm {

namespace {

std::vector<std::string> texts(const Arguments& arguments, std::string_view parameter) {
  const Value& given = arguments[parameter];
  std::vector<std::string> out;
  for (const Value& one : given.is_list() ? given.list() : List{}) {
    if (!one.is_text()) throw Fault(FaultKind::type_error, "expected string, got " + repr(one));
    out.push_back(one.text());
  }
  return out;
}

std::int64_t count(const Arguments& arguments, std::string_view parameter) {
  const Value& given = arguments[parameter];
  if (given.is_unset()) return 0;
  if (!given.is_integer() || given.integer() < 0)
    throw value_error(fmt::format("{} is no count: {}", parameter, repr(given)));
  return given.integer();
}

// Groups of records are handed out as lists of their ids.
std::string spelled(std::string aggregate) {
  constexpr std::string_view records = ":recordset";
  if (aggregate.ends_with(records)) aggregate.replace(aggregate.size() - records.size(), records.size(), ":array_agg");
  return aggregate;
}

GroupQuery query_for(const RecordSet& model, const Arguments& arguments) {
  GroupQuery query{.model = model, .domain = parse_domain(arguments["domain"])};
  for (const std::string& written : texts(arguments, "groupby"))
    query.groups.push_back(group_path_term(model.model(), written));
  for (const std::string& written : texts(arguments, "aggregates"))
    query.aggregates.push_back(aggregate_term(model.model(), spelled(written), spelled(written)));
  const Value& order = arguments["order"];
  query.order = order.is_text() ? order.text() : std::string();
  if (query.order.empty())
    for (const GroupTerm& group : query.groups) query.order += (query.order.empty() ? "" : ", ") + group.spec;
  query.offset = count(arguments, "offset");
  query.limit = count(arguments, "limit");
  if (arguments["having"].is_list()) query.having = arguments["having"].list();
  return query;
}

// --- a key as clients see it, and the condition that its group fulfils

struct ShownKey {
  Value value = {};
  Domain domain = {};
};

ShownKey shown_record(const Env& env, const GroupTerm& group, const Value& key) {
  const Field& field = *group.field;
  if (key.is_none())
    return {false, field.is_x2many() ? term(field.name(), "not any", List{}) : term(field.name(), "=", false)};
  const Model& model = field.is_relational() ? *field.comodel : *field.model;
  const RecordSet record = env.sudo()[model.name].browse(key.integer());
  return {List{key, record.value("display_name")}, term(field.name(), "=", key)};
}

ShownKey shown_date(const Env& env, const GroupTerm& group, const Value& key) {
  const std::string& field = group.field->name();
  if (key.is_none()) return {false, term(field, "=", false)};
  if (key.is_integer()) return {key, term(field + "." + group.granularity, "=", key)};
  const DateGroup range = date_group(env, group, key.text());
  return {List{range.from, range.label}, term(field, ">=", range.from) & term(field, "<", range.to)};
}

ShownKey shown_own(const Env& env, const GroupTerm& group, const Value& key) {
  const Field& field = *group.field;
  if ((field.is_relational() && field.comodel) || field.name() == "id") return shown_record(env, group, key);
  if (is_date(field)) return shown_date(env, group, key);
  const Value value = key.is_none() ? Value(false) : key;
  return {value, term(field.name(), "=", value)};
}

// What holds at the end of a path holds for any of the records on the way.
ShownKey shown_key(const Env& env, const GroupTerm& group, const Value& key) {
  ShownKey shown = shown_own(env, group, key);
  for (auto step = group.through.rbegin(); step != group.through.rend(); ++step) {
    const std::string& name = (*step)->name();
    Domain below = term(name, "any", to_list(shown.domain));
    shown.domain = shown.value ? std::move(below) : term(name, "not any", List{}) | std::move(below);
  }
  return shown;
}

List extra_domain(const Domain& domain) {
  if (domain.kind == Domain::Kind::all) return {List{1, "=", 1}};
  return to_list(domain);
}

Dict shown_row(const GroupQuery& query, const List& values) {
  Dict row;
  Domain domain;
  std::size_t at = 0;
  for (const GroupTerm& group : query.groups) {
    ShownKey key = shown_key(query.model.env(), group, values[at++]);
    row.set(group.key, std::move(key.value));
    domain = std::move(domain) & std::move(key.domain);
  }
  row.set("__extra_domain", extra_domain(domain));
  for (const AggregateTerm& figure : query.aggregates) row.set(figure.key, values[at++]);
  return row;
}

}  // namespace

Value formatted_read_group(const RecordSet& self, const Arguments& arguments) {
  check_access(self.env(), self.model(), Operation::read);
  const GroupQuery query = query_for(self.none(), arguments);
  const Value& fill = self.env().context("fill_temporal");
  if (!query.groups.empty() && (fill || fill.is_dict()) && (query.limit || query.offset))
    throw value_error("You cannot used fill_temporal with a limit or an offset");
  List out;
  for (const List& values : filled(query, grouped_rows(query))) out.push_back(shown_row(query, values));
  return out;
}

}  // namespace paridoo::orm
