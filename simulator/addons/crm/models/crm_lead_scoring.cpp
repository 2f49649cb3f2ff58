// How likely a lead is to be won, after what became of the leads that are closed: a naive Bayes classifier over their
// stages and the state of their addresses. What closed leads were is counted when it is asked for; Odoo keeps counts.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/crm/models/crm_lead.h"
#include "simulator/addons/phone_validation/phone_number.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::crm {

using orm::Dict;
using orm::Id;
using orm::List;
using orm::RecordSet;
using orm::Series;
using orm::term;
using orm::Value;

namespace {

constexpr double never_seen = 0.1;  // so that what was never observed is not impossible
constexpr std::string_view stage = "stage_id";

struct Counts {
  double won = never_seen, lost = never_seen;
};
using OfField = std::map<std::string, Counts>;  // by value
using OfTeam = std::map<std::string, OfField>;  // by field
using Frequencies = std::map<Id, OfTeam>;       // by team; 0: all of them

bool is_set_of(const Value& value) { return value && !(value.is_integer() && value.integer() == 0); }

std::vector<std::string> scored_fields(const RecordSet& leads) {
  std::vector<std::string> fields{std::string(stage)};
  std::string names = base::config_parameter(leads.env(), "crm.pls_fields") + ",";
  for (std::size_t end = names.find(','); end != names.npos; names.erase(0, end + 1), end = names.find(',')) {
    const std::string name = names.substr(0, end);
    if (!name.empty() && name != "tag_ids" && leads.model().has(name)) fields.push_back(name);
  }
  return fields;
}

// What is counted of a lead: addresses that are neither correct nor incorrect count too.
std::vector<std::pair<std::string, std::string>> values_of(const RecordSet& lead,
                                                           const std::vector<std::string>& fields) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const std::string& field : fields) {
    const Value value = lead.value(field);
    const bool is_state = field == "phone_state" || field == "email_state";
    if (is_set_of(value))
      out.emplace_back(field, value.is_text() ? value.text() : std::to_string(value.integer()));
    else if (is_state)
      out.emplace_back(field, "False");
  }
  return out;
}

void count(OfTeam& team, const std::string& field, const std::string& value, bool won) {
  Counts& counts = team[field][value];
  (won ? counts.won : counts.lost) += 1;
}

// A won lead has been through all stages; a lost one through those up to its own.
void count_stages(OfTeam& team, const RecordSet& lead, const RecordSet& stages, bool won) {
  const std::int64_t reached = lead[stage].integer("sequence");
  for (const RecordSet& one : stages)
    if (won || one.integer("sequence") <= reached) count(team, std::string(stage), std::to_string(one.id()), won);
}

Frequencies frequencies(const RecordSet& leads, const std::vector<std::string>& fields) {
  Frequencies out;
  const RecordSet none = leads.none().sudo();
  const RecordSet stages = none.env()["crm.stage"].search({}, {.order = "sequence, id"});
  const orm::Domain closed = (term("probability", "=", 100) & term("stage_id.is_won", "=", true)) |
                             (term("active", "=", false) & term("probability", "=", 0));
  for (const RecordSet& lead : none.with_context({{"active_test", false}}).search(closed)) {
    const bool won = lead.number("probability") == 100;
    OfTeam& team = out[lead["team_id"].id()];
    for (const auto& [field, value] : values_of(lead, fields))
      field == stage ? count_stages(team, lead, stages, won) : count(team, field, value, won);
  }
  return out;
}

OfTeam all_teams(const Frequencies& by_team) {
  OfTeam all;
  for (const auto& [_, fields] : by_team)
    for (const auto& [field, values] : fields)
      for (const auto& [value, counts] : values) {
        Counts& sum = all[field].try_emplace(value, Counts{0, 0}).first->second;
        sum.won += counts.won;
        sum.lost += counts.lost;
      }
  return all;
}

Counts total(const OfField& values) {
  Counts sum{0, 0};
  for (const auto& [_, counts] : values) sum.won += counts.won, sum.lost += counts.lost;
  return sum;
}

// Every closed lead has been through the first stage.
Counts closed_leads(const OfTeam& team, const RecordSet& first_stage) {
  const auto stages = team.find(std::string(stage));
  if (stages == team.end()) return {0, 0};
  const auto first = stages->second.find(std::to_string(first_stage.id()));
  return first == stages->second.end() ? Counts{0, 0} : first->second;
}

std::optional<double> likelihood(const OfTeam& team, const Counts& closed,
                                 const std::vector<std::pair<std::string, std::string>>& values) {
  if (closed.won == 0 || closed.lost == 0) return {};
  double won = closed.won / (closed.won + closed.lost), lost = closed.lost / (closed.won + closed.lost);
  for (const auto& [field, value] : values) {
    const auto known = team.find(field);
    if (known == team.end() || !known->second.contains(value)) continue;
    const Counts of_field = field == stage ? closed : total(known->second);
    won *= known->second.at(value).won / of_field.won;
    lost *= known->second.at(value).lost / of_field.lost;
  }
  constexpr double least = 0.01, most = 99.99;
  return std::clamp(orm::float_round(100 * won / (won + lost), orm::digits(2)), least, most);
}

