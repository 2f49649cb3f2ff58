// What a client sent becomes a Domain, or the fault that Odoo answers to it.
#include <string>
#include <utility>
#include <vector>

#include "simulator/orm/domain.h"
#include "simulator/orm/fault.h"

namespace paridoo::orm {

namespace {

// Levels of "&" within "|" within "any" ... Odoo gives up at some hundreds; what SQLite's parser can hold is less.
constexpr std::size_t levels_max = 50;

Fault malformed(const Value& domain) {
  return value_error("Domain " + repr(domain) + " is syntactically not correct.");
}

Fault invalid_leaf(const Value& leaf) { return value_error("Invalid leaf " + repr(leaf)); }

bool is_operator(const Value& token) {
  return token.is_text() && (token.text() == "&" || token.text() == "|" || token.text() == "!");
}

// Something that is neither an operator nor a list. Odoo indexes it, then unpacks it as if it were a leaf.
Fault not_a_term(const Value& token) {
  const std::string what = "the domain term " + repr(token);
  if (token.is_dict()) return {FaultKind::type_error, "unhashable type: 'dict' in " + what};
  if (!token.is_text()) return {FaultKind::type_error, std::string(kind_name(token)) + " is not a term: " + what};
  if (token.text().size() < 2) return {FaultKind::index_error, "string index out of range in " + what};
  return value_error("Invalid leaf " + repr(token));
}

bool is_membership(const Value& comparison) {
  return comparison.is_text() && (comparison.text() == "in" || comparison.text() == "not in");
}

void check_length(const Value& leaf) {
  const List& parts = leaf.list();
  if (parts.size() < 2 || (parts.size() == 2 && is_membership(parts[1])))
    throw Fault(FaultKind::index_error, "list index out of range in the domain term " + repr(leaf));
  if (parts.size() != 3) throw invalid_leaf(leaf);
}

bool is_any(const Value& comparison) {
  return comparison.is_text() && (comparison.text() == "any" || comparison.text() == "not any");
}

class Parser {
 public:
  explicit Parser(std::size_t level) : level_(level) {}

  Domain parse(const Value& domain) {
    check_levels();
    if (!domain.is_list())
      throw Fault(FaultKind::assertion_error, "a domain is a list, not " + std::string(kind_name(domain)));
    check_arity(domain);
    open_.push_back({Domain::Kind::both, 0});
    for (const Value& token : domain.list()) {
      if (is_operator(token))
        open(token.text().front());
      else
        close(leaf(token));
    }
    return finished(std::move(open_.front()));
  }

 private:
  // An operator whose operands are still to come.
  struct Open {
    Domain::Kind kind;
    std::size_t missing;
    std::vector<Domain> parts = {};
  };

  // Whether every operator finds its operands. Terms without an operator before them are joined by "&".
  static void check_arity(const Value& domain) {
    std::size_t missing = 0;
    for (const Value& token : domain.list()) {
      if (missing == 0) missing = 1;
      if (!is_operator(token))
        --missing;
      else if (token.text() != "!")
        ++missing;
    }
    if (missing != 0) throw malformed(domain);
  }

  void open(char sign) {
    Open& top = open_.back();
    const Domain::Kind kind = sign == '&'   ? Domain::Kind::both
                              : sign == '|' ? Domain::Kind::either
                                            : Domain::Kind::negation;
    const bool inside = open_.size() > 1 && top.kind == kind;
    if (inside && kind == Domain::Kind::negation) {
      open_.pop_back();  // not not
    } else if (inside) {
      ++top.missing;  // "&", "&", a, b, c is one conjunction of three
    } else {
      open_.push_back({kind, kind == Domain::Kind::negation ? std::size_t{1} : std::size_t{2}});
      check_levels();
    }
  }

  void close(Domain part) {
    for (;;) {
      Open& top = open_.back();
      top.parts.push_back(std::move(part));
      if (open_.size() == 1 || --top.missing > 0) return;
      part = finished(std::move(top));
      open_.pop_back();
    }
  }

  static Domain finished(Open open) {
    if (open.kind == Domain::Kind::negation) return !std::move(open.parts.front());
    if (open.parts.empty()) return Domain::everything();
    if (open.parts.size() == 1) return std::move(open.parts.front());
    return {.kind = open.kind, .parts = std::move(open.parts)};
  }

  Domain leaf(const Value& token) const {
    if (!token.is_list()) throw not_a_term(token);
    check_length(token);
    const List& parts = token.list();
    if (parts[1] == Value("=") && parts[2] == Value(1)) {
      if (parts[0] == Value(1)) return Domain::everything();
      if (parts[0] == Value(0)) return Domain::nothing();
    }
    if (!parts[0].is_text())
      throw Fault(FaultKind::attribute_error,
                  "'" + std::string(kind_name(parts[0])) + "' object has no attribute 'split' in " + repr(token));
    if (!parts[1].is_text()) throw invalid_leaf(token);
    if (is_any(parts[1])) Parser(level_ + open_.size()).parse(parts[2]);
    return term(parts[0].text(), parts[1].text(), parts[2]);
  }

  void check_levels() const {
    if (level_ + open_.size() > levels_max)
      throw value_error("the domain is nested more than " + std::to_string(levels_max) + " levels deep");
  }

  const std::size_t level_;
  std::vector<Open> open_ = {};
};

}  // namespace

Domain parse_domain(const Value& list) { return Parser(0).parse(list); }

}  // namespace paridoo::orm
