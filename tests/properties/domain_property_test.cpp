// What a random domain finds, in SQL and by filtered_domain, against an evaluator that is written here: over plain
// structs, with sets, and without a look at the simulator's own code.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "simulator/orm/domain.h"
#include "tests/support/library.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::Domain;
using orm::Id;
using orm::Ids;
using orm::List;
using orm::term;
using orm::Value;

struct Author {
  std::optional<std::string> name;
  std::optional<bool> active;
  std::optional<std::size_t> parent;  // of the authors before it
};
struct Tag {
  std::string name;
  bool active;
};
struct Book {
  std::optional<std::string> name;
  std::optional<int> pages;
  std::optional<double> rating;
  std::optional<bool> lent;
  std::optional<std::string> kind;
  std::optional<std::string> published;
  std::optional<std::size_t> author;
  std::set<std::size_t> tags;
};
struct Shelves {
  std::vector<Author> authors;
  std::vector<Tag> tags;
  std::vector<Book> books;
};

// --- making them

const std::vector<std::string> names = {"", "Ann", "ann", "Bob_50%", "50 Bobs", "Zoë", "ZOË", "a\\b"};
const std::vector<std::string> kinds = {"novel", "poem"};
const std::vector<std::string> days = {"2025-12-31", "2026-01-01", "2026-06-15"};

template <class T>
rc::Gen<std::optional<T>> maybe(rc::Gen<T> gen) {
  return rc::gen::weightedOneOf<std::optional<T>>(
      {{1, rc::gen::just(std::optional<T>())},
       {3, rc::gen::map(gen, [](T value) { return std::optional<T>(value); })}});
}

rc::Gen<std::optional<std::size_t>> place_below(std::size_t count) {
  return count == 0 ? rc::gen::just(std::optional<std::size_t>()) : maybe(rc::gen::inRange<std::size_t>(0, count));
}

Author make_author(std::size_t before) {
  return {*maybe(rc::gen::elementOf(names)), *maybe(rc::gen::arbitrary<bool>()), *place_below(before)};
}

Book make_book(std::size_t authors, std::size_t tags) {
  Book book{.name = *maybe(rc::gen::elementOf(names)),
            .pages = *maybe(rc::gen::inRange(-2, 3)),
            .rating = *maybe(rc::gen::element(-0.5, 0.0, 1.25)),
            .lent = *maybe(rc::gen::arbitrary<bool>()),
            .kind = *maybe(rc::gen::elementOf(kinds)),
            .published = *maybe(rc::gen::elementOf(days)),
            .author = *place_below(authors),
            .tags = {}};
  for (std::size_t tag = 0; tag < tags; ++tag)
    if (*rc::gen::arbitrary<bool>()) book.tags.insert(tag);
  return book;
}

Shelves make_shelves() {
  Shelves shelves;
  const auto authors = *rc::gen::inRange(0, 5), tags = *rc::gen::inRange(0, 4), books = *rc::gen::inRange(1, 7);
  for (int at = 0; at < authors; ++at) shelves.authors.push_back(make_author(shelves.authors.size()));
  for (int at = 0; at < tags; ++at) shelves.tags.push_back({*rc::gen::elementOf(names), *rc::gen::arbitrary<bool>()});
  for (int at = 0; at < books; ++at) shelves.books.push_back(make_book(shelves.authors.size(), shelves.tags.size()));
  return shelves;
}

// --- putting them into the store: the id of a record is its place plus one

template <class T>
Value column(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}
Value reference(const std::optional<std::size_t>& place) { return place ? Value(*place + 1) : Value(); }

void put(tests::Library& library, const Shelves& shelves) {
  for (const Author& author : shelves.authors)
    library.author(
        {{"name", column(author.name)}, {"active", column(author.active)}, {"parent_id", reference(author.parent)}});
  for (const Tag& tag : shelves.tags) library.tag({{"name", tag.name}, {"active", tag.active}});
  for (const Book& book : shelves.books) {
    const Id id = library.book({{"name", column(book.name)},
                                {"pages", column(book.pages)},
                                {"rating", column(book.rating)},
                                {"lent", column(book.lent)},
                                {"kind", column(book.kind)},
                                {"published", column(book.published)},
                                {"author_id", reference(book.author)}});
    for (const std::size_t tag : book.tags) library.put_tag(id, static_cast<Id>(tag) + 1);
  }
}

