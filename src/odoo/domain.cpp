#include "src/odoo/domain.h"

#include <stdexcept>

namespace paridoo::odoo {

namespace {

List joined(std::string_view connective, List left, const List& right) {
  left.insert(left.begin(), Value(connective));
  left.insert(left.end(), right.begin(), right.end());
  return left;
}

}  // namespace

Domain operator&(Domain left, const Domain& right) {
  if (left.empty()) return right;
  if (right.empty()) return left;
  left.terms_ = joined("&", std::move(left.terms_), right.terms_);
  return left;
}

// Everything or something is everything.
Domain operator|(Domain left, const Domain& right) {
  if (left.empty() || right.empty()) return {};
  left.terms_ = joined("|", std::move(left.terms_), right.terms_);
  return left;
}

Domain operator!(Domain domain) {
  if (domain.empty()) throw std::logic_error("negation of an empty domain");
  domain.terms_.insert(domain.terms_.begin(), Value("!"));
  return domain;
}

Domain where(std::string_view field, std::string_view comparison, Value value) {
  Domain domain;
  domain.terms_.emplace_back(List{field, comparison, std::move(value)});
  return domain;
}

}  // namespace paridoo::odoo
