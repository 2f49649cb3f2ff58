#include "tools/contract/governed_flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

struct Bought {
  Id id = 0;
  std::string code;
  std::string own;  // "/api/customer/subscriptions/5"
};

std::function<void(const json&)> state_is(const char* state) {
  return [=](const json& body) { expect_equal(body.at("subscription").at("state"), state, "the state"); };
}

json purchase_of(const Stage& stage) {
  return {{"partner_id", stage.customer}, {"product_id", stage.warranty}, {"price_unit", 12.5}};
}

Bought buy(Walk& walk, const Stage& stage) {
  Bought bought;
  walk.step("a subscription", post("/api/subscription/purchase", purchase_of(stage)), 201,
            "change_subscription.response", [&](const json& body) {
              bought.id = body.at("subscription").at("id");
              bought.code = body.at("subscription").at("code");
              state_is("active")(body);
            });
  bought.own = fmt::format("/api/customer/subscriptions/{}", bought.id);
  return bought;
}

void refuse_purchases(Walk& walk, const Stage& stage) {
  auto wrong = purchase_of(stage);
  wrong["product_id"] = stage.kit;
  walk.refused("not of what does not recur", post("/api/subscription/purchase", wrong), 400, "validation_error");
  wrong["product_id"] = 2147483646;
  walk.refused("nor of what there is not", post("/api/subscription/purchase", wrong), 404, "not_found", "/product_id");
  walk.refused("nor for a customer of others",
               as(stage.cast->outsider, post("/api/subscription/purchase", purchase_of(stage))), 404, "not_found",
               "/partner_id");
  auto later = purchase_of(stage);
  later["date_start"] = "2999-01-01";
  walk.step("one that begins later is a draft", post("/api/subscription/purchase", later), 201,
            "change_subscription.response", state_is("draft"));
}

void look(Walk& walk, const Stage& stage, const Bought& bought) {
  const auto list = get(fmt::format("/api/subscriptions?partner_id={}&state=active", stage.customer));
  const auto total_is = [](int wanted) {
    return [=](const json& body) { expect_equal(body.at("total"), wanted, "how many there are"); };
  };
  walk.step("it is listed", list, 200, "subscriptions.response", total_is(1));
  walk.step("but not to others", as(stage.cast->outsider, list), 200, "subscriptions.response", total_is(0));
  const auto by_code = get("/api/subscription/status/" + bought.code);
  walk.step("by its code", by_code, 200, "subscription.response", state_is("active"));
  walk.refused("which others do not see", as(stage.cast->outsider, by_code), 404, "not_found");
  const auto by_id = get(fmt::format("/api/subscriptions/{}", bought.id));
  walk.step("by its id", by_id, 200, "subscription.response");
  walk.refused("which others do not see either", as(stage.cast->outsider, by_id), 404, "not_found");
  walk.step("the customer's own", as(stage.shopper, get("/api/customer/subscriptions?state=active")), 200,
            "subscriptions.response", total_is(1));
  walk.step("one of them", as(stage.shopper, get(bought.own)), 200, "subscription.response");
  walk.refused("not another customer's", as(stage.other_shopper, get(bought.own)), 404, "not_found");
  walk.refused("nor to an employee", get(bought.own), 401, "unauthenticated");
  walk.refused("employees' routes are none of a customer's", as(stage.shopper, list), 401, "unauthenticated");
}

void pause_and_cancel(Walk& walk, const Stage& stage, const Bought& bought) {
  const auto act = [&](const char* action) { return post(bought.own + "/" + action); };
  walk.refused("what runs does not resume", as(stage.shopper, act("resume")), 400, "invalid_state");
  walk.refused("others do not pause it", as(stage.other_shopper, act("pause")), 404, "not_found");
  walk.step("the customer pauses it", as(stage.shopper, act("pause")), 200, "change_subscription.response",
            state_is("paused"));
  walk.step("and resumes it", as(stage.shopper, act("resume")), 200, "change_subscription.response",
            state_is("active"));
  const auto cancel = post(bought.own + "/cancel", {{"reason", "moved house"}});
  walk.step("and cancels it", as(stage.shopper, cancel), 200, "change_subscription.response", [](const json& body) {
    state_is("cancelled")(body);
    expect_equal(body.at("subscription").at("cancel_reason"), "moved house", "the reason");
  });
  walk.refused("once", as(stage.shopper, cancel), 400, "invalid_state");
}

void invoice_again(Recorder& recorder, Walk& walk, const Stage& stage) {
  Bought bought = buy(walk, stage);
  recorder.run("subscriptions", "the daily job", [&] {
    const auto job = recorder.target().odoo.call("abs.subscription", "run_daily_job", {});
    expect(static_cast<bool>(job), job ? "" : job.error().message);
  });
  Id invoice = 0;
  walk.step("has made an invoice", get(fmt::format("/api/subscriptions/{}", bought.id)), 200, "subscription.response",
            [&](const json& body) {
              expect_equal(body.at("subscription").at("invoice_ids").size(), 1, "the number of invoices");
              invoice = body.at("subscription").at("invoice_ids").at(0);
            });
  walk.step("which is the account's", get(fmt::format("/api/invoices/{}", invoice)), 200, "invoice.response",
            [](const json& body) { expect_equal(body.at("invoice").at("state"), "posted", "the state"); });
  walk.refused("and nobody else's", as(stage.cast->outsider, get(fmt::format("/api/invoices/{}", invoice))), 404,
               "not_found");
}

}  // namespace

void run_subscriptions(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "subscriptions");
  const Bought bought = buy(walk, stage);
  refuse_purchases(walk, stage);
  look(walk, stage, bought);
  pause_and_cancel(walk, stage, bought);
  Walk invoices(recorder, "recurring invoices");
  invoice_again(recorder, invoices, stage);
}

}  // namespace paridoo::contract_suite