// The store's rows, for the log of a failure.
std::string described(const Shelves& shelves) {
  List rows;
  for (const Author& author : shelves.authors)
    rows.push_back(List{"author", column(author.name), column(author.active), reference(author.parent)});
  for (const Tag& tag : shelves.tags) rows.push_back(List{"tag", tag.name, tag.active});
  for (const Book& book : shelves.books)
    rows.push_back(List{"book", column(book.name), column(book.pages), column(book.rating), column(book.lent),
                        column(book.kind), column(book.published), reference(book.author),
                        List(book.tags.begin(), book.tags.end())});
  return repr(rows);
}

// --- random domains. `active` is left to the unit tests: conditions on it change what others mean.

enum class About { book, author, tag };

// Operands as clients mean them: comparisons that Odoo itself refuses or mends are not here.
Value some_text() {
  return *rc::gen::weightedElement<Value>(
      {{1, false}, {2, "Ann"}, {2, "bob"}, {2, "50%"}, {1, "b_5"}, {1, "zoë"}, {1, ""}});
}

Domain text_leaf(const std::string& field) {
  const std::string comparison = *rc::gen::element<std::string>("=", "!=", "in", "not in", "like", "ilike", "not like",
                                                                "not ilike", "=like", "=ilike", "<", ">=", "=?");
  if (comparison == "in" || comparison == "not in") return term(field, comparison, List{some_text(), some_text()});
  Value operand = some_text();
  const bool needs_text = comparison.front() == '<' || comparison.front() == '>' || comparison.ends_with("like");
  if (needs_text && !operand) operand = "Ann";
  return term(field, comparison, operand);
}

Domain number_leaf(const std::string& field, const std::vector<Value>& pool) {
  const std::string comparison = *rc::gen::element<std::string>("=", "!=", "<", "<=", ">", ">=", "in", "not in", "=?");
  if (comparison == "in" || comparison == "not in")
    return term(field, comparison, List{*rc::gen::elementOf(pool), *rc::gen::elementOf(pool)});
  return term(field, comparison, *rc::gen::elementOf(pool));
}

Domain day_leaf() {
  const std::string comparison = *rc::gen::element<std::string>("=", "!=", "<", "<=", ">", ">=", "in");
  const std::string day = *rc::gen::elementOf(days);
  if (comparison == "in") return term("published", comparison, List{day, false});
  const bool unset = (comparison == "=" || comparison == "!=") && *rc::gen::arbitrary<bool>();
  return term("published", comparison, unset ? Value(false) : Value(day));
}

Domain boolean_leaf(const std::string& field) {
  return term(field, *rc::gen::element<std::string>("=", "!="), *rc::gen::arbitrary<bool>());
}

Domain choice_leaf() {
  const std::string comparison = *rc::gen::element<std::string>("=", "!=", "in", "not in");
  const Value one = *rc::gen::element<Value>("novel", "poem", false);
  if (comparison.ends_with("in")) return term("kind", comparison, List{one, "poem"});
  return term("kind", comparison, one);
}

Domain link_leaf(const std::string& field) {
  const std::string comparison = *rc::gen::element<std::string>("=", "!=", "in", "not in");
  const Value one = *rc::gen::inRange(1, 4);
  if (comparison.ends_with("in")) return term(field, comparison, List{one, *rc::gen::inRange(1, 6)});
  return term(field, comparison, *rc::gen::arbitrary<bool>() ? one : Value(false));
}

Domain leaf_of(About about, int depth);

Domain under(const std::string& field, About about, int depth) {
  const Domain inside = leaf_of(about, depth - 1);
  const bool leaf_has_path =
      inside.kind == Domain::Kind::leaf && inside.comparison != "any" && inside.comparison != "not any";
  if (leaf_has_path && *rc::gen::arbitrary<bool>())
    return term(field + "." + inside.path, inside.comparison, inside.operand);
  return term(field, *rc::gen::element<std::string>("any", "not any"), to_list(inside));
}

Domain book_leaf(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 10 : 8)) {
    case 0: return text_leaf("name");
    case 1: return number_leaf("pages", {-1, 0, 2, false});
    case 2: return number_leaf("rating", {-0.5, 0.0, 1.25, false});
    case 3: return boolean_leaf("lent");
    case 4: return choice_leaf();
    case 5: return day_leaf();
    case 6: return link_leaf("author_id");
    case 7: return link_leaf("tag_ids");
    case 8: return under("author_id", About::author, depth);
    default: return under("tag_ids", About::tag, depth);
  }
}

