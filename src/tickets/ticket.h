// Helpdesk tickets: what customers ask for. Of Odoo Enterprise's module helpdesk.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/governance/scope.h"
#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::tickets {

using odoo::Id;

struct Ticket {
  Id id = 0;
  std::optional<std::string> number;
  std::string subject;
  std::optional<std::string> description;  // HTML
  std::optional<odoo::Reference> customer;
  std::optional<odoo::Reference> stage;
  std::optional<std::string> closed_at;  // UTC; empty while it is open
  std::string priority;                  // 0 (low) to 3 (urgent)
};

struct TicketFilter {
  std::optional<Id> customer;
  std::optional<Id> stage;
  odoo::Domain visible = {};  // further conditions
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

struct TicketPage {
  std::int64_t total = 0;  // of all pages
  std::vector<Ticket> tickets;
};

// Of a new ticket `subject` is needed; of changes, what is empty stays as it is.
struct TicketValues {
  std::optional<std::string> subject = {};
  std::optional<std::string> description = {};
  std::optional<Id> customer = {};
  std::optional<Id> stage = {};
  std::optional<std::string> priority = {};
};

Result<TicketPage> list_tickets(const odoo::Session& odoo, const TicketFilter& filter);
// not_found if there is none.
Result<Ticket> read_ticket(const odoo::Session& odoo, Id id);
// not_found, with the pointer into the request, where the customer or stage does not exist.
Result<Ticket> create_ticket(const odoo::Session& odoo, const TicketValues& ticket,
                             const std::optional<governance::Stamp>& stamp);
Result<Ticket> update_ticket(const odoo::Session& odoo, Id id, const TicketValues& changes);
// Moves it to the first stage that closes. invalid_state if it is closed.
Result<Ticket> close_ticket(const odoo::Session& odoo, Id id, const std::optional<std::string>& resolution);

}  // namespace paridoo::tickets
