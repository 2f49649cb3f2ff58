#include "src/tickets/ticket.h"

#include <fmt/format.h>

#include "src/governance/assignment.h"
#include "src/odoo/existence.h"

namespace paridoo::tickets {

namespace {

using odoo::Dict;
using odoo::where;

constexpr std::string_view model = "helpdesk.ticket";

constexpr std::string_view fields[] = {"name",     "ticket_ref", "description", "partner_id",
                                       "stage_id", "close_date", "priority"};

Result<Ticket> ticket_from(const odoo::Value& value) {
  odoo::RowReader row(model, value);
  return row.finish(Ticket{
      .id = row.id("id"),
      .number = row.optional_text("ticket_ref"),
      .subject = row.text("name"),
      .description = row.optional_text("description"),
      .customer = row.optional_reference("partner_id"),
      .stage = row.optional_reference("stage_id"),
      .closed_at = row.optional_text("close_date"),
      .priority = row.optional_text("priority").value_or("0"),
  });
}

Dict values_of(const TicketValues& ticket) {
  Dict values;
  odoo::add(values, "name", ticket.subject);
  odoo::add(values, "description", ticket.description);
  odoo::add(values, "partner_id", ticket.customer);
  odoo::add(values, "stage_id", ticket.stage);
  odoo::add(values, "priority", ticket.priority);
  return values;
}

Result<void> check_references(const odoo::Session& odoo, const TicketValues& ticket) {
  Result<void> known;
  if (ticket.customer) known = odoo::check_exists(odoo, "res.partner", *ticket.customer, "/partner_id");
  if (known && ticket.stage) known = odoo::check_exists(odoo, "helpdesk.stage", *ticket.stage, "/stage_id");
  return known;
}

Result<Id> closing_stage(const odoo::Session& odoo) {
  constexpr std::string_view only_the_id[] = {"id"};
  const auto row = odoo.find("helpdesk.stage", where("fold", "=", true), only_the_id);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_supported, "This Odoo has no stage in which tickets are closed."};
  odoo::RowReader reader("helpdesk.stage", **row);
  return reader.finish(reader.id("id"));
}

// Where the Odoo has a place of its own for it, or into the ticket's messages.
Result<void> note_resolution(const odoo::Session& odoo, Id id, const std::string& resolution) {
  const auto own_field = odoo.has_field(model, "x_resolution");
  if (!own_field) return own_field.error();
  if (*own_field) return odoo.write(model, {id}, {{"x_resolution", resolution}});
  const auto posted = odoo.call_on(model, {id}, "message_post", {{"body", resolution}});
  if (!posted) return posted.error();
  return {};
}

}  // namespace

Result<TicketPage> list_tickets(const odoo::Session& odoo, const TicketFilter& filter) {
  auto domain = filter.visible;
  if (filter.customer) domain &= where("partner_id", "=", *filter.customer);
  if (filter.stage) domain &= where("stage_id", "=", *filter.stage);
  const auto total = odoo.search_count(model, domain);
  if (!total) return total.error();
  const auto rows =
      odoo.search_read(model, domain, fields, {.order = "id desc", .offset = filter.offset, .limit = filter.limit});
  if (!rows) return rows.error();
  auto tickets = odoo::read_all<Ticket>(*rows, ticket_from);
  if (!tickets) return tickets.error();
  return TicketPage{.total = *total, .tickets = *std::move(tickets)};
}

Result<Ticket> read_ticket(const odoo::Session& odoo, Id id) {
  const auto row = odoo.find(model, where("id", "=", id), fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, fmt::format("There is no ticket {}.", id)};
  return ticket_from(**row);
}

Result<Ticket> create_ticket(const odoo::Session& odoo, const TicketValues& ticket,
                             const std::optional<governance::Stamp>& stamp) {
  if (auto known = check_references(odoo, ticket); !known) return known.error();
  const auto id = odoo.create(model, values_of(ticket));
  if (!id) return id.error();
  if (stamp) {
    if (auto assigned = governance::assign(odoo, governance::Subject::ticket, *id, *stamp); !assigned)
      return assigned.error();
  }
  return read_ticket(odoo, *id);
}

Result<Ticket> update_ticket(const odoo::Session& odoo, Id id, const TicketValues& changes) {
  if (auto there = read_ticket(odoo, id); !there) return there;
  if (auto known = check_references(odoo, changes); !known) return known.error();
  if (auto written = odoo.write(model, {id}, values_of(changes)); !written) return written.error();
  return read_ticket(odoo, id);
}

Result<Ticket> close_ticket(const odoo::Session& odoo, Id id, const std::optional<std::string>& resolution) {
  const auto ticket = read_ticket(odoo, id);
  if (!ticket) return ticket;
  if (ticket->closed_at) return Error{ErrorKind::invalid_state, fmt::format("Ticket {} is closed already.", id)};
  const auto stage = closing_stage(odoo);
  if (!stage) return stage.error();
  if (resolution) {
    if (auto noted = note_resolution(odoo, id, *resolution); !noted) return noted.error();
  }
  if (auto closed = odoo.write(model, {id}, {{"stage_id", *stage}}); !closed) return closed.error();
  return read_ticket(odoo, id);
}

}  // namespace paridoo::tickets
