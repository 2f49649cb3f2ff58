#include "simulator/addons/sales_team/models.h"

namespace paridoo::addons::sales_team {

using namespace orm;

namespace {

void compute_crm_team_ids(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("crm_team_ids", user["sale_team_id"].ids());
}

// There are no facts of memberships: the team that one has stays.
void compute_sale_team(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("sale_team_id", user.value("sale_team_id"));
}

Domain search_crm_team_ids(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("sale_team_id", std::string(comparison), operand);
}

}  // namespace

Behaviour res_users() {
  return {
      .model = "res.users",
      .computes = {{{"crm_team_ids"}, compute_crm_team_ids}, {{"sale_team_id"}, compute_sale_team}},
      .searches = {{"crm_team_ids", search_crm_team_ids}},
  };
}

}  // namespace paridoo::addons::sales_team
