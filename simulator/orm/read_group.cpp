// read_group: records in groups, as 18.0 answers it.
#include <algorithm>

#include "simulator/orm/access.h"
#include "simulator/orm/comodel.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/grouping.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/read_group_fill.h"

namespace paridoo::orm {

namespace {

// What the client asked for, as it wrote it.
struct Asked {
  Value domain = {};
  std::vector<std::string> fields = {};
  std::vector<std::string> groupby = {};
  std::string order = {};
  std::int64_t offset = 0;
  std::int64_t limit = 0;
  bool lazy = true;

  // A lazy client opens one level at a time.
  std::size_t levels() const { return lazy ? std::min<std::size_t>(groupby.size(), 1) : groupby.size(); }
};

std::vector<std::string> names(const Arguments& arguments, std::string_view parameter) {
  const Value& given = arguments[parameter];
  if (given.is_text()) return {given.text()};
  if (given.is_unset()) return {};
  if (!given.is_list()) throw Fault(FaultKind::type_error, std::string(parameter) + " is no list: " + repr(given));
  std::vector<std::string> out;
  for (const Value& one : given.list()) {
    if (!one.is_text()) throw Fault(FaultKind::type_error, "expected string, got " + repr(one));
    out.push_back(one.text());
  }
  return out;
}

std::int64_t count(const Arguments& arguments, std::string_view parameter) {
  const Value& given = arguments[parameter];
  if (given.is_unset()) return 0;
  if (!given.is_integer() || given.integer() < 0)
    throw value_error(std::string(parameter) + " is no count: " + repr(given));
  return given.integer();
}

Asked asked(const Arguments& arguments) {
  const Value& order = arguments["orderby"];
  return {.domain = arguments["domain"],
          .fields = names(arguments, "fields"),
          .groupby = names(arguments, "groupby"),
          .order = order.is_text() ? order.text() : std::string(),
          .offset = count(arguments, "offset"),
          .limit = count(arguments, "limit"),
          .lazy = static_cast<bool>(arguments["lazy"])};
}

// --- what is asked becomes a query

// The field where an inherited one is declared.
const Field& base_field(const Field& field) { return is_inherited(field) ? base_field(*field.related_path[1]) : field; }

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

std::string take_word(std::string_view& rest) {
  const auto length = static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_word) - rest.begin());
  const std::string out(rest.substr(0, length));
  rest.remove_prefix(length);
  return out;
}

// "name", "name:sum" or "name:sum(field)"; what follows is not looked at.
struct FieldSpec {
  std::string name = {};
  std::string function = {};
  std::string field = {};
};

FieldSpec field_spec(const std::string& written) {
  std::string_view rest = written;
  FieldSpec out{.name = take_word(rest)};
  if (out.name.empty()) throw value_error("Invalid field specification '" + written + "'.");
  if (!rest.starts_with(':')) return out;
  rest.remove_prefix(1);
  out.function = take_word(rest);
  if (!rest.starts_with('(')) return out;
  rest.remove_prefix(1);
  std::string field = take_word(rest);
  if (rest.starts_with(')')) out.field = std::move(field);
  return out;
}

bool is_key(const std::vector<GroupTerm>& groups, const std::string& written) {
  return std::any_of(groups.begin(), groups.end(), [&](const GroupTerm& group) { return group.key == written; });
}

// A field without a function has the one that its facts give; without one there it is no figure.
std::string default_spec(const Model& model, const std::vector<GroupTerm>& groups, const std::string& written,
                         const std::string& name) {
  const Field& field = model.at(name);
  const bool has_figure = base_field(field).column >= 0 && !field.facts->aggregator.empty();
  return has_figure && !is_key(groups, written) ? name + ":" + field.facts->aggregator : std::string();
}

void put(std::vector<AggregateTerm>& terms, AggregateTerm term) {
  const auto same = std::find_if(terms.begin(), terms.end(), [&](const auto& one) { return one.key == term.key; });
  if (same == terms.end())
    terms.push_back(std::move(term));
  else
    *same = std::move(term);
}

std::vector<AggregateTerm> figures(const Model& model, const Asked& asked, const std::vector<GroupTerm>& groups) {
  const bool is_one_level = asked.lazy && groups.size() == 1;
  const std::string count_key = is_one_level ? groups.front().field->name() + "_count" : std::string("__count");
  std::vector<AggregateTerm> terms = {aggregate_term(model, count_key, "__count")};
  for (const std::string& written : asked.fields) {
    if (written == "__count") continue;
    const FieldSpec spec = field_spec(written);
    const std::string wanted = spec.function.empty()
                                   ? default_spec(model, groups, written, spec.name)
                                   : (spec.field.empty() ? spec.name : spec.field) + ":" + spec.function;
    if (!wanted.empty()) put(terms, aggregate_term(model, spec.name, wanted));
  }
  return terms;
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(' ') - first + 1));
}

// A term of the order speaks of the keys of the answer; the query knows them by their specifications.
std::string specified(std::string term, const GroupQuery& query) {
  const auto replaced = [&](const std::string& key, const std::string& spec) {
    const std::string name = key.substr(0, key.find(':'));
    if (term != name && !term.starts_with(name + " ")) return false;
    term = spec + term.substr(name.size());
    return true;
  };
  for (auto group = query.groups.rbegin(); group != query.groups.rend(); ++group)
    if (replaced(group->key, group->spec)) return term;
  for (const AggregateTerm& figure : query.aggregates)
    if (replaced(figure.key, figure.spec)) return term;
  return term;
}

