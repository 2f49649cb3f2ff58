// Texts are ordered by their bytes: Odoo makes its databases with LC_COLLATE 'C', and the recorded lists of countries
// ("Sweden", ..., "Åland Islands") show it. That is SQLite's own order too.
#include "simulator/orm/order_sql.h"

#include <algorithm>
#include <cctype>

#include "simulator/orm/fault.h"
#include "simulator/orm/sql_text.h"

namespace paridoo::orm {

namespace {

using Nulls = WrittenOrderTerm::Nulls;

Nulls turned(Nulls nulls) {
  return nulls == Nulls::unsaid ? nulls : nulls == Nulls::first ? Nulls::last : Nulls::first;
}

// PostgreSQL takes NULL for the greatest value, SQLite for the least.
bool puts_nulls_first(bool descending, Nulls nulls) {
  return nulls == Nulls::unsaid ? descending : nulls == Nulls::first;
}

// A flag that has no column, but can be searched by: records are ordered by whether a search finds them.
bool is_searched_flag(const Field& field) {
  return field.type() == FieldType::boolean && !field.is_kept() && !field.is_related() && field.search;
}

// 17.0 leaves out, with a word in its log, what it cannot order by.
bool is_left_out(const Env& env, const Field& field) {
  return !env.since(Series::v18) && !is_inherited(field) && (!field.is_kept() || field.is_x2many());
}

class Orderer {
 public:
  Orderer(Compilation& compilation, const Source& root, Ordering& out)
      : compilation_(compilation), root_(root), out_(out) {}

  void add(std::string_view order) { add(root_, order, false); }

 private:
  void add(const Source& source, std::string_view order, bool reversed) {
    for (const WrittenOrderTerm& term : written_order(order)) add(source, term, reversed);
  }

  void add(const Source& source, const WrittenOrderTerm& term, bool reversed) {
    const Field& field = source.model.model().at(term.field);
    if (is_left_out(source.env(), field)) return;
    const bool descending = term.descending != reversed;
    const Nulls nulls = reversed ? turned(term.nulls) : term.nulls;
    if (field.type() == FieldType::many2one)
      add_many2one(source, field, term, descending, nulls);
    else
      add_value(source, field, term, descending, nulls);
  }

  void add_value(const Source& source, const Field& field, const WrittenOrderTerm& term, bool descending, Nulls nulls) {
    if (!term.property.empty())
      throw value_error("Invalid field '" + term.field + "." + term.property + "' on model '" + field.model->name +
                        "'");
    Sql value = is_searched_flag(field) ? leaf_sql(compilation_, source, orm::term(field.name(), "=", true))
                                        : field_sql(compilation_, source, field);
    if (field.type() == FieldType::boolean) value = sql("COALESCE(", value, ", 0)");
    put(value, descending, nulls, field.name() == "id" && source.alias == root_.alias);
  }

  // By what the comodel's records are ordered by, unless that is their id.
  void add_many2one(const Source& source, const Field& field, const WrittenOrderTerm& term, bool descending,
                    Nulls nulls) {
    if (std::find(seen_.begin(), seen_.end(), &field) != seen_.end()) return;
    if (!term.property.empty() && term.property != "id")
      throw value_error("Invalid field '" + term.name() + "' on model '" + field.model->name + "'");
    const Sql value = field_sql(compilation_, source, field);
    // Of a model that is not simulated there are no records to tell the order of, only those that the facts point to.
    if (!field.comodel) return put(value, descending, nulls, false);
    const std::string_view own = field.comodel->facts->order;
    if (term.property == "id" || own == "id") return put(value, descending, nulls, false);
    if (nulls != Nulls::unsaid)
      put(sql("(", value, nulls == Nulls::first ? " IS NOT NULL)" : " IS NULL)"), false, Nulls::unsaid, true);
    const Source joined{source.env()[field.comodel->name], compilation_.next_alias()};
    append(out_.joins, sql(" LEFT JOIN ", identifier(field.comodel->table), " AS ", joined.alias, " ON ", joined.id(),
                           " = ", value));
    seen_.push_back(&field);
    add(joined, own, descending);
    seen_.pop_back();
  }

