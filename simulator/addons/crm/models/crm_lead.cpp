// crm.lead: leads and opportunities.
#include "simulator/addons/crm/models/crm_lead.h"

#include <algorithm>
#include <chrono>

#include "simulator/addons/crm/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::crm {

using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::term;
using orm::Value;
using orm::WriteSuper;

namespace {

// --- team, company, stage

void compute_team_id(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const RecordSet user = lead["user_id"];
    const RecordSet team = lead["team_id"];
    if (user.empty() || (team && (team["member_ids"] | team["user_id"]).contains(user))) continue;
    const std::string usage = lead.text("type") == "lead" ? "use_leads" : "use_opportunities";
    const List usable{List{usage, "=", true}};
    lead.set("team_id",
             lead.env()["crm.team"].call("_get_default_team_id", {}, {{"user_id", user}, {"domain", usable}}));
  }
}

// Whether the company that a lead has fits who works on it.
bool company_fits(const RecordSet& lead) {
  const RecordSet company = lead["company_id"];
  const RecordSet user = lead["user_id"];
  const RecordSet team = lead["team_id"];
  const RecordSet of_team = team["company_id"];
  if (company.empty()) return false;
  if (user && !user["company_ids"].contains(company)) return false;
  if (of_team) return of_team == company;
  return user || (team.empty() && lead["partner_id"]["company_id"] == company);
}

RecordSet proposed_company(const RecordSet& lead) {
  if (const RecordSet of_team = lead["team_id"]["company_id"]) return of_team;
  const RecordSet user = lead["user_id"];
  if (user.empty()) return lead["partner_id"]["company_id"];
  const RecordSet current = lead.env().company();
  return user["company_ids"].contains(current) ? current : user["company_id"] & lead.env().companies();
}

void compute_company_id(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (!company_fits(lead)) lead.set("company_id", proposed_company(lead));
}

void compute_company_currency(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const RecordSet own = lead["company_id"];
    lead.set("company_currency", (own ? own : lead.env().company())["currency_id"]);
  }
}

void compute_stage_id(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (lead["stage_id"].empty()) lead.set("stage_id", find_stages(lead, term("fold", "=", false)).first());
}

// --- dates

void compute_date_open(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (lead["user_id"] && !lead.moment("date_open")) lead.set("date_open", lead.env().now_text());
}

void compute_date_last_stage_update(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (!lead.moment("date_last_stage_update")) lead.set("date_last_stage_update", lead.env().now_text());
}

Value days_since_creation(const RecordSet& lead, std::string_view field) {
  const auto created = lead.moment("create_date");
  const auto reached = lead.moment(field);
  if (!created || !reached) return false;
  return static_cast<double>(std::chrono::abs(std::chrono::floor<std::chrono::days>(*reached - *created)).count());
}

void compute_day_open(const RecordSet& leads) {
  for (const RecordSet& lead : leads) lead.set("day_open", days_since_creation(lead, "date_open"));
}

void compute_day_close(const RecordSet& leads) {
  for (const RecordSet& lead : leads) lead.set("day_close", days_since_creation(lead, "date_closed"));
}

// --- revenue

void compute_is_automated_probability(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    lead.set("is_automated_probability",
             orm::float_compare(lead.number("probability"), lead.number("automated_probability"), orm::digits(2)) == 0);
}

double prorated(const RecordSet& lead, std::string_view field) {
  return lead.number(field) * lead.number("probability") / 100;
}

void compute_prorated_revenue(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    lead.set("prorated_revenue", orm::float_round(prorated(lead, "expected_revenue"), orm::digits(2)));
}

void compute_recurring_revenue_prorated(const RecordSet& leads) {
  for (const RecordSet& lead : leads) lead.set("recurring_revenue_prorated", prorated(lead, "recurring_revenue"));
}

void compute_recurring_revenue_monthly_prorated(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    lead.set("recurring_revenue_monthly_prorated", prorated(lead, "recurring_revenue_monthly"));
}

// Recurring plans (crm.recurring.plan) are no part of the facts: what recurs does so each month.
void compute_recurring_revenue_monthly(const RecordSet& leads) {
  for (const RecordSet& lead : leads) lead.set("recurring_revenue_monthly", lead.number("recurring_revenue"));
}