Domain author_leaf(int depth) {
  switch (*rc::gen::inRange(0, depth > 0 ? 6 : 3)) {
    case 0: return text_leaf("name");
    case 1: return link_leaf("parent_id");
    case 2: return link_leaf("book_ids");
    case 3: return under("parent_id", About::author, depth);
    case 4: return under("child_ids", About::author, depth);
    default: return under("book_ids", About::book, depth);
  }
}

Domain leaf_of(About about, int depth) {
  if (about == About::book) return book_leaf(depth);
  return about == About::author ? author_leaf(depth) : text_leaf("name");
}

Domain make_domain(About about, int depth) {
  if (depth == 0) return leaf_of(about, 2);
  switch (*rc::gen::inRange(0, 4)) {
    case 0: return make_domain(about, depth - 1) & make_domain(about, depth - 1);
    case 1: return make_domain(about, depth - 1) | make_domain(about, depth - 1);
    case 2: return !make_domain(about, depth - 1);
    default: return leaf_of(about, 2);
  }
}

// --- the naive evaluator

// Unset, false or true: a comparison with nothing is neither true nor false, until somebody asks.
using Truth = std::optional<bool>;
Truth negated(Truth truth) { return truth ? Truth(!*truth) : truth; }

// What a record holds under a name.
struct Cell {
  enum class Kind { text, number, truth, choice, link, links } kind;
  Value value = {};  // None if unset
  std::vector<std::size_t> targets = {};
  About target = About::book;
};

// LIKE by trying every way to read the pattern.
bool like(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '%') return like(text, pattern.substr(1)) || (!text.empty() && like(text.substr(1), pattern));
  const bool escaped = pattern.front() == '\\' && pattern.size() > 1;
  if (text.empty()) return false;
  const bool same = escaped ? text.front() == pattern[1] : pattern.front() == '_' || text.front() == pattern.front();
  return same && like(text.substr(1), pattern.substr(escaped ? 2 : 1));
}

// Lower case for the few letters that the names have.
std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  for (std::size_t at; (at = text.find("Ë")) != std::string::npos;) text.replace(at, 2, "ë");
  return text;
}

class Evaluator {
 public:
  // In a search "not" turns the comparisons, and unknown stays unknown; in a filter it turns the result.
  Evaluator(const Shelves& shelves, bool searching) : shelves_(shelves), searching_(searching) {}

  Ids matches(About about, const Domain& domain) const {
    Ids ids;
    for (std::size_t at = 0; at < size(about); ++at)
      if (holds(about, at, domain)) ids.push_back(static_cast<Id>(at) + 1);
    return ids;
  }

 private:
  std::size_t size(About about) const {
    return about == About::book     ? shelves_.books.size()
           : about == About::author ? shelves_.authors.size()
                                    : shelves_.tags.size();
  }

  bool is_active(About about, std::size_t at) const {
    if (sees_inactive_) return true;
    if (about == About::author) return shelves_.authors[at].active.value_or(false);
    return about == About::book || shelves_.tags[at].active;
  }

  bool holds(About about, std::size_t at, const Domain& domain) const {
    return truth(about, at, domain, false).value_or(false);
  }

  Truth truth(About about, std::size_t at, const Domain& domain, bool turned) const {
    using Kind = Domain::Kind;
    switch (domain.kind) {
      case Kind::all: return !turned;
      case Kind::none: return turned;
      case Kind::leaf: return leaf_truth(about, at, domain, turned);
      case Kind::negation:
        if (searching_) return truth(about, at, domain.parts[0], !turned);
        return !holds(about, at, domain.parts[0]);
      default: break;
    }
    const bool both = (domain.kind == Kind::both) != turned;
    bool out = both;
    for (const Domain& part : domain.parts) {
      const bool one = truth(about, at, part, turned).value_or(false);
      out = both ? out && one : out || one;
    }
    return out;
  }

  // --- cells

  std::vector<std::size_t> books_of(std::size_t author) const {
    std::vector<std::size_t> out;
    for (std::size_t book = 0; book < shelves_.books.size(); ++book)
      if (shelves_.books[book].author == author) out.push_back(book);
    return out;
  }
  std::vector<std::size_t> children_of(std::size_t author) const {
    std::vector<std::size_t> out;
    for (std::size_t child = 0; child < shelves_.authors.size(); ++child)
      if (shelves_.authors[child].parent == author) out.push_back(child);
    return out;
  }

