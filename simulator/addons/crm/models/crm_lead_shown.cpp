// crm.lead: what forms show of a lead beside what it says itself: others like it, its meetings, how long it has been
// in each stage.
#include <chrono>
#include <map>

#include "simulator/addons/base/boolean_search.h"
#include "simulator/addons/crm/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::crm {

using namespace orm;

namespace {

// What many leads have in common tells nothing of any of them.
RecordSet others_if_few(const RecordSet& lead, const std::string& field) {
  constexpr std::int64_t limit = 21;
  const std::string value = lead.text(field);
  if (value.empty()) return lead.none();
  const RecordSet all = lead.env().since(Series::v18) ? lead.sudo() : lead;
  const RecordSet found = all.with_context({{"active_test", false}})
                              .search(term("id", "!=", lead.id()) & term(field, "=", value), {.limit = limit});
  return found.size() < limit ? found.in(lead.env()) : lead.none();
}

RecordSet of_same_customer(const RecordSet& lead) {
  const RecordSet customer = lead["partner_id"]["commercial_partner_id"];
  if (!customer) return lead.none();
  return lead.with_context({{"active_test", false}})
      .search(term("id", "!=", lead.id()) & term("partner_id", "child_of", customer.ids()))
      .in(lead.env());
}

void compute_duplicates(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const RecordSet others =
        others_if_few(lead, "email_domain_criterion") | of_same_customer(lead) | others_if_few(lead, "phone_sanitized");
    lead.set("duplicate_lead_ids", (others | lead).ids());
    lead.set("duplicate_lead_count", others.size());
  }
}

// The next meeting, or the last one.
void compute_meeting(const RecordSet& leads) {
  const std::string now = leads.env().now_text();
  for (const RecordSet& lead : leads) {
    const RecordSet meetings =
        lead.sudo().env()["calendar.event"].search(term("opportunity_id", "=", lead.id()), {.order = "start"});
    const RecordSet coming = meetings.filtered([&](const RecordSet& meeting) { return meeting.text("start") > now; });
    const RecordSet shown = coming ? coming.first() : meetings.last();
    lead.set("meeting_display_date", shown ? Value(shown.text("start").substr(0, 10)) : Value(false));
    lead.set("meeting_display_label", coming ? "Next Meeting" : shown ? "Last Meeting" : "No Meeting");
  }
}

void compute_show_enrich_button(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const bool may_be_asked_for = lead.flag("active") && !lead.text("email_from").empty() &&
                                  lead.text("email_state") != "incorrect" && lead.number("probability") != 100;
    lead.set("show_enrich_button", may_be_asked_for && !lead.flag("iap_enrich_done") && lead.text("reveal_id").empty());
  }
}

void compute_kanban_state(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const auto deadline = lead.day("activity_date_deadline");
    lead.set("kanban_state", !deadline ? "grey" : *deadline >= lead.env().today() ? "green" : "red");
  }
}

// Since 19.0 the company that a lead is of: of its contact, or the one that has the name which the lead gives.
void compute_commercial_partner(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const RecordSet contact = lead["partner_id"], company = contact["commercial_partner_id"];
    const std::string name = lead.text("partner_name");
    if (contact)
      lead.set("commercial_partner_id",
               company.flag("is_company") && !(company == contact) ? Value(company) : Value(false));
    else
      lead.set("commercial_partner_id", name.empty()
                                            ? contact
                                            : contact.search(term("is_company", "=", true) & term("name", "=", name),
                                                             {.limit = 1, .order = "id"}));
  }
}

// The changes of stage that were told of, the oldest first.
RecordSet stage_changes(const RecordSet& lead) {
  const Env env = lead.sudo().env();
  return env["mail.tracking.value"].search(
      term("field_id.model", "=", "crm.lead") & term("field_id.name", "=", "stage_id") &
          term("mail_message_id.model", "=", "crm.lead") & term("mail_message_id.res_id", "=", lead.id()),
      {.order = "id"});
}

// Seconds by stage.
void compute_duration_tracking(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    Dict seconds;
    Moment since = lead.moment("create_date").value_or(lead.env().now());
    const auto add = [&](std::int64_t stage, Moment until) {
      const std::string key = std::to_string(stage);
      const Value before = seconds.get(key);
      seconds.set(key, (before.is_integer() ? before.integer() : 0) + (until - since).count());
      since = until;
    };
    for (const RecordSet& change : stage_changes(lead))
      add(change.integer("old_value_integer"), *change.moment("create_date"));
    add(lead["stage_id"].id(), lead.env().now());
    lead.set("duration_tracking", seconds);
  }
}

// Since 19.0 an open opportunity rots that has been in its stage for longer than the stage allows.
void compute_rotting(const RecordSet& leads) {
  for (const RecordSet& lead : leads) {
    const std::int64_t allowed = lead["stage_id"].integer("rotting_threshold_days");
    const auto moved = lead.moment("date_last_stage_update");
    const Moment since = moved ? *moved : lead.moment("create_date").value_or(lead.env().now());
    const bool may_rot = allowed != 0 && lead.text("won_status") == "pending" && lead.text("type") == "opportunity";
    const bool rots = may_rot && since + std::chrono::days(allowed) < lead.env().now();
    lead.set("is_rotting", rots);
    lead.set("rotting_days", rots ? std::chrono::floor<std::chrono::days>(lead.env().now() - since).count() : 0);
  }
}

// What has lain in its stage for more than a year is not found, rotten as it is.
Domain search_is_rotting(const RecordSet& leads, std::string_view comparison, const Value& operand) {
  const std::string year_ago = format_moment(leads.env().now() - std::chrono::days(365));
  const RecordSet recent = leads.search(term("date_last_stage_update", ">", year_ago));
  const Domain found = term("id", "in", recent.filtered("is_rotting").ids());
  return base::boolean_domain(comparison, operand, [&](bool rots) { return rots ? found : !found; });
}

}  // namespace

Behaviour crm_lead_shown() {
  const In since_19{.since = Series::v19};
  return {.model = "crm.lead",
          .computes = {{{"duplicate_lead_ids", "duplicate_lead_count"}, compute_duplicates},
                       {{"meeting_display_date", "meeting_display_label"}, compute_meeting},
                       {{"show_enrich_button"}, compute_show_enrich_button},
                       {{"kanban_state"}, compute_kanban_state, In{.until = Series::v17}},
                       {{"commercial_partner_id"}, compute_commercial_partner, since_19},
                       {{"duration_tracking"}, compute_duration_tracking},
                       {{"is_rotting", "rotting_days"}, compute_rotting, since_19}},
          .searches = {{"is_rotting", search_is_rotting, since_19}}};
}

}  // namespace paridoo::addons::crm
