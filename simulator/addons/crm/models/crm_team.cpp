// crm.team: the opportunities of a sales team.
#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/crm/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::crm {

using orm::Arguments;
using orm::Domain;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

constexpr std::int64_t monthly_leads_of_a_member = 30;

void compute_lead_unassigned_count(const RecordSet& teams) {
  for (const RecordSet& team : teams)
    team.set("lead_unassigned_count",
             team.env()["crm.lead"].search_count(term("team_id", "=", team) & term("type", "=", "lead") &
                                                 term("user_id", "=", false)));
}

Domain open_opportunities(const RecordSet& team) {
  return term("team_id", "=", team) & term("probability", "<", 100) & term("type", "=", "opportunity");
}

void compute_opportunities(const RecordSet& teams) {
  for (const RecordSet& team : teams) {
    const RecordSet open = team.env()["crm.lead"].search(open_opportunities(team));
    team.set("opportunities_count", open.size());
    team.set("opportunities_amount", open.sum("expected_revenue"));
  }
}

void compute_overdue_opportunities(const RecordSet& teams) {
  for (const RecordSet& team : teams) {
    const RecordSet late =
        team.env()["crm.lead"].search(open_opportunities(team) & term("date_deadline", "<", team.env().today_text()));
    team.set("opportunities_overdue_count", late.size());
    team.set("opportunities_overdue_amount", late.sum("expected_revenue"));
  }
}

// Leads are given out by rules only where a setting says so. A team then takes what its members take together, and a
// team without members (sales_team.crm_team_member, which is not simulated) nothing.
void compute_assignment(const RecordSet& teams) {
  const bool by_rules = !base::config_parameter(teams.env(), "crm.lead.auto.assignment").empty();
  for (const RecordSet& team : teams) {
    const auto members = static_cast<std::int64_t>(team["member_ids"].size());
    team.set("assignment_enabled", by_rules);
    team.set("assignment_auto_enabled", false);
    team.set("assignment_max", members * monthly_leads_of_a_member);
    team.set("lead_all_assigned_month_count", 0);
    team.set("lead_all_assigned_month_exceeded", false);
  }
}

void compute_dashboard_button_name(const RecordSet& teams) {
  for (const RecordSet& team : teams)
    team.set("dashboard_button_name", team.flag("use_opportunities") ? "Pipeline" : "Big Pretty Button :)");
}

// Teams without members take no leads, and only leads that nobody has are given out.
Value assign_leads(const RecordSet& model, const Arguments&) {
  const orm::Env env = model.sudo().env();
  const Domain for_leads = term("use_leads", "=", true) | term("use_opportunities", "=", true);
  const RecordSet teams = env["crm.team"].search(for_leads & term("assignment_optout", "=", false));
  const bool gives_out = teams["member_ids"] && env["crm.lead"].search_count(term("user_id", "=", false)) > 0;
  if (gives_out) throw orm::not_simulated("crm.team._cron_assign_leads while leads have no salesperson");
  return true;
}

}  // namespace

orm::Behaviour crm_team() {
  return {
      .model = "crm.team",
      .computes = {{{"lead_unassigned_count"}, compute_lead_unassigned_count},
                   {{"assignment_enabled", "assignment_auto_enabled"}, compute_assignment},
                   {{"assignment_max"}, compute_assignment},
                   {{"lead_all_assigned_month_count"}, compute_assignment},
                   {{"lead_all_assigned_month_exceeded"}, compute_assignment},
                   {{"dashboard_button_name"}, compute_dashboard_button_name},
                   {{"opportunities_count", "opportunities_amount"},
                    compute_opportunities,
                    orm::In{.until = orm::Series::v18}},
                   {{"opportunities_overdue_count", "opportunities_overdue_amount"},
                    compute_overdue_opportunities,
                    orm::In{.until = orm::Series::v18}}},
      .methods = {orm::model_method("_cron_assign_leads", "**kwargs", assign_leads)},
  };
}

}  // namespace paridoo::addons::crm
