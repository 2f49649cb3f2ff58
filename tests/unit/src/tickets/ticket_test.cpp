#include "src/tickets/ticket.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::tickets {
namespace {

using testing::ScriptedOdoo;

constexpr auto open_ticket = R"([{"id": 5, "name": "No light", "ticket_ref": "00001", "description": false,
    "partner_id": false, "stage_id": [1, "New"], "close_date": false, "priority": "0"}])";
constexpr auto closed_ticket = R"([{"id": 5, "name": "No light", "ticket_ref": "00001", "description": false,
    "partner_id": false, "stage_id": [3, "Solved"], "close_date": "2026-11-22 10:00:00", "priority": "0"}])";

ScriptedOdoo odoo_with_ticket() {
  ScriptedOdoo odoo;
  odoo.answer_json("helpdesk.ticket.search_read", open_ticket)
      .answer_json("helpdesk.ticket.search_read", closed_ticket);
  odoo.answer_json("helpdesk.stage.search_read", R"([{"id": 3}])");
  odoo.answer("helpdesk.ticket.write", true).answer("helpdesk.ticket.message_post", 1);
  return odoo;
}

TEST(CloseTicket, MovesItToTheStageThatCloses) {
  const auto odoo = odoo_with_ticket();
  const auto ticket = close_ticket(odoo.session(), 5, {});
  ASSERT_TRUE(ticket);
  EXPECT_TRUE(ticket->closed_at);
  EXPECT_EQ(*odoo.last("helpdesk.ticket.write").arguments[1].find("stage_id"), odoo::Value(3));
  EXPECT_EQ(close_ticket(odoo.session(), 5, {}).error().kind, ErrorKind::invalid_state);
}

TEST(CloseTicket, NotesTheResolutionWhereTheOdooHasAPlaceForIt) {
  auto odoo = odoo_with_ticket();
  odoo.answer("helpdesk.ticket.fields_get", odoo::Dict{});
  ASSERT_TRUE(close_ticket(odoo.session(), 5, "cable replaced"));
  EXPECT_EQ(*odoo::Value(odoo.last("helpdesk.ticket.message_post").keywords).find("body"),
            odoo::Value("cable replaced"));

  auto with_field = odoo_with_ticket();
  with_field.answer_json("helpdesk.ticket.fields_get", R"({"x_resolution": {"type": "text"}})");
  ASSERT_TRUE(close_ticket(with_field.session(), 5, "cable replaced"));
  const auto calls = with_field.calls();
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "helpdesk.ticket.message_post"), 0);
}

}  // namespace
}  // namespace paridoo::tickets
