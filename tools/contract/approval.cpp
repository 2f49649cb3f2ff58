#include "tools/contract/governed_flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

ApiRequest request_approval(Id order) { return post(fmt::format("/api/orders/{}/request-approval", order)); }
ApiRequest approve(Id order) { return post(fmt::format("/api/orders/{}/approve", order), {{"note", "for Q2"}}); }
ApiRequest reject(Id order) { return post(fmt::format("/api/orders/{}/reject", order), {{"reason", "too dear"}}); }

std::function<void(const json&)> approval_is(const char* state) {
  return [=](const json& body) {
    expect_equal(body.at("approval").at("state"), state, "the approval");
    expect_equal(body.at("approval").at("required"), true, "whether it is required");
  };
}

ApiRequest dear_quotation(const Stage& stage) {
  return new_quotation(stage.customer, {{{"product_id", stage.fitting}, {"quantity", 1}, {"price_unit", 6000}}});
}

void approve_at_last(Walk& walk, const Stage& stage, const Cast& cast) {
  Id order = 0;
  walk.step("a dear quotation", dear_quotation(stage), 201, "quotation.response",
            [&](const json& body) { order = body.at("order").at("id"); });
  walk.refused("it is not confirmed without approval", confirm_order(order), 409, "approval_needed");
  walk.refused("which nobody gives unasked", as(cast.staff, approve(order)), 400, "invalid_state");
  walk.step("the agent asks", request_approval(order), 200, "approval.response", approval_is("waiting"));
  walk.refused("once is enough", request_approval(order), 400, "invalid_state");
  walk.refused("it is not confirmed while it waits", confirm_order(order), 409, "approval_needed");
  walk.refused("agents do not approve", approve(order), 403, "forbidden");
  walk.refused("nor reject", reject(order), 403, "forbidden");
  walk.refused("others do not see it", as(cast.outsider_staff, approve(order)), 404, "not_found");
  walk.step("staff rejects", as(cast.staff, reject(order)), 200, "approval.response", [](const json& body) {
    approval_is("rejected")(body);
    expect_equal(body.at("approval").at("reason"), "too dear", "the reason");
  });
  walk.refused("a rejected one is not approved", as(cast.staff, approve(order)), 400, "invalid_state");
  walk.step("the agent asks again", request_approval(order), 200, "approval.response", approval_is("waiting"));
  walk.step("staff approves", as(cast.staff, approve(order)), 200, "approval.response", [](const json& body) {
    approval_is("approved")(body);
    expect_equal(body.at("approval").at("note"), "for Q2", "the note");
  });
  walk.step("it is confirmed", confirm_order(order), 200, "confirm_order.response");
  walk.refused("a confirmed order asks for nothing", request_approval(order), 400, "user_error");
}

void not_ones_own(Walk& walk, const Stage& stage, const Cast& cast) {
  Id order = 0;
  walk.step("staff sells too", as(cast.staff, dear_quotation(stage)), 201, "quotation.response",
            [&](const json& body) { order = body.at("order").at("id"); });
  walk.step("and asks", as(cast.staff, request_approval(order)), 200, "approval.response");
  walk.refused("but does not approve", as(cast.staff, approve(order)), 403, "forbidden");
  walk.refused("nor reject", as(cast.staff, reject(order)), 403, "forbidden");
}

}  // namespace

void run_approval(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "approval");
  approve_at_last(walk, stage, *stage.cast);
  Walk own(recorder, "approval of one's own");
  not_ones_own(own, stage, *stage.cast);
}

}  // namespace paridoo::contract_suite
