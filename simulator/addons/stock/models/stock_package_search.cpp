// stock.package: searches by where packages go and what is in them, through the open lines that move them.
#include <algorithm>
#include <string>

#include "simulator/addons/stock/container.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/models/stock_quant_package.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::stock {
namespace {

// These know ids only, and whether there is any.
void require_ids(std::string_view comparison, const Value& operand) {
  const auto asked = orm::as_membership(comparison, operand);
  const auto is_name = [](const Value& one) { return one.is_text(); };
  if (!asked || std::ranges::any_of(asked->values, is_name))
    throw user_error("Packages are not found by the names of where they go.");
}

Domain moved_by(const RecordSet& model, const Domain& lines) {
  const RecordSet found =
      model.env()["stock.move.line"].search(term("state", "not in", List{"done", "cancel"}) & lines);
  return term("id", "in", with_containers_to_be(found["result_package_id"]).ids());
}

Domain search_location_dest(const RecordSet& model, std::string_view comparison, const Value& operand) {
  require_ids(comparison, operand);
  return moved_by(model, term("location_dest_id", std::string(comparison), operand));
}

Domain search_pickings(const RecordSet& model, std::string_view comparison, const Value& operand) {
  require_ids(comparison, operand);
  return moved_by(model, term("picking_id", std::string(comparison), operand));
}

Domain search_move_lines(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool idle = !operand || operand == Value(List{false});
  if (!idle) return moved_by(model, term("id", std::string(comparison), operand));
  const Domain moved = moved_by(model, {});
  return comparison == "!=" || comparison == "not in" ? moved : !moved;
}

Domain search_contained_quants(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const RecordSet found = model.search(term("quant_ids", std::string(comparison), operand));
  return found ? term("id", "parent_of", found.ids()) : term("id", "=", false);
}

Domain search_all_children(const RecordSet& model, std::string_view comparison, const Value& operand) {
  return term("id", "parent_of", model.search(term("id", std::string(comparison), operand)).ids());
}

Domain search_outermost(const RecordSet& model, std::string_view comparison, const Value& operand) {
  require_ids(comparison, operand);
  const RecordSet found = model.search(term("package_dest_id", std::string(comparison), operand));
  return term("id", "in", with_content_to_be(found).ids());
}

}  // namespace

Behaviour stock_package_search() {
  return {.model = "stock.package",
          .in = {.since = Series::v19},
          .searches = {{"owner_id", search_owner_of_package},
                       {"location_dest_id", search_location_dest},
                       {"picking_ids", search_pickings},
                       {"move_line_ids", search_move_lines},
                       {"contained_quant_ids", search_contained_quants},
                       {"all_children_package_ids", search_all_children},
                       {"outermost_package_id", search_outermost}}};
}

}  // namespace paridoo::addons::stock
