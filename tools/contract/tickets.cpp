#include "tools/contract/governed_flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

void run_tickets(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "tickets");
  const auto& outsider = stage.cast->outsider;
  Id ticket = 0, stage_id = 0;
  const json body = {{"subject", "No light"}, {"partner_id", stage.customer}, {"priority", "2"}};
  walk.step("a ticket", post("/api/tickets", body), 201, "change_ticket.response", [&](const json& reply) {
    ticket = reply.at("ticket").at("id");
    stage_id = reply.at("ticket").at("stage").at("id");
    expect_equal(reply.at("ticket").at("closed"), false, "whether it is closed");
  });
  walk.refused("not of a customer of others", as(outsider, post("/api/tickets", body)), 404, "not_found",
               "/partner_id");
  const auto path = fmt::format("/api/tickets/{}", ticket);
  const auto listed = get(fmt::format("/api/tickets?partner_id={}&stage_id={}", stage.customer, stage_id));
  walk.step("it is listed", listed, 200, "tickets.response",
            [](const json& reply) { expect_equal(reply.at("total"), 1, "how many there are"); });
  walk.step("but not to others", as(outsider, listed), 200, "tickets.response",
            [](const json& reply) { expect_equal(reply.at("total"), 0, "how many there are"); });
  walk.refused("who do not see it", as(outsider, get(path)), 404, "not_found");
  walk.refused("nor close it", as(outsider, post(path + "/close")), 404, "not_found");
  walk.step("the ticket", get(path), 200, "ticket.response");
  walk.step("it is urgent", put(path, {{"priority", "3"}, {"description", "Since Monday"}}), 200,
            "change_ticket.response",
            [](const json& reply) { expect_equal(reply.at("ticket").at("priority"), "3", "the priority"); });
  walk.refused("an unknown stage", put(path, {{"stage_id", 2147483646}}), 404, "not_found", "/stage_id");
  walk.step("it is solved", post(path + "/close", {{"resolution", "cable replaced"}}), 200, "change_ticket.response",
            [](const json& reply) { expect_equal(reply.at("ticket").at("closed"), true, "whether it is closed"); });
  walk.refused("once", post(path + "/close"), 400, "invalid_state");
}

}  // namespace paridoo::contract_suite