std::string order_of(const Asked& asked, const GroupQuery& query) {
  std::string out;
  if (asked.order.empty())
    for (const GroupTerm& group : query.groups) out += (out.empty() ? "" : ",") + group.spec;
  for (std::size_t from = 0; from < asked.order.size();) {
    const std::size_t comma = std::min(asked.order.find(',', from), asked.order.size());
    out += (out.empty() ? "" : ",") + specified(trimmed(asked.order.substr(from, comma - from)), query);
    from = comma + 1;
  }
  return out;
}

GroupQuery query_for(const RecordSet& model, const Asked& asked) {
  GroupQuery query{.model = model};
  query.domain = parse_domain(asked.domain);
  for (std::size_t level = 0; level < asked.levels(); ++level)
    query.groups.push_back(group_term(model.model(), asked.groupby[level]));
  query.aggregates = figures(model.model(), asked, query.groups);
  query.order = order_of(asked, query);
  query.offset = asked.offset;
  query.limit = asked.limit;
  return query;
}

// --- rows become the answer

Domain key_domain(const Field& field, const Value& key) {
  if (key.is_none() && field.type() == FieldType::many2many) return term(field.name(), "not any", List{});
  return term(field.name(), "=", key.is_none() ? Value(false) : key);
}

Domain date_domain(const Field& field, const DateGroup& group) {
  return term(field.name(), ">=", group.from) & term(field.name(), "<", group.to);
}

void set_range(Dict& row, const std::string& key, Value range) {
  Dict ranges = row.contains("__range") ? row.get("__range").dict() : Dict();
  ranges.set(key, std::move(range));
  row.set("__range", std::move(ranges));
}

// Puts a key as clients see it into the row; gives the domain of the group.
Domain show_key(const Env& env, Dict& row, const GroupTerm& term, const Value& key) {
  const Field& field = *term.field;
  row.set(term.key, key.is_none() ? Value(false) : key);
  if ((field.is_relational() || field.name() == "id") && !key.is_none()) {
    const Model& model = field.is_relational() ? comodel_of(field) : *field.model;
    row.set(term.key, List{key, env.sudo()[model.name].browse(key.integer()).display_name()});
  }
  if (!is_date(field)) return key_domain(field, key);
  if (key.is_none()) set_range(row, term.key, false);
  if (key.is_integer()) return orm::term(field.name() + "." + term.granularity, "=", key);
  if (key.is_none()) return key_domain(field, key);
  const DateGroup group = date_group(env, term, key.text());
  row.set(term.key, group.label);
  set_range(row, term.key, Dict{{"from", group.from}, {"to", group.to}});
  return date_domain(field, group);
}

List written_out(const Value& domain);

// A domain within a domain is written out too; what holds always has a term of its own there.
Value written_out_term(const Value& term) {
  const List* parts = term.is_list() && term.list().size() == 3 ? &term.list() : nullptr;
  if (!parts || !(*parts)[2].is_list() || ((*parts)[1] != Value("any") && (*parts)[1] != Value("not any"))) return term;
  const List inside = written_out((*parts)[2]);
  return List{(*parts)[0], (*parts)[1], inside.empty() ? List{List{1, "=", 1}} : inside};
}

// The domain with every AND written out; otherwise as the client wrote it.
List written_out(const Value& domain) {
  List out;
  if (!domain.is_list()) return out;
  int expected = 1;
  for (const Value& token : domain.list()) {
    if (expected == 0) {
      out.insert(out.begin(), "&");
      expected = 1;
    }
    out.push_back(written_out_term(token));
    if (!token.is_text()) --expected;
    if (token == Value("&") || token == Value("|")) ++expected;
  }
  return out;
}

List both(List a, const List& b) {
  if (!a.empty() && !b.empty()) a.insert(a.begin(), "&");
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// 17.0 says of the group without a record which records the other groups are of.
Domain without_any(const Field& field, const std::vector<List>& rows, std::size_t at) {
  List keys;
  for (const List& row : rows)
    if (!row[at].is_none()) keys.push_back(row[at]);
  return term(field.name(), "not in", keys);
}

Dict shown_row(const GroupQuery& query, const Asked& asked, const std::vector<List>& rows, const List& values) {
  const Env env = query.model.env();
  Dict row;
  Domain domain = query.domain;
  List written = written_out(asked.domain);
  std::size_t at = 0;
  for (const GroupTerm& term : query.groups) {
    const bool is_without_any = values[at].is_none() && term.field->type() == FieldType::many2many;
    Domain of_group = show_key(env, row, term, values[at]);
    if (is_without_any && !env.since(Series::v18)) of_group = without_any(*term.field, rows, at);
    ++at;
    written = both(std::move(written), written_out(to_list(of_group)));
    domain = std::move(domain) & of_group;
  }
  for (const AggregateTerm& figure : query.aggregates) row.set(figure.key, values[at++]);
  const bool as_written = !env.since(Series::v19);
  row.set("__domain", query.groups.empty() ? asked.domain : Value(as_written ? written : to_list(domain)));
  if (asked.levels() < asked.groupby.size())
    row.set("__context", Dict{{"group_by", List(asked.groupby.begin() + 1, asked.groupby.end())}});
  return row;
}

}  // namespace

Value read_group(const RecordSet& self, const Arguments& arguments) {
  check_access(self.env(), self.model(), Operation::read);
  const Asked wanted = asked(arguments);
  const GroupQuery query = query_for(self.none(), wanted);
  List out;
  const std::vector<List> rows = filled(query, grouped_rows(query));
  for (const List& values : rows) out.push_back(shown_row(query, wanted, rows, values));
  return out;
}

}  // namespace paridoo::orm
