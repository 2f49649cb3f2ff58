#include "simulator/orm/domain_sql.h"

#include <algorithm>

#include "simulator/orm/domain_compile.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/order_sql.h"
#include "simulator/orm/own_access.h"
#include "simulator/orm/record_rules.h"
#include "simulator/orm/search_memory.h"
#include "simulator/orm/sql_text.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

// SQLite's parser keeps a stack of 100 entries: what nests deeper than this in a subselect is run on its own.
constexpr int nesting_max = 20;
// Up to here it does not matter where a condition stands.
constexpr int shallow_nesting = 5;

// Up to so many values stand in the statement itself: SQLite looks them up faster than those of a subselect.
constexpr std::size_t inline_max = 3;
// Longer chains become trees: SQLite refuses expressions that are 1000 levels deep.
constexpr std::size_t chain_max = 50;
// SQLite binds 250 000 values to a statement.
constexpr std::size_t parameters_max = 100'000;
// Of each model, as clients may write any.
constexpr std::size_t orderings_kept = 20;

int nesting(std::string_view text) {
  int level = 0, deepest = 0;
  for (const char c : text) {
    if (c == '(') deepest = std::max(deepest, ++level);
    if (c == ')') --level;
  }
  return deepest;
}

Sql chained(std::span<const Sql> parts, std::string_view conjunction) {
  if (parts.size() == 1) return parts.front();
  if (parts.size() > chain_max) {
    const std::size_t half = parts.size() / 2;
    return sql("(", chained(parts.first(half), conjunction), conjunction, chained(parts.subspan(half), conjunction),
               ")");
  }
  Sql out;
  for (const Sql& part : parts) {
    append(out, out.text.empty() ? std::string_view("(") : conjunction);
    append(out, part);
  }
  append(out, ")");
  return out;
}

// The deepest first: what stands to its left would take room on the parser's stack.
void put_deepest_first(std::vector<Sql>& parts) {
  auto deepest = parts.begin();
  int most = shallow_nesting;
  for (auto part = parts.begin(); part != parts.end(); ++part)
    if (const int level = nesting(part->text); level > most) {
      most = level;
      deepest = part;
    }
  std::rotate(parts.begin(), deepest, deepest + 1);
}

bool leaves_out_inactive(const RecordSet& model, const Domain& domain) {
  if (!model.model().active) return false;
  const Value* said = model.env().context().find("active_test");
  return (!said || *said) && !mentions(domain, model.model().active->name());
}

Sql condition(Compilation& compilation, const Source& source, const Domain& domain, bool active_test) {
  Domain normal = normal_form(source.model.model(), domain);
  if (active_test && leaves_out_inactive(source.model, normal))
    normal = std::move(normal) & term(source.model.model().active->name(), "=", true);
  return compile(compilation, source, normal);
}

}  // namespace

void Compilation::read(const Field& field) {
  if (field.name() != "id" && std::find(reads.begin(), reads.end(), &field) == reads.end()) reads.push_back(&field);
}

static void refuse_if_database_does(const Compilation& compilation) {
  if (compilation.refusal) throw Fault(*compilation.refusal);
}

void flush_reads(const Env& env, const Compilation& compilation) {
  refuse_if_database_does(compilation);
  env.transaction().flush_for(compilation.reads);
}

void look_up(const Env& env, Compilation& compilation) {
  compilation.is_lasting = false;
  flush_reads(env, compilation);
}

// Since 19.0 patterns have opposites, which hold for what is unset.
static Sql negation(Compilation& compilation, const Source& source, const Domain& negated) {
  const bool is_pattern = negated.comparison == "=like" || negated.comparison == "=ilike";
  if (negated.kind == Domain::Kind::leaf && is_pattern && source.env().since(Series::v19)) {
    Domain turned = negated;
    turned.comparison = "not " + negated.comparison;
    return compile(compilation, source, turned);
  }
  return sql("(NOT ", compile(compilation, source, negated), ")");
}

Sql compile(Compilation& compilation, const Source& source, const Domain& normal) {
  switch (normal.kind) {
    case Domain::Kind::all: return {.text = "1"};
    case Domain::Kind::none: return {.text = "0"};
    case Domain::Kind::leaf: return leaf_sql(compilation, source, normal);
    case Domain::Kind::negation: return negation(compilation, source, normal.parts.front());
    default: break;
  }
  std::vector<Sql> parts;
  parts.reserve(normal.parts.size());
  for (const Domain& part : normal.parts) parts.push_back(compile(compilation, source, part));
  put_deepest_first(parts);
  return chained(parts, normal.kind == Domain::Kind::both ? " AND " : " OR ");
}

