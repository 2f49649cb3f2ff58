// Helpdesk tickets.
#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/page.h"
#include "src/governance/visibility.h"
#include "src/tickets/ticket.h"

namespace paridoo::api {

namespace {

tickets::TicketValues parse_ticket(const nlohmann::json& body) {
  return {.subject = optional_text(body, "subject"),
          .description = optional_text(body, "description"),
          .customer = optional_id(body, "partner_id"),
          .stage = optional_id(body, "stage_id"),
          .priority = optional_text(body, "priority")};
}

Json render_ticket(const tickets::Ticket& ticket) {
  return {
      {"id", ticket.id},
      {"ref", render(ticket.number)},
      {"subject", ticket.subject},
      {"description", render(ticket.description)},
      {"partner", render(ticket.customer)},
      {"stage", render(ticket.stage)},
      {"closed", ticket.closed_at.has_value()},
      {"closed_at", render(ticket.closed_at)},
      {"priority", ticket.priority},
  };
}

Result<Answer> answer_ticket(const Result<tickets::Ticket>& ticket, int status, const char* message) {
  if (!ticket) return ticket.error();
  return success(status, {{"message", message}, {"ticket", render_ticket(*ticket)}});
}

}  // namespace

Result<Answer> get_tickets(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto visible = governance::visible(call.odoo, call.scope, Subject::ticket);
  if (!visible) return visible.error();
  const auto found = tickets::list_tickets(call.odoo, {.customer = optional_id(call.query, "partner_id"),
                                                       .stage = optional_id(call.query, "stage_id"),
                                                       .visible = *visible,
                                                       .offset = page.offset(),
                                                       .limit = page.limit});
  if (!found) return found.error();
  Json items = Json::array();
  for (const auto& ticket : found->tickets) items.push_back(render_ticket(ticket));
  return answer_page(page, found->total, "tickets", std::move(items));
}

Result<Answer> get_ticket(const Call& call) {
  const auto ticket = tickets::read_ticket(call.odoo, call.id("id"));
  if (!ticket) return ticket.error();
  return success(200, {{"ticket", render_ticket(*ticket)}});
}

Result<Answer> post_ticket(const Call& call) {
  const auto stamp = governance::stamp_of(call.scope);
  if (!stamp) return stamp.error();
  const auto values = parse_ticket(call.body);
  if (values.customer) {
    auto seen = governance::check_visible(call.odoo, call.scope, Subject::customer, *values.customer, "/partner_id");
    if (!seen) return seen.error();
  }
  return answer_ticket(tickets::create_ticket(call.odoo, values, *stamp), 201, "Ticket created");
}

Result<Answer> put_ticket(const Call& call) {
  return answer_ticket(tickets::update_ticket(call.odoo, call.id("id"), parse_ticket(call.body)), 200,
                       "Ticket changed");
}

Result<Answer> post_ticket_closure(const Call& call) {
  const auto resolution = optional_text(call.body, "resolution");
  return answer_ticket(tickets::close_ticket(call.odoo, call.id("id"), resolution), 200, "Ticket closed");
}

}  // namespace paridoo::api
