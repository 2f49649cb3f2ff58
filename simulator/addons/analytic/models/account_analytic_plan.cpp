#include "simulator/addons/analytic/models.h"

namespace paridoo::addons::analytic {

using namespace orm;

namespace {

void compute_root_id(const RecordSet& self) {
  for (const RecordSet& plan : self) {
    RecordSet root = plan.sudo();
    for (RecordSet parent = root["parent_id"]; !parent.empty(); parent = parent["parent_id"]) root = parent;
    plan.set("root_id", root);
  }
}

Domain search_root_id(const RecordSet&, std::string_view, const Value& operand) {
  return term("id", "child_of", operand);
}

void compute_complete_name(const RecordSet& self) {
  for (const RecordSet& plan : self) {
    const RecordSet parent = plan["parent_id"];
    const std::string name = plan.text("name");
    plan.set("complete_name", parent.empty() ? name : parent.text("complete_name") + " / " + name);
  }
}

void compute_counts(const RecordSet& self) {
  const RecordSet accounts = self.env()["account.analytic.account"];
  for (const RecordSet& plan : self) {
    plan.set("account_count", plan["account_ids"].size());
    plan.set("all_account_count", accounts.search_count(term("plan_id", "child_of", plan.id())));
    plan.set("children_count", plan["children_ids"].size());
  }
}

Value default_color(const RecordSet& model) {
  constexpr int colors = 11;
  return 1 + std::stoi(model.env().random_hex(4), nullptr, 16) % colors;
}

}  // namespace

Behaviour account_analytic_plan() {
  return {
      .model = "account.analytic.plan",
      .rec_name = "complete_name",
      .defaults = {{"color", default_color}},
      .computes = {{{"root_id"}, compute_root_id},
                   {{"complete_name"}, compute_complete_name},
                   {{"account_count", "all_account_count", "children_count"}, compute_counts}},
      .searches = {{"root_id", search_root_id}},
  };
}

}  // namespace paridoo::addons::analytic