namespace {

// The rules look past the rights of the user that they are about.
Sql within_rules(Compilation& compilation, const Source& rows, Sql where) {
  const auto rules = rule_domain(rows.env(), rows.model.model(), Operation::read);
  if (rules->kind == Domain::Kind::all) return where;
  compilation.is_lasting = false;
  return sql("(", where, " AND ", condition(compilation, {rows.model.sudo(), rows.alias}, *rules, false), ")");
}

}  // namespace

namespace {

List to_list(const Ids& ids) { return {ids.begin(), ids.end()}; }

Selection found_by_rules(Compilation& compilation, const RecordSet& model, const Domain& asked) {
  Source rows{model.none(), compilation.next_alias()};
  std::optional<Domain> instead;
  if (has_own_domains(model)) {
    instead = domain_of_search(model, asked);
    compilation.is_lasting = false;
  }
  const Domain& domain = instead ? *instead : asked;
  Sql where =
      is_plainly_false(domain) ? Sql{"0"} : within_rules(compilation, rows, condition(compilation, rows, domain, true));
  return {std::move(rows), std::move(where)};
}

}  // namespace

Selection selection(Compilation& compilation, const RecordSet& model, const Domain& domain) {
  if (!hides_found(model)) return found_by_rules(compilation, model, domain);
  compilation.is_lasting = false;
  Source rows{model.none(), compilation.next_alias()};
  Sql where = sql("(", rows.id(), " IN ", list_select(to_list(model.search(domain).ids())), ")");
  return {std::move(rows), std::move(where)};
}

Sql subselect(Compilation& compilation, const Selection& selection, const std::string& what) {
  const Source& rows = selection.rows;
  Sql select = sql("SELECT ", what, " FROM ", identifier(rows.model.model().table), " AS ", rows.alias, " WHERE ",
                   selection.where);
  if (nesting(select.text) <= nesting_max) return sql("(", select, ")");
  look_up(rows.env(), compilation);
  List values;
  rows.env().store().run(select.text, select.parameters, [&](const StoreRow& row) { values.push_back(row.value(0)); });
  return list_select(values);
}

Sql id_select(Compilation& compilation, const Selection& selection) {
  return subselect(compilation, selection, selection.rows.id());
}

Sql list_select(const List& values) {
  if (values.size() <= inline_max) {
    Sql list{.text = "(", .parameters = {}};
    for (const Value& value : values) append(list, sql(list.parameters.empty() ? "" : ", ", Bound{value}));
    return sql(list, ")");
  }
  return sql("(SELECT value FROM json_each(", Bound{to_json(values)}, "))");
}

Sql where_clause(const RecordSet& model, const Domain& domain, std::string_view alias, bool active_test) {
  Compilation compilation;
  // Aliases of our own must not meet the caller's.
  compilation.aliases = 100;
  Sql where = condition(compilation, {model.none(), std::string(alias)}, domain, active_test);
  flush_reads(model.env(), compilation);
  return where;
}

namespace {

// Aliases of its own: those of the conditions are as many as they happen to be.
constexpr int aliases_of_orders = 1000;

// The order is written out once for each model, and for each order that was asked for.
Ordering ordering_of_search(Compilation& compilation, const Source& rows, std::string_view order) {
  auto& known = rows.env().transaction().searches().orderings[&rows.model.model()];
  const auto found = std::ranges::find(known, order, &KnownOrdering::order);
  if (found != known.end()) {
    for (const Field* field : found->reads) compilation.read(*field);
    return found->ordering;
  }
  Compilation own{.aliases = aliases_of_orders};
  Ordering ordering = ordering_sql(own, rows, order);
  for (const Field* field : own.reads) compilation.read(*field);
  if (!compilation.refusal) compilation.refusal = own.refusal;
  if (own.is_lasting && !own.refusal && known.size() < orderings_kept)
    known.push_back({.order = std::string(order), .ordering = ordering, .reads = std::move(own.reads)});
  else
    compilation.is_lasting = false;
  return ordering;
}

}  // namespace

PreparedSearch prepared_search(const RecordSet& model, const Domain& domain, std::string_view order) {
  Compilation compilation;
  const Selection found = found_by_rules(compilation, model, domain);
  const Ordering ordering = ordering_of_search(compilation, found.rows, order);
  Sql select = sql("SELECT ", found.rows.id(), " FROM ", identifier(model.model().table), " AS ", found.rows.alias,
                   ordering.joins, " WHERE ", found.where);
  if (!ordering.terms.text.empty()) append(select, sql(" ORDER BY ", ordering.terms));
  if (select.parameters.size() > parameters_max) throw not_simulated("a search with more than 100000 values");
  refuse_if_database_does(compilation);
  return {.sql = std::move(select), .reads = std::move(compilation.reads), .is_lasting = compilation.is_lasting};
}

Sql search_sql(const RecordSet& model, const Domain& domain, std::string_view order) {
  PreparedSearch search = prepared_search(model, domain, order);
  model.env().transaction().flush_for(search.reads);
  return std::move(search.sql);
}

}  // namespace paridoo::orm
