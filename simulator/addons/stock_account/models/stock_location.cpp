// stock.location: whether what lies there belongs to the company's stock. Since 19.0.
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {
namespace {

void compute_is_valued(const RecordSet& locations) {
  for (const RecordSet& location : locations) {
    const bool inside = is_valued(location);
    location.set("is_valued_internal", inside);
    location.set("is_valued_external", !inside);
  }
}

Domain search_is_valued_internal(const RecordSet&, std::string_view comparison, const Value& operand) {
  const Domain inside = term("company_id", "!=", false) & term("usage", "in", List{"internal", "transit"});
  const bool wanted = static_cast<bool>(operand) == (comparison == "=" || comparison == "in");
  return wanted ? inside : !inside;
}

}  // namespace

Behaviour stock_location() {
  return {.model = "stock.location",
          .in = {.since = Series::v19},
          .computes = {{{"is_valued_internal", "is_valued_external"}, compute_is_valued}},
          .searches = {{"is_valued_internal", search_is_valued_internal}}};
}

}  // namespace paridoo::addons::stock_account
