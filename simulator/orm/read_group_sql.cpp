// The SQL of a read_group, and what its rows hold.
#include <algorithm>
#include <array>

#include "simulator/orm/comodel.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/grouping.h"
#include "simulator/orm/json_text.h"
#include "simulator/orm/order_sql.h"
#include "simulator/orm/sql_text.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

namespace {

bool collects(const AggregateTerm& aggregate) {
  return aggregate.function == "array_agg" || aggregate.function == "recordset";
}

Sql aggregate_sql(Compilation& compilation, const Source& source, const AggregateTerm& aggregate) {
  if (!aggregate.field) return {"COUNT(*)"};
  const Sql value = field_sql(compilation, source, *aggregate.field);
  const std::string& function = aggregate.function;
  if (function == "count_distinct") return sql("COUNT(DISTINCT ", value, ")");
  if (function == "bool_and") return sql("MIN(", value, ")");
  if (function == "bool_or") return sql("MAX(", value, ")");
  // In the order of the ids, which SQLite does not promise: the ids come along.
  if (collects(aggregate)) return sql("json_group_array(json_array(", source.id(), ", ", value, "))");
  return sql(function, "(", value, ")");
}

class Query {
 public:
  explicit Query(const GroupQuery& query) : query_(query), found_(selection(compilation_, query.model, query.domain)) {}

  Sql compile() {
    Sql columns;
    for (const GroupTerm& group : query_.groups) add(columns, key_sql(group));
    for (const AggregateTerm& one : query_.aggregates) add(columns, aggregate_sql(compilation_, rows(), one));
    if (!query_.groups.empty()) add_order();
    const Sql having = query_.having.empty() ? Sql{} : sql(" HAVING ", having_sql());
    Sql select = sql("SELECT ", columns, " FROM ", identifier(query_.model.model().table), " AS ", rows().alias, joins_,
                     " WHERE ", found_.where);
    if (!query_.groups.empty()) append(select, " GROUP BY " + places());
    append(select, having);
    if (!order_.text.empty()) append(select, sql(" ORDER BY ", order_));
    if (query_.limit || query_.offset)
      append(select, sql(" LIMIT ", Bound{query_.limit ? query_.limit : -1}, " OFFSET ", Bound{query_.offset}));
    flush_reads(query_.model.env(), compilation_);
    return select;
  }

 private:
  const Source& rows() const { return found_.rows; }

  static void add(Sql& list, const Sql& one) {
    if (!list.text.empty()) append(list, ", ");
    append(list, one);
  }

  // "1, 2, 3": the keys are the first columns.
  std::string places() const {
    std::string out;
    for (std::size_t at = 1; at <= query_.groups.size(); ++at) out += (out.empty() ? "" : ", ") + std::to_string(at);
    return out;
  }

  Sql key_sql(const GroupTerm& group) {
    Source source = rows();
    for (const Field* step : group.through) source = joined(source, *step);
    return key_sql(source, group);
  }

  Source joined(const Source& source, const Field& step) {
    const Sql link = field_sql(compilation_, source, step);
    Source next{source.env()[comodel_of(step).name], compilation_.next_alias()};
    append(joins_,
           sql(" LEFT JOIN ", identifier(step.comodel->table), " AS ", next.alias, " ON ", next.id(), " = ", link));
    return next;
  }

  Sql key_sql(const Source& source, const GroupTerm& group) {
    const Field& field = *group.field;
    if (field.type() == FieldType::many2many) return link_sql(source, field);
    if (is_date(field)) return date_key(compilation_, source, field, group.granularity);
    const Sql value = field_sql(compilation_, source, field);
    return field.type() == FieldType::boolean ? sql("COALESCE(", value, ", 0)") : value;
  }

  // A record is in the group of each record that it is linked to.
  Sql link_sql(const Source& source, const Field& field) {
    if (!field.is_kept()) throw value_error("Group by non-stored many2many field: '" + field.name() + "'");
    compilation_.read(field);
    const std::string alias = compilation_.next_alias();
    append(joins_, " LEFT JOIN " + identifier(field.relation_table.table) + " AS " + alias + " ON " + alias + "." +
                       identifier(field.relation_table.column) + " = " + source.id());
    return {alias + "." + identifier(field.relation_table.other_column)};
  }

  // The condition on figures, read backwards: a stack of what is known so far.
  Sql having_sql() {
    std::vector<Sql> stack;
    const auto pop = [&] {
      if (stack.empty()) throw Fault(FaultKind::index_error, "pop from empty list");
      Sql top = std::move(stack.back());
      stack.pop_back();
      return top;
    };
    const auto joined_pair = [&](std::string_view word) {
      const Sql left = pop();
      stack.push_back(sql("(", left, word, pop(), ")"));
    };
    for (auto item = query_.having.rbegin(); item != query_.having.rend(); ++item) {
      if (*item == Value("!"))
        stack.push_back(sql("(NOT ", pop(), ")"));
      else if (*item == Value("&") || *item == Value("|"))
        joined_pair(*item == Value("&") ? " AND " : " OR ");
      else
        stack.push_back(having_clause(*item));
    }
    while (stack.size() > 1) joined_pair(" AND ");
    return stack.front();
  }

