// helpdesk.ticket: what a customer asks for, and the stages until it is done.
#include "simulator/addons/base/sequence.h"
#include "simulator/addons/helpdesk/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::helpdesk {

using orm::CreateSuper;
using orm::Dict;
using orm::RecordSet;
using orm::Value;
using orm::WriteSuper;

namespace {

Value first_stage(const RecordSet& tickets) {
  return tickets.env()["helpdesk.stage"].search(orm::Domain::everything(), {.limit = 1});
}

Value own_company(const RecordSet& tickets) { return tickets.env().company(); }

RecordSet create(const RecordSet& tickets, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& ticket : values)
    if (!ticket.get("ticket_ref")) ticket.set("ticket_ref", base::next_by_code(tickets.env(), "helpdesk.ticket"));
  return super(std::move(values));
}

// A stage that is folded is one where nothing is left to do.
void write(const RecordSet& tickets, Dict values, const WriteSuper& super) {
  if (values.contains("stage_id") && !values.contains("close_date")) {
    const Value& stage = values.get("stage_id");
    const bool closes = stage.is_integer() && tickets.env()["helpdesk.stage"].browse(stage.integer()).flag("fold");
    values.set("close_date", closes ? Value(tickets.env().now_text()) : Value(false));
  }
  super(tickets, std::move(values));
}

}  // namespace

orm::Behaviour helpdesk_ticket() {
  return {
      .model = "helpdesk.ticket",
      .defaults = {{"stage_id", first_stage}, {"company_id", own_company}},
      .create = create,
      .write = write,
  };
}

}  // namespace paridoo::addons::helpdesk