std::optional<double> probability_of(const RecordSet& lead, const Frequencies& known,
                                     const std::vector<std::string>& fields) {
  if (lead[stage].empty()) return 0;
  if (lead[stage].flag("is_won")) return 100;
  const auto own = known.find(lead["team_id"].id());
  const OfTeam team = own != known.end() && lead["team_id"] ? own->second : all_teams(known);
  const std::string of_team = lead.env().since(Series::v19) ? "team_ids" : "team_id";
  const RecordSet first =
      lead.sudo().env()["crm.stage"].search(term(of_team, "=", false), {.limit = 1, .order = "sequence, id"});
  return likelihood(team, closed_leads(team, first), values_of(lead, fields));
}

// A lead whose probability somebody has typed in keeps it.
void compute_probabilities(const RecordSet& leads) {
  const std::vector<std::string> fields = scored_fields(leads);
  const Frequencies known = frequencies(leads, fields);
  for (const RecordSet& lead : leads) {
    const double before = lead.number("automated_probability");
    const bool follows =
        lead.flag("active") && orm::float_compare(lead.number("probability"), before, orm::digits(2)) == 0;
    const double now = probability_of(lead, known, fields).value_or(before);
    lead.set("automated_probability", now);
    lead.set("probability", follows ? now : lead.number("probability"));
  }
}

// The leads that are still open, of those that came since scores are given.
RecordSet scored_leads(const RecordSet& model) {
  const auto start = orm::parse_day(base::config_parameter(model.env(), "crm.pls_start_date"));
  if (!start) return model.none();
  // What has no score yet holds 0 here, and nothing in Odoo.
  const orm::Domain unscored = term("probability", "=", 0) & term("automated_probability", "=", 0);
  const orm::Domain open = unscored | (term("probability", "<", 100) & term("probability", ">", 0));
  return model.search(term("stage_id", "!=", false) & term("create_date", ">=", orm::format_day(*start)) & open);
}

// Past the ORM, as Odoo does: nobody has changed these leads.
void update_score(const RecordSet& lead, double now) {
  const Value before = lead.value("probability");
  const bool follows = before.is_none() || lead.number("probability") == lead.number("automated_probability");
  lead.env().store().run("UPDATE crm_lead SET automated_probability = ?, probability = ? WHERE id = ?",
                         std::vector<Value>{now, follows ? Value(now) : before, lead.id()});
}

Value update_scores(const RecordSet& model, const orm::Arguments&) {
  const RecordSet leads = scored_leads(model);
  const std::vector<std::string> fields = scored_fields(leads);
  const Frequencies known = frequencies(leads, fields);
  model.env().flush();
  for (const RecordSet& lead : leads)
    if (const auto now = probability_of(lead, known, fields)) update_score(lead, *now);
  model.env().transaction().forget(model.model());
  return {};
}

void compute_won_status(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const double probability = lead.number("probability");
    const bool is_won = probability == 100 && lead[stage].flag("is_won");
    lead.set("won_status", is_won ? "won" : !lead.flag("active") && probability == 0 ? "lost" : "pending");
  }
}

// --- what tells duplicates

// Domains at which anybody has an address say nothing of who writes.
constexpr auto providers = std::to_array<std::string_view>(
    {"aol.com",    "free.fr",     "gmail.com",   "gmx.com",        "gmx.de",        "googlemail.com", "hotmail.com",
     "hotmail.fr", "icloud.com",  "live.com",    "mac.com",        "mail.com",      "mail.ru",        "me.com",
     "msn.com",    "orange.fr",   "outlook.com", "protonmail.com", "qq.com",        "web.de",         "yahoo.com",
     "yahoo.fr",   "yandex.ru",   "ymail.com",   "163.com",        "example.com",   "gmx.net",        "gmx.fr",
     "live.be",    "live.fr",     "live.co.uk",  "hotmail.co.uk",  "hotmail.be",    "hotmail.de",     "hotmail.it",
     "hotmail.es", "yahoo.co.uk", "yahoo.de",    "yahoo.it",       "yahoo.es",      "outlook.fr",     "outlook.be",
     "outlook.de", "skynet.be",   "telenet.be",  "wanadoo.fr",     "laposte.net",   "sfr.fr",         "t-online.de",
     "libero.it",  "yandex.com",  "comcast.net", "proton.me",      "mail.odoo.com", "google.com"});

void compute_email_domain_criterion(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const std::string email = lead.text("email_normalized");
    const std::size_t at = email.find('@');
    const bool is_private = is_mail_provider(email);
    lead.set("email_domain_criterion", at == email.npos ? Value(false) : Value(is_private ? email : email.substr(at)));
  }
}

void compute_phone_state(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const std::string phone = lead.text("phone");
    const bool is_number = !phone_validation::international(phone, lead["country_id"].integer("phone_code")).empty();
    lead.set("phone_state", phone.empty() ? Value(false) : Value(is_number ? "correct" : "incorrect"));
  }
}

}  // namespace

bool is_mail_provider(std::string_view email) {
  const std::size_t at = email.find('@');
  return at != email.npos && std::ranges::find(providers, email.substr(at + 1)) != providers.end();
}

orm::Method scoring_job() { return orm::model_method("_cron_update_automated_probabilities", "", update_scores); }

std::vector<orm::Compute> scoring_computes() {
  return {{{"automated_probability", "probability"}, compute_probabilities},
          {{"won_status"}, compute_won_status, orm::In{.since = Series::v19}},
          {{"email_domain_criterion"}, compute_email_domain_criterion},
          {{"phone_state"}, compute_phone_state}};
}

}  // namespace paridoo::addons::crm