  Sql having_clause(const Value& item) {
    static constexpr std::array<std::string_view, 8> supported = {"in", "not in", "<", ">", "<=", ">=", "=", "!="};
    if (!item.is_list() || item.list().size() != 3 || !item.list()[0].is_text() || !item.list()[1].is_text())
      throw value_error("Invalid having clause " + repr(item) + ": it should be a domain-like clause");
    const std::string& comparison = item.list()[1].text();
    if (std::find(supported.begin(), supported.end(), comparison) == supported.end())
      throw value_error("Invalid having clause " + repr(item) + ": this comparator is not supported");
    const Sql figure =
        aggregate_sql(compilation_, rows(), aggregate_term(query_.model.model(), "", item.list()[0].text()));
    const Value& operand = item.list()[2];
    return operand.is_list() ? sql("(", figure, " ", comparison, " ", list_select(operand.list()), ")")
                             : sql("(", figure, " ", comparison, " ", Bound{operand}, ")");
  }

  void add_order() {
    for (const WrittenOrderTerm& term : written_order(query_.order)) add_order(term);
  }

  void add_order(const WrittenOrderTerm& term) {
    const auto group = std::find_if(query_.groups.begin(), query_.groups.end(),
                                    [&](const GroupTerm& one) { return one.spec == term.name(); });
    if (group == query_.groups.end()) return add_value_order(figure(term), term);
    const Field& field = *group->field;
    const bool is_own = group->through.empty();
    if (is_own && field.type() == FieldType::many2one && field.comodel && field.comodel->facts->order != "id")
      return add_record_order(term);
    add_value_order({std::to_string(group - query_.groups.begin() + 1)}, term);
  }

  Sql figure(const WrittenOrderTerm& term) {
    try {
      return aggregate_sql(compilation_, rows(), aggregate_term(query_.model.model(), "", term.name()));
    } catch (const Fault& fault) {
      if (fault.kind() != FaultKind::value_error) throw;
      throw value_error("Order term '" + term.name() + "' is not a valid aggregate nor valid groupby");
    }
  }

  void add_value_order(const Sql& value, const WrittenOrderTerm& term) {
    using Nulls = WrittenOrderTerm::Nulls;
    const bool nulls_first = term.nulls == Nulls::unsaid ? term.descending : term.nulls == Nulls::first;
    add(order_, sql(value, term.descending ? " DESC" : " ASC", nulls_first ? " NULLS FIRST" : " NULLS LAST"));
  }

  // Groups of records stand in the order of the records.
  void add_record_order(const WrittenOrderTerm& term) {
    using Nulls = WrittenOrderTerm::Nulls;
    const std::string nulls = term.nulls == Nulls::unsaid  ? ""
                              : term.nulls == Nulls::first ? " nulls first"
                                                           : " nulls last";
    const Ordering ordering =
        ordering_sql(compilation_, rows(), term.field + (term.descending ? " desc" : " asc") + nulls);
    append(joins_, ordering.joins);
    if (!ordering.terms.text.empty()) add(order_, ordering.terms);
  }

  const GroupQuery& query_;
  Compilation compilation_ = {};
  Selection found_;
  Sql joins_ = {};
  Sql order_ = {};
};

// --- what the rows hold

Value key_value(const GroupTerm& group, const StoreRow& row, int column) {
  if (row.is_null(column)) return {};
  if (group.field->type() == FieldType::boolean) return row.integer(column) != 0;
  return row.value(column);
}

// Pairs of id and value: the values in the order of the ids.
List collected(std::string_view json) {
  List pairs = from_json(json).list();
  std::stable_sort(pairs.begin(), pairs.end(), [](const Value& a, const Value& b) {
    return a.list().front().integer() < b.list().front().integer();
  });
  List values;
  for (const Value& pair : pairs) values.push_back(pair.list().back());
  return values;
}

bool is_truth(const AggregateTerm& aggregate) {
  if (aggregate.function.starts_with("bool_")) return true;
  const bool keeps_type = aggregate.function == "max" || aggregate.function == "min";
  return keeps_type && aggregate.field->type() == FieldType::boolean;
}

// PostgreSQL adds up decimals, SQLite binary floats: what they leave behind the decimals goes.
bool is_decimal(const Field& field) {
  return field.type() == FieldType::monetary || (field.type() == FieldType::real && field.facts->digits >= 0);
}

Value figure_value(const AggregateTerm& aggregate, const StoreRow& row, int column) {
  if (row.is_null(column)) return empty_figure(aggregate);
  if (collects(aggregate)) return collected(row.text(column));
  if (is_truth(aggregate)) return row.integer(column) != 0;
  const Value value = row.value(column);
  if (!value.is_real() || aggregate.function != "sum" || !is_decimal(*aggregate.field)) return value;
  return float_round(value.number(), digits(10));
}

}  // namespace

Value empty_figure(const AggregateTerm& aggregate) {
  if (aggregate.function == "count" || aggregate.function == "count_distinct") return 0;
  return collects(aggregate) ? Value(List{}) : Value(false);
}

std::vector<List> grouped_rows(const GroupQuery& query) {
  std::vector<List> rows;
  if (is_plainly_false(query.domain)) {
    if (!query.groups.empty()) return rows;
    for (List& row = rows.emplace_back(); const AggregateTerm& one : query.aggregates) row.push_back(empty_figure(one));
    return rows;
  }
  const Sql select = Query(query).compile();
  query.model.env().store().run(select.text, select.parameters, [&](const StoreRow& row) {
    List values;
    int column = 0;
    for (const GroupTerm& group : query.groups) values.push_back(key_value(group, row, column++));
    for (const AggregateTerm& one : query.aggregates) values.push_back(figure_value(one, row, column++));
    rows.push_back(std::move(values));
  });
  return rows;
}

}  // namespace paridoo::orm
