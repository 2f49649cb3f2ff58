// Won, lost, and in between.
#include <optional>

#include "simulator/addons/crm/models/crm_lead.h"

namespace paridoo::addons::crm {

using orm::Arguments;
using orm::Dict;
using orm::Domain;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::term;
using orm::Value;

namespace {

void reopen(const RecordSet& leads) { leads.write({{"lost_reason_id", false}}); }
void close(const RecordSet& leads) { leads.write({{"probability", 0}, {"automated_probability", 0}}); }

// What is archived is lost.
Value action_archive(const RecordSet& leads, const Arguments&, const Super& super) {
  const RecordSet open = leads.filtered("active");
  const Value result = super();
  close(open);
  return result;
}

Value action_unarchive(const RecordSet& leads, const Arguments&, const Super& super) {
  const RecordSet lost = leads - leads.filtered("active");
  const Value result = super();
  reopen(lost);
  return result;
}

Value toggle_active(const RecordSet& leads, const Arguments&, const Super& super) {
  const Value result = super();
  const RecordSet open = leads.filtered("active");
  reopen(open);
  close(leads - open);
  return result;
}

Value action_set_lost(const RecordSet& leads, const Arguments& arguments) {
  const Value result = leads.call("action_archive");
  if (!arguments.all().empty()) leads.write(arguments.all());
  return result;
}

// The next won stage after the lead's own, else the last before it.
RecordSet won_stage_of(const RecordSet& lead) {
  const RecordSet stages = find_stages(lead, term("is_won", "=", true));
  const std::int64_t here = lead["stage_id"].integer("sequence");
  for (const RecordSet& stage : stages)
    if (stage.integer("sequence") > here) return stage;
  return stages.last();
}

Value action_set_won(const RecordSet& leads, const Arguments&) {
  leads.call("action_unarchive");
  for (const RecordSet& lead : leads) lead.write({{"stage_id", won_stage_of(lead)}, {"probability", 100}});
  return true;
}

Value action_set_automated_probability(const RecordSet& leads, const Arguments&) {
  for (const RecordSet& lead : leads) lead.write({{"probability", lead.number("automated_probability")}});
  return {};
}

// --- from lead to opportunity

Dict opportunity_values(const RecordSet& lead, const RecordSet& customer) {
  Dict values{{"type", "opportunity"}, {"date_conversion", lead.env().now_text()}};
  if (!(customer == lead["partner_id"])) values.set("partner_id", customer);
  if (lead["stage_id"].empty()) values.set("stage_id", find_stages(lead, Domain::everything()).first());
  return values;
}

// Salespeople take turns.
void assign(const RecordSet& leads, const orm::Ids& users, const Value& team) {
  if (users.empty()) {
    if (team) leads.write({{"team_id", team}});
    return;
  }
  for (std::size_t at = 0; at < leads.size(); ++at) {
    Dict values{{"user_id", users[at % users.size()]}};
    if (team) values.set("team_id", team);
    leads.at(at).write(std::move(values));
  }
}

Value convert_opportunity(const RecordSet& leads, const Arguments& arguments) {
  const Value& partner = arguments["partner"];
  const RecordSet partners = leads.env()["res.partner"];
  const RecordSet customer = partner.is_integer() ? partners.browse(partner.integer()) : partners;
  for (const RecordSet& lead : leads)
    if (lead.flag("active") && lead.number("probability") != 100) lead.write(opportunity_values(lead, customer));
  const Value& users = arguments["user_ids"];
  assign(leads, users.is_list() ? users.ids() : orm::Ids{}, arguments["team_id"]);
  return true;
}

Value creation_subtype(const RecordSet&, const Arguments&, const orm::Super&) { return "crm.mt_lead_create"; }

Value creation_message(const RecordSet& lead, const Arguments&, const orm::Super&) {
  const RecordSet team = lead["team_id"];
  if (team.empty()) return "A new lead has been created and is not assigned to any team.";
  return "A new lead has been created for the team \"" + team.display_name() + "\".";
}

// Since 19.0 a lead is won, lost or pending; before, its activity and its probability say so.
Value subtype_of_outcome(const RecordSet& lead, const orm::Dict& before) {
  if (!before.contains(lead.env().since(orm::Series::v19) ? "won_status" : "active")) return {};
  const bool is_lost = lead.env().since(orm::Series::v19) ? lead.text("won_status") == "lost" : !lead.flag("active");
  return is_lost ? "crm.mt_lead_lost" : "crm.mt_lead_restored";
}

Value track_subtype(const RecordSet& lead, const Arguments& arguments, const orm::Super& super) {
  const orm::Dict& before = arguments["initial_values"].dict();
  const bool is_won = lead.env().since(orm::Series::v19) ? lead.text("won_status") == "won"
                                                         : lead.number("probability") == 100 && lead["stage_id"];
  if (before.contains("stage_id") && is_won) return "crm.mt_lead_won";
  if (before.contains("lost_reason_id") && lead["lost_reason_id"]) return "crm.mt_lead_lost";
  if (before.contains("stage_id")) return "crm.mt_lead_stage";
  const Value outcome = subtype_of_outcome(lead, before);
  return outcome.is_text() ? outcome : super();
}

}  // namespace

RecordSet find_stages(const RecordSet& lead, const Domain& which) {
  // Since 19.0 several teams may share a stage.
  const std::string teams = lead.env().since(orm::Series::v19) ? "team_ids" : "team_id";
  Domain of_team = term(teams, "=", false);
  if (const RecordSet team = lead["team_id"]) of_team = of_team | term(teams, "in", Value(team.ids()));
  return lead.env()["crm.stage"].search(of_team & which, {.order = "sequence, id"});
}

std::vector<orm::Method> outcome_methods() {
  return {
      {"_creation_subtype", "", creation_subtype},
      {"_creation_message", "", creation_message},
      {"_track_subtype", "initial_values", track_subtype},
      {"action_archive", "", action_archive},
      {"action_unarchive", "", action_unarchive},
      {"toggle_active", "", toggle_active, orm::In{.until = orm::Series::v18}},
      {"action_set_lost", "**kwargs", action_set_lost},
      {"action_set_won", "", action_set_won},
      {"action_set_automated_probability", "", action_set_automated_probability},
      {"convert_opportunity", "partner, user_ids=False, team_id=False", convert_opportunity},
  };
}

}  // namespace paridoo::addons::crm
