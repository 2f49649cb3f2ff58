#include "simulator/orm/search_by_value.h"

#include <fmt/format.h>

#include "simulator/orm/fault.h"

namespace paridoo::orm {

Domain found_by_value(const RecordSet& model, std::string_view field, std::string_view comparison,
                      const Value& operand) {
  const RecordSet all = model.sudo().with_context({{"active_test", false}}).search(Domain::everything());
  return term("id", "in", all.filtered_domain(term(std::string(field), std::string(comparison), operand)).ids());
}

List asked_values(const Value& operand) { return operand.is_list() ? operand.list() : List{operand}; }

std::optional<Membership> as_membership(std::string_view comparison, const Value& operand) {
  const bool negated = comparison == "!=" || comparison == "not in";
  if (!negated && comparison != "=" && comparison != "in") return std::nullopt;
  return Membership{asked_values(operand), negated};
}

void refuse_search(const RecordSet& model, std::string_view field, std::string_view comparison) {
  throw user_error(fmt::format("{} ({}) is not searched by '{}'.", model.model().name, field, comparison));
}

}  // namespace paridoo::orm
