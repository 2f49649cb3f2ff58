#include "simulator/orm/domain.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace paridoo::orm {

namespace {

// left AND right (or OR), flat: parts of the same kind become parts of the result.
Domain combined(Domain::Kind kind, Domain left, Domain right) {
  Domain out{.kind = kind};
  if (left.kind == kind)
    out.parts = std::move(left.parts);
  else
    out.parts.push_back(std::move(left));
  if (right.kind == kind)
    std::move(right.parts.begin(), right.parts.end(), std::back_inserter(out.parts));
  else
    out.parts.push_back(std::move(right));
  return out;
}

void append(List& out, const Domain& domain) {
  switch (domain.kind) {
    case Domain::Kind::all: out.push_back(List{1, "=", 1}); return;
    case Domain::Kind::none: out.push_back(List{0, "=", 1}); return;
    case Domain::Kind::leaf: out.push_back(List{domain.path, domain.comparison, domain.operand}); return;
    case Domain::Kind::negation: out.push_back("!"); break;
    case Domain::Kind::both: out.insert(out.end(), domain.parts.size() - 1, Value("&")); break;
    case Domain::Kind::either: out.insert(out.end(), domain.parts.size() - 1, Value("|")); break;
  }
  for (const Domain& part : domain.parts) append(out, part);
}

}  // namespace

Domain term(std::string path, std::string comparison, Value operand) {
  return {.kind = Domain::Kind::leaf,
          .path = std::move(path),
          .comparison = std::move(comparison),
          .operand = std::move(operand)};
}

Domain operator&(Domain left, Domain right) {
  if (left.kind == Domain::Kind::all || right.kind == Domain::Kind::none) return right;
  if (right.kind == Domain::Kind::all || left.kind == Domain::Kind::none) return left;
  return combined(Domain::Kind::both, std::move(left), std::move(right));
}

Domain operator|(Domain left, Domain right) {
  if (left.kind == Domain::Kind::none || right.kind == Domain::Kind::all) return right;
  if (right.kind == Domain::Kind::none || left.kind == Domain::Kind::all) return left;
  return combined(Domain::Kind::either, std::move(left), std::move(right));
}

Domain operator!(Domain domain) {
  switch (domain.kind) {
    case Domain::Kind::all: return Domain::nothing();
    case Domain::Kind::none: return Domain::everything();
    case Domain::Kind::negation: {
      Domain inside = std::move(domain.parts.front());
      return inside;
    }
    default: break;
  }
  Domain out{.kind = Domain::Kind::negation};
  out.parts.push_back(std::move(domain));
  return out;
}

List to_list(const Domain& domain) {
  List out;
  if (domain.kind != Domain::Kind::all) append(out, domain);
  return out;
}

}  // namespace paridoo::orm
