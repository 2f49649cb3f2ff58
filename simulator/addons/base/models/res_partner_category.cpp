#include "simulator/addons/base/hierarchy.h"
#include "simulator/addons/base/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& category : self) {
    std::string name = category.text("name");
    for (RecordSet above = category["parent_id"]; !above.empty(); above = above["parent_id"])
      name = above.text("name") + " / " + name;
    category.set("display_name", name);
  }
}

// A name that is contained counts for all the categories below.
Domain search_display_name(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const Domain named = term("name", std::string(comparison), operand);
  if (!comparison.ends_with("like")) return named;
  return term("id", "child_of", model.search(named).ids());
}

// One of the eleven colours.
Value default_color(const RecordSet& model) {
  constexpr int colors = 11;
  return 1 + std::stoi(model.env().random_hex(4), nullptr, 16) % colors;
}

void check_recursion(const RecordSet& self) {
  if (has_cycle(self)) throw validation_error("A tag cannot be above itself in a hierarchy of tags.");
}

}  // namespace

Behaviour res_partner_category() {
  return {
      .model = "res.partner.category",
      .shared_relations = {{"partner_ids", "res.partner", "category_id"}},
      .defaults = {{"color", default_color}},
      .computes = {{{"display_name"}, compute_display_name}},
      .searches = {{"display_name", search_display_name}},
      .constraints = {{check_recursion, {"parent_id"}}},
  };
}

}  // namespace paridoo::addons::base
