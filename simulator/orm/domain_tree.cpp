#include "simulator/orm/domain_tree.h"

#include <algorithm>
#include <array>
#include <utility>

#include "simulator/orm/fault.h"

namespace paridoo::orm {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> opposites = {{
    {"<", ">="},
    {">", "<="},
    {"<=", ">"},
    {">=", "<"},
    {"=", "!="},
    {"!=", "="},
    {"in", "not in"},
    {"not in", "in"},
    {"like", "not like"},
    {"not like", "like"},
    {"ilike", "not ilike"},
    {"not ilike", "ilike"},
    {"any", "not any"},
    {"not any", "any"},
    {"not =like", "=like"},  // 19.0's; that they have an opposite makes no opposite of =like before
    {"not =ilike", "=ilike"},
}};

bool is_any(const Domain& leaf) {
  return leaf.kind == Domain::Kind::leaf && (leaf.comparison == "any" || leaf.comparison == "not any");
}

const Model& comodel_of(const Field& field) {
  if (!field.is_relational()) throw Fault(FaultKind::key_error, "None (" + field.name() + " is not a relation)");
  if (!field.comodel)
    throw not_simulated(field.model->name + "." + field.name() + " (there are no facts of " + field.facts->relation +
                        ")");
  return *field.comodel;
}

Domain normal(const Model& model, const Domain& domain, bool negated);

constexpr std::array<std::string_view, 5> without_opposite = {"=?", "=like", "=ilike", "child_of", "parent_of"};

bool is_comparison(std::string_view text) {
  return !opposite(text).empty() ||
         std::find(without_opposite.begin(), without_opposite.end(), text) != without_opposite.end();
}

// The leaf as it stands, or as a condition on the comodel.
Domain resolved(const Model& model, Domain leaf) {
  if (leaf.comparison == "<>") leaf.comparison = "!=";
  if (!is_comparison(leaf.comparison))
    throw value_error("Invalid leaf " + repr(List{leaf.path, leaf.comparison, leaf.operand}));
  const std::size_t dot = leaf.path.find('.');
  const std::string first(leaf.path, 0, dot);
  const Field* field = model.find(first);
  if (!field)
    throw value_error("Invalid field " + model.name + "." + first + " in leaf " +
                      repr(List{leaf.path, leaf.comparison, leaf.operand}));
  if (dot != std::string::npos && field->is_relational()) {
    const Domain rest = term(leaf.path.substr(dot + 1), leaf.comparison, leaf.operand);
    return {.kind = Domain::Kind::leaf,
            .path = first,
            .comparison = "any",
            .parts = {normal(comodel_of(*field), rest, false)}};
  }
  if (!is_any(leaf)) return leaf;
  const Domain inside = leaf.parts.empty() ? parse_domain(leaf.operand) : leaf.parts.front();
  return {.kind = Domain::Kind::leaf,
          .path = leaf.path,
          .comparison = leaf.comparison,
          .parts = {normal(comodel_of(*field), inside, false)}};
}

Domain opposite_leaf(Domain leaf) {
  if (leaf.comparison == "=?") {
    if (!leaf.operand) return Domain::nothing();
    leaf.comparison = "=";
  }
  const std::string_view turned = opposite(leaf.comparison);
  if (turned.empty()) return !std::move(leaf);
  leaf.comparison = turned;
  return leaf;
}

Domain put_together(const Model& model, Domain::Kind kind, std::vector<Domain> parts);

// x ANY a OR x ANY b is x ANY (a OR b); NOT ANY likewise with AND outside. With AND outside (OR for NOT ANY) that holds
// only where x leads to one record at most.
bool can_merge(const Field& field, Domain::Kind outside, std::string_view comparison) {
  return field.type() == FieldType::many2one || (outside == Domain::Kind::either) == (comparison == "any");
}

Domain::Kind inside_of(Domain::Kind outside, std::string_view comparison) {
  if (comparison == "any") return outside;
  return outside == Domain::Kind::both ? Domain::Kind::either : Domain::Kind::both;
}

std::vector<Domain> merged(const Model& model, Domain::Kind kind, std::vector<Domain> parts) {
  std::vector<Domain> out;
  for (std::size_t at = 0; at < parts.size(); ++at) {
    Domain& part = parts[at];
    if (part.kind == Domain::Kind::leaf && part.comparison.empty()) continue;  // taken by an earlier one
    if (!is_any(part) || !can_merge(model.at(part.path), kind, part.comparison)) {
      out.push_back(std::move(part));
      continue;
    }
    std::vector<Domain> inside = {std::move(part.parts.front())};
    for (std::size_t other = at + 1; other < parts.size(); ++other) {
      if (!is_any(parts[other]) || parts[other].path != part.path || parts[other].comparison != part.comparison)
        continue;
      inside.push_back(std::move(parts[other].parts.front()));
      parts[other].comparison.clear();
    }
    part.parts = {put_together(*model.at(part.path).comodel, inside_of(kind, part.comparison), std::move(inside))};
    out.push_back(std::move(part));
  }
  return out;
}

Domain put_together(const Model& model, Domain::Kind kind, std::vector<Domain> parts) {
  const bool both = kind == Domain::Kind::both;
  const Domain::Kind neutral = both ? Domain::Kind::all : Domain::Kind::none;
  const Domain::Kind absorbing = both ? Domain::Kind::none : Domain::Kind::all;
  std::vector<Domain> flat;
  flat.reserve(parts.size());
  for (Domain& part : parts) {
    if (part.kind == absorbing) return {.kind = absorbing};
    if (part.kind == kind)
      std::move(part.parts.begin(), part.parts.end(), std::back_inserter(flat));
    else if (part.kind != neutral)
      flat.push_back(std::move(part));
  }
  const bool has_several_any = std::count_if(flat.begin(), flat.end(), is_any) > 1;
  if (has_several_any) flat = merged(model, kind, std::move(flat));
  if (flat.empty()) return {.kind = neutral};
  if (flat.size() == 1) return std::move(flat.front());
  return {.kind = kind, .parts = std::move(flat)};
}

Domain normal(const Model& model, const Domain& domain, bool negated) {
  using Kind = Domain::Kind;
  switch (domain.kind) {
    case Kind::all: return negated ? Domain::nothing() : Domain::everything();
    case Kind::none: return negated ? Domain::everything() : Domain::nothing();
    case Kind::leaf: return negated ? opposite_leaf(resolved(model, domain)) : resolved(model, domain);
    case Kind::negation: return normal(model, domain.parts.front(), !negated);
    default: break;
  }
  std::vector<Domain> parts;
  parts.reserve(domain.parts.size());
  for (const Domain& part : domain.parts) parts.push_back(normal(model, part, negated));
  const bool both = (domain.kind == Kind::both) != negated;
  return put_together(model, both ? Kind::both : Kind::either, std::move(parts));
}

// -1: false, 1: true, 0: it depends.
int plain_truth(const Domain& domain) {
  switch (domain.kind) {
    case Domain::Kind::all: return 1;
    case Domain::Kind::none: return -1;
    case Domain::Kind::negation: return -plain_truth(domain.parts.front());
    case Domain::Kind::leaf: {
      if (!domain.parts.empty() || domain.operand) return 0;
      return domain.comparison == "in" ? -1 : domain.comparison == "not in" ? 1 : 0;
    }
    default: break;
  }
  const bool both = domain.kind == Domain::Kind::both;
  int truth = both ? 1 : -1;
  for (const Domain& part : domain.parts)
    truth = both ? std::min(truth, plain_truth(part)) : std::max(truth, plain_truth(part));
  return truth;
}

}  // namespace

Domain normal_form(const Model& model, const Domain& domain) { return normal(model, domain, false); }

bool is_plainly_false(const Domain& domain) { return plain_truth(domain) == -1; }

bool mentions(const Domain& domain, std::string_view field) {
  if (domain.kind == Domain::Kind::leaf) return domain.path == field;
  return std::any_of(domain.parts.begin(), domain.parts.end(),
                     [&](const Domain& part) { return mentions(part, field); });
}

bool is_negative(std::string_view comparison) {
  return comparison == "!=" || comparison == "not in" || comparison == "not like" || comparison == "not ilike" ||
         comparison == "not =like" || comparison == "not =ilike";
}

std::string_view opposite(std::string_view comparison) {
  const auto found =
      std::find_if(opposites.begin(), opposites.end(), [&](const auto& pair) { return pair.first == comparison; });
  return found == opposites.end() ? std::string_view() : found->second;
}

}  // namespace paridoo::orm
