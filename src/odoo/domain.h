// Search domains in Odoo's prefix notation, built from terms:
//
//   where("state", "=", "sale") & (where("partner_id", "=", 7) | where("user_id", "=", false))
#pragma once

#include <string_view>

#include "src/odoo/value.h"

namespace paridoo::odoo {

class Domain {
 public:
  // Everything.
  Domain() = default;

  friend Domain operator&(Domain left, const Domain& right);
  friend Domain operator|(Domain left, const Domain& right);
  // Throws std::logic_error for an empty domain: what is not everything cannot be written.
  friend Domain operator!(Domain domain);
  Domain& operator&=(const Domain& right) { return *this = std::move(*this) & right; }

  bool empty() const { return terms_.empty(); }
  const List& terms() const { return terms_; }

 private:
  friend Domain where(std::string_view field, std::string_view comparison, Value value);

  List terms_;  // always one expression, or none
};

// `field` may be a dotted path; `comparison` is one of Odoo's operators.
Domain where(std::string_view field, std::string_view comparison, Value value);

}  // namespace paridoo::odoo