void check_probability(const RecordSet& leads) {
  for (const RecordSet& lead : leads)
    if (const double probability = lead.number("probability"); probability < 0 || probability > 100)
      throw orm::validation_error("A probability lies between 0% and 100%.");
}

// --- writing

bool differs(const RecordSet& leads, std::string_view field, const Value& value) {
  for (const RecordSet& lead : leads)
    if (!(Value(lead[field]) == value)) return true;
  return false;
}

double probability_in(const Dict& values) {
  const Value& probability = values.get("probability");
  return probability.is_number() ? probability.number() : 0;
}

// A new stage stamps the lead; a won one closes it.
struct StageChange {
  bool happens = false;
  bool is_won = false;
};
StageChange note_stage(const RecordSet& leads, Dict& values) {
  const Value stage = values.get("stage_id");
  if (!values.contains("stage_id") || !differs(leads, "stage_id", stage)) return {};
  values.set("date_last_stage_update", leads.env().now_text());
  const bool is_won = stage.is_integer() && leads.env()["crm.stage"].browse(stage.integer()).flag("is_won");
  if (is_won) values.update({{"probability", 100}, {"automated_probability", 100}});
  return {true, is_won};
}

void note_user(const RecordSet& leads, Dict& values) {
  if (!values.contains("user_id")) return;
  const Value user = values.get("user_id");
  if (!user)
    values.set("date_open", false);
  else if (differs(leads, "user_id", user))
    values.set("date_open", leads.env().now_text());
}

void note_closing(const RecordSet& leads, const StageChange& stage, Dict& values) {
  const bool is_archived = values.contains("active") && !values.get("active");
  if (probability_in(values) >= 100 || is_archived)
    values.set("date_closed", leads.env().now_text());
  else if (probability_in(values) > 0 || (stage.happens && !stage.is_won && !values.contains("probability")))
    values.set("date_closed", false);
}

void write(const RecordSet& leads, Dict values, const WriteSuper& super) {
  const StageChange stage = note_stage(leads, values);
  note_user(leads, values);
  note_closing(leads, stage, values);
  if (!stage.is_won) return super(leads, std::move(values));
  // From one won stage to another a lead keeps the day on which it was won.
  const RecordSet won = leads.filtered([](const RecordSet& lead) { return lead["stage_id"].flag("is_won"); });
  if (const RecordSet others = leads - won) super(others, values);
  values.erase("date_closed");
  if (won) super(won, std::move(values));
}

}  // namespace

orm::Behaviour crm_lead() {
  std::vector<orm::Compute> computes = customer_computes();
  for (orm::Compute& compute :
       std::vector<orm::Compute>{{{"team_id"}, compute_team_id},
                                 {{"company_id"}, compute_company_id},
                                 {{"company_currency"}, compute_company_currency},
                                 {{"stage_id"}, compute_stage_id},
                                 {{"date_open"}, compute_date_open},
                                 {{"date_last_stage_update"}, compute_date_last_stage_update},
                                 {{"day_open"}, compute_day_open},
                                 {{"day_close"}, compute_day_close},
                                 {{"is_automated_probability"}, compute_is_automated_probability},
                                 {{"prorated_revenue"}, compute_prorated_revenue},
                                 {{"recurring_revenue_prorated"}, compute_recurring_revenue_prorated},
                                 {{"recurring_revenue_monthly_prorated"}, compute_recurring_revenue_monthly_prorated},
                                 {{"recurring_revenue_monthly"}, compute_recurring_revenue_monthly}})
    computes.push_back(std::move(compute));
  for (orm::Compute& compute : scoring_computes()) computes.push_back(std::move(compute));
  for (orm::Compute& compute : form_computes()) computes.push_back(std::move(compute));
  std::vector<orm::Method> methods = outcome_methods();
  methods.push_back(scoring_job());
  return {
      .model = "crm.lead",
      .computes = std::move(computes),
      .inverses = customer_inverses(),
      .constraints = {{check_probability, {"probability"}}},
      .methods = std::move(methods),
      .write = write,
  };
}

}  // namespace paridoo::addons::crm