  void put(const Sql& value, bool descending, Nulls nulls, bool never_null) {
    if (!out_.terms.text.empty()) append(out_.terms, ", ");
    append(out_.terms, sql(value, descending ? " DESC" : " ASC"));
    if (!never_null) append(out_.terms, puts_nulls_first(descending, nulls) ? " NULLS FIRST" : " NULLS LAST");
  }

  Compilation& compilation_;
  const Source& root_;
  Ordering& out_;
  std::vector<const Field*> seen_ = {};
};

// --- reading an order as it is written

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// One term: field[.property][:aggregate] [asc|desc] [nulls first|nulls last]
class TermReader {
 public:
  explicit TermReader(std::string_view text) : rest_(text) {}

  // Whether the whole text was a term.
  bool read(WrittenOrderTerm& out) {
    skip_blanks();
    out.field = name();
    if (out.field.empty()) return false;
    if (take('.') && (out.property = word()).empty()) return false;
    if (take(':') && (out.aggregate = word()).empty()) return false;
    out.descending = keyword("desc");
    if (!out.descending) keyword("asc");
    if (keyword("nulls first"))
      out.nulls = Nulls::first;
    else if (keyword("nulls last"))
      out.nulls = Nulls::last;
    skip_blanks();
    return rest_.empty();
  }

 private:
  void skip_blanks() {
    while (!rest_.empty() && std::isspace(static_cast<unsigned char>(rest_.front()))) rest_.remove_prefix(1);
  }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  std::string word() {
    const std::size_t length =
        static_cast<std::size_t>(std::find_if_not(rest_.begin(), rest_.end(), is_word) - rest_.begin());
    const std::string out(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return out;
  }

  // A quoted name is well-formed, and no field of any model.
  std::string name() {
    if (!take('"')) return word();
    const std::string inside = word();
    return !inside.empty() && take('"') ? '"' + inside + '"' : std::string();
  }

  // Taken only if blanks stand before it.
  bool keyword(std::string_view wanted) {
    std::string_view ahead = rest_;
    while (!ahead.empty() && std::isspace(static_cast<unsigned char>(ahead.front()))) ahead.remove_prefix(1);
    if (ahead.size() == rest_.size() || ahead.size() < wanted.size()) return false;
    const bool same = std::equal(wanted.begin(), wanted.end(), ahead.begin(),
                                 [](char a, char b) { return a == std::tolower(static_cast<unsigned char>(b)); });
    if (!same || (ahead.size() > wanted.size() && is_word(ahead[wanted.size()]))) return false;
    rest_ = ahead.substr(wanted.size());
    return true;
  }

  std::string_view rest_;
};

}  // namespace

std::string WrittenOrderTerm::name() const {
  return field + (property.empty() ? "" : "." + property) + (aggregate.empty() ? "" : ":" + aggregate);
}

std::vector<WrittenOrderTerm> written_order(std::string_view order) {
  std::vector<WrittenOrderTerm> terms;
  for (std::size_t from = 0; from <= order.size();) {
    const std::size_t comma = std::min(order.find(',', from), order.size());
    if (!TermReader(order.substr(from, comma - from)).read(terms.emplace_back()))
      throw user_error("Invalid \"order\" (" + std::string(order) +
                       "): an order is a list of field names, each with \"asc\" or \"desc\" if need be");
    from = comma + 1;
  }
  return terms;
}

std::vector<OrderTerm> parse_order(const Model& model, std::string_view order) {
  std::vector<OrderTerm> terms;
  if (order.empty()) return terms;
  for (const WrittenOrderTerm& written : written_order(order))
    terms.push_back({.field = &model.at(written.field),
                     .descending = written.descending,
                     .nulls_first = puts_nulls_first(written.descending, written.nulls)});
  return terms;
}

Ordering ordering_sql(Compilation& compilation, const Source& source, std::string_view order) {
  Ordering out;
  if (order.empty()) order = source.model.model().facts->order;
  if (!order.empty()) Orderer(compilation, source, out).add(order);
  return out;
}

}  // namespace paridoo::orm