  static Cell single(const std::optional<std::size_t>& place, About target) {
    Cell cell{Cell::Kind::link, reference(place), {}, target};
    if (place) cell.targets = {*place};
    return cell;
  }

  Cell cell(About about, std::size_t at, const std::string& name) const {
    if (about == About::tag) return {Cell::Kind::text, shelves_.tags[at].name};
    if (about == About::author) {
      const Author& author = shelves_.authors[at];
      if (name == "name") return {Cell::Kind::text, column(author.name)};
      if (name == "parent_id") return single(author.parent, About::author);
      if (name == "child_ids") return {Cell::Kind::links, {}, children_of(at), About::author};
      return {Cell::Kind::links, {}, books_of(at), About::book};
    }
    const Book& book = shelves_.books[at];
    if (name == "name") return {Cell::Kind::text, column(book.name)};
    if (name == "pages") return {Cell::Kind::number, Value(book.pages.value_or(0))};
    if (name == "rating") return {Cell::Kind::number, Value(book.rating.value_or(0))};
    if (name == "lent") return {Cell::Kind::truth, Value(book.lent.value_or(false))};
    if (name == "kind") return {Cell::Kind::choice, column(book.kind)};
    if (name == "published") return {Cell::Kind::choice, column(book.published)};
    if (name == "author_id") return single(book.author, About::author);
    return {Cell::Kind::links, {}, {book.tags.begin(), book.tags.end()}, About::tag};
  }

  // --- leaves

  // What "in" and "=" look at: a text that is empty is no text, a number that is unset is 0.
  bool is_among(const Cell& cell, const List& wanted) const {
    return std::any_of(wanted.begin(), wanted.end(), [&](const Value& one) {
      const bool empty = cell.value.is_none() || (cell.kind == Cell::Kind::text && cell.value == Value(""));
      const bool asks_for_empty = one.is_unset() || (cell.kind == Cell::Kind::text && one == Value(""));
      if (cell.kind == Cell::Kind::number || cell.kind == Cell::Kind::truth)
        return one.is_unset() ? cell.value.number() == 0 : cell.value == one;
      return empty || asks_for_empty ? empty && asks_for_empty : cell.value == one;
    });
  }

  // In a search a record is linked to inactive ones as well; lines that are inactive are no lines.
  std::vector<std::size_t> visible(const Cell& cell, bool asks_for_any) const {
    std::vector<std::size_t> out;
    for (const std::size_t target : cell.targets)
      if (is_active(cell.target, target) || (searching_ && !asks_for_any)) out.push_back(target);
    return out;
  }

  bool is_linked(const Cell& cell, const List& wanted) const {
    const bool lines = cell.target != About::tag;
    return std::any_of(wanted.begin(), wanted.end(), [&](const Value& one) {
      const std::vector<std::size_t> seen = visible(cell, one.is_unset() && lines);
      if (one.is_unset()) return seen.empty();
      return std::find(seen.begin(), seen.end(), static_cast<std::size_t>(one.integer() - 1)) != seen.end();
    });
  }

  // A search that goes through a many2one sees inactive records from there on.
  bool any(const Cell& cell, const Domain& inside) const {
    Evaluator beyond = *this;
    beyond.sees_inactive_ = sees_inactive_ || (searching_ && cell.kind == Cell::Kind::link);
    return std::any_of(cell.targets.begin(), cell.targets.end(), [&](std::size_t target) {
      const bool seen = cell.kind == Cell::Kind::link || is_active(cell.target, target);
      return seen && beyond.holds(cell.target, target, inside);
    });
  }

  static bool ordered(const Value& left, const std::string& comparison, const Value& right) {
    const auto compare = [&](const auto& a, const auto& b) {
      return comparison == "<" ? a < b : comparison == "<=" ? a <= b : comparison == ">" ? a > b : a >= b;
    };
    return left.is_text() ? compare(left.text(), right.text()) : compare(left.number(), right.number());
  }

