#include "tools/contract/flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

Id quotation(Walk& walk, const Stage& stage) {
  Id order = 0;
  const json products = {{{"product_id", stage.fitting}, {"quantity", 1}},
                         {{"product_id", stage.kit}, {"quantity", 1}}};
  walk.step("a quotation", new_quotation(stage.customer, products), 201, "quotation.response",
            [&](const json& body) { order = body.at("order").at("id"); });
  return order;
}

void change(Walk& walk, const Stage& stage, const std::string& path) {
  json lines;
  walk.step("it has two lines", get(path), 200, "order.response",
            [&](const json& body) { lines = body.at("order").at("lines"); });
  if (lines.size() != 2) return;
  const json changes = {{"client_order_ref", "CHANGED"},
                        {"validity_date", "2030-12-31"},
                        {"lines", {{{"id", lines[0].at("id")}, {"quantity", 3}, {"price_unit", 39.5}}}},
                        {"remove_line_ids", {lines[1].at("id")}}};
  walk.step("it is changed", put(path, changes), 200, "change_order.response", [](const json& body) {
    const auto& order = body.at("order");
    expect_equal(order.at("client_order_ref"), "CHANGED", "the customer's reference");
    expect_equal(order.at("lines").size(), 1, "the number of lines");
    expect_near(order.at("amount_untaxed"), 118.5, "the untaxed amount");
  });
  walk.refused("another order's line", put(path, {{"remove_line_ids", {2147483646}}}), 404, "not_found",
               "/remove_line_ids/0");
  walk.refused("a customer that is not there", put(path, {{"customer_id", 2147483646}}), 404, "not_found",
               "/customer_id");
  const json more = {{"products", {{{"product_id", stage.fitting}, {"quantity", 2}, {"price_unit", 10}}}}};
  walk.step("two more fittings", post(path + "/add-lines", more), 200, "change_order.response", [](const json& body) {
    expect_equal(body.at("order").at("lines").size(), 2, "the number of lines");
    expect_near(body.at("order").at("amount_untaxed"), 138.5, "the untaxed amount");
  });
  const json nothing = {{"products", {{{"product_id", 2147483646}, {"quantity", 2}}}}};
  walk.refused("a product that is not there", post(path + "/add-lines", nothing), 404, "not_found",
               "/products/0/product_id");
}

void send(Walk& walk, const std::string& path) {
  walk.step("the pro-forma invoice", get(path + "/proforma-pdf"), 200, "document.response", [](const json& body) {
    const auto content = body.at("document").at("content").get<std::string>();
    expect(content.starts_with("JVBERi"), "it is no PDF");
  });
  walk.step("it is sent", post(path + "/send", {{"message", "As agreed."}}), 200, "change_order.response",
            [](const json& body) { expect_equal(body.at("order").at("state"), "sent", "the state"); });
  walk.refused("a quotation is not finalized", post(path + "/finalize"), 400, "invalid_state");
}

void finish(Walk& walk, const Stage& stage, Id order, const std::string& path) {
  walk.step("it is confirmed", confirm_order(order), 200, "confirm_order.response");
  walk.refused("then it is not changed any more", put(path, {{"client_order_ref", "LATE"}}), 400, "invalid_state");
  walk.step("the order is finalized", post(path + "/finalize"), 200, "change_order.response");
  walk.step("the customer's orders", get(fmt::format("/api/orders?partner_id={}&state=sale&limit=100", stage.customer)),
            200, "orders.response", [&](const json& body) {
              expect(body.at("total") >= 1, "there is none");
              for (const auto& one : body.at("orders")) expect_equal(one.at("state"), "sale", "the state");
            });
}

}  // namespace

void run_order_changes(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "a quotation that changes");
  const Id order = quotation(walk, stage);
  const auto path = fmt::format("/api/orders/{}", order);
  change(walk, stage, path);
  send(walk, path);
  finish(walk, stage, order, path);
  Walk cancelled(recorder, "a quotation that is cancelled");
  const auto other = fmt::format("/api/orders/{}", quotation(cancelled, stage));
  cancelled.step("it is cancelled", post(other + "/cancel"), 200, "change_order.response",
                 [](const json& body) { expect_equal(body.at("order").at("state"), "cancel", "the state"); });
  cancelled.refused("not twice", post(other + "/cancel"), 400, "invalid_state");
  cancelled.refused("nor sent", post(other + "/send"), 400, "invalid_state");
}

}  // namespace paridoo::contract_suite