  static Truth pattern(const Cell& cell, std::string comparison, const Value& operand) {
    std::string wanted = operand.text();
    std::string text = cell.value.is_none() ? "" : cell.value.text();
    if (comparison.ends_with("ilike")) wanted = lowered(wanted), text = lowered(text);
    if (comparison.front() != '=') wanted = "%" + wanted + "%";
    if (cell.value.is_none()) return std::nullopt;
    return like(text, wanted);
  }

  // The comparison as it stands, without its "not".
  Truth positive(About about, std::size_t at, const Domain& leaf, const std::string& comparison) const {
    const Cell found = cell(about, at, leaf.path);
    if (comparison == "any") return any(found, orm::parse_domain(leaf.operand));
    const List wanted = leaf.operand.is_list() ? leaf.operand.list() : List{leaf.operand};
    if (comparison == "=" || comparison == "in")
      return found.kind == Cell::Kind::links ? is_linked(found, wanted) : is_among(found, wanted);
    if (comparison == "=?") return leaf.operand.is_unset() || is_among(found, wanted) || (!searching_ && !leaf.operand);
    if (comparison.ends_with("like")) return pattern(found, comparison, leaf.operand);
    if (found.value.is_none()) return std::nullopt;
    return ordered(found.value, comparison, leaf.operand.is_unset() ? Value(0) : leaf.operand);
  }

  Truth leaf_truth(About about, std::size_t at, const Domain& leaf, bool turned) const {
    const std::size_t dot = leaf.path.find('.');
    if (dot != std::string::npos) {
      const Domain rest = term(leaf.path.substr(dot + 1), leaf.comparison, leaf.operand);
      return any(cell(about, at, leaf.path.substr(0, dot)), rest) != turned;
    }
    std::string comparison = leaf.comparison;
    if (comparison == "=?" && turned && leaf.operand.is_unset()) return false;
    if (comparison == "=?" && turned && !leaf.operand) return false;
    if (comparison == "=?" && turned) comparison = "=";
    const bool says_not = comparison == "!=" || comparison.starts_with("not ");
    const std::string plain = comparison == "!=" ? "=" : says_not ? comparison.substr(4) : comparison;
    const Truth truth = positive(about, at, leaf, plain);
    // These have an opposite of their own, which holds for what is unset.
    const bool complement = plain == "=" || plain == "in" || plain == "any" || plain == "like" || plain == "ilike";
    if (complement) return truth.value_or(false) != (says_not != turned);
    return turned ? negated(truth) : truth;
  }

  const Shelves& shelves_;
  const bool searching_;
  bool sees_inactive_ = false;
};

Ids sorted(Ids ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

// Domains asked of one library: to make it takes longer than to search it.
constexpr int domains_each = 15;

RC_GTEST_PROP(DomainProperty, SearchFindsWhatTheDomainSays, ()) {
  const Shelves shelves = make_shelves();
  RC_LOG() << described(shelves) << std::endl;
  tests::Library library;
  put(library, shelves);
  for (int count = 0; count < domains_each; ++count) {
    const Domain domain = make_domain(About::book, 3);
    RC_LOG() << repr(to_list(domain)) << std::endl;
    RC_ASSERT(sorted(library.books().search(domain).ids()) == Evaluator(shelves, true).matches(About::book, domain));
  }
}

RC_GTEST_PROP(DomainProperty, NegationOfPathsIsTheirComplement, ()) {
  const Shelves shelves = make_shelves();
  RC_LOG() << described(shelves) << std::endl;
  tests::Library library;
  put(library, shelves);
  for (int count = 0; count < domains_each; ++count) {
    const Domain domain = under("author_id", About::author, 2);
    RC_LOG() << repr(to_list(domain)) << std::endl;
    RC_ASSERT(library.books().search_count(domain) + library.books().search_count(!domain) ==
              static_cast<std::int64_t>(shelves.books.size()));
  }
}

RC_GTEST_PROP(DomainProperty, FilterKeepsWhatTheDomainSays, ()) {
  const Shelves shelves = make_shelves();
  RC_LOG() << described(shelves) << std::endl;
  tests::Library library;
  put(library, shelves);
  const orm::RecordSet all = library.books().search({});
  for (int count = 0; count < domains_each; ++count) {
    const Domain domain = make_domain(About::book, 3);
    RC_LOG() << repr(to_list(domain)) << std::endl;
    RC_ASSERT(sorted(all.filtered_domain(domain).ids()) == Evaluator(shelves, false).matches(About::book, domain));
  }
}

}  // namespace
}  // namespace paridoo
