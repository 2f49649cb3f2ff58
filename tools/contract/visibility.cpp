#include "tools/contract/governed_flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

json one(Id product, double price = 10) { return {{{"product_id", product}, {"quantity", 1}, {"price_unit", price}}}; }

ApiRequest for_account(ApiRequest request, Id account) {
  request.headers["X-SA-ID"] = std::to_string(account);
  return request;
}

std::function<void(const json&)> total_is(int wanted) {
  return [=](const json& body) { expect_equal(body.at("total"), wanted, "how many there are"); };
}

void act_for_accounts(Walk& walk, const Stage& stage, const Cast& cast) {
  const auto quotation = new_quotation(stage.customer, one(stage.fitting));
  walk.refused("whose order, of two accounts?", as(cast.both, quotation), 400, "invalid_request");
  walk.step("this one's", as(cast.both, for_account(quotation, cast.account)), 201, "quotation.response");
  walk.refused("not an account of others", as(cast.outsider, for_account(quotation, cast.account)), 403, "forbidden");
  walk.refused("X-SA-ID is a number",
               as(cast.agent,
                  [&] {
                    auto request = quotation;
                    request.headers["X-SA-ID"] = "Togo";
                    return request;
                  }()),
               403, "forbidden");
  walk.refused("nor after one has left", as(cast.left, quotation), 403, "forbidden");
  walk.refused("nor for a customer of others", as(cast.outsider, quotation), 404, "not_found", "/customer_id");
  const auto of_outlet = [&](Id outlet) {
    auto body = json::parse(*quotation.body);
    body["outlet_id"] = outlet;
    return post("/api/quotations", body);
  };
  walk.step("in an outlet of one's own", of_outlet(cast.outlet), 201, "quotation.response");
  walk.refused("not in one of others", of_outlet(cast.other_outlet), 400, "validation_error");
  walk.refused("nor in one that there is not", of_outlet(2147483646), 404, "not_found", "/outlet_id");
  walk.step("the accounts of an agent", as(cast.both, get("/api/service-accounts")), 200, "service_accounts.response",
            total_is(2));
  walk.step("of staff", as(cast.staff, get("/api/service-accounts")), 200, "service_accounts.response",
            [&](const json& body) {
              expect_equal(body.at("accounts").at(0).at("id"), cast.account, "the account");
              expect_equal(body.at("accounts").at(0).at("role"), "staff", "the role");
            });
}

void see_orders(Walk& walk, const Stage& stage, const Cast& cast) {
  Id order = 0, delivery = 0, invoice = 0;
  walk.step("an order of the account", new_quotation(stage.customer, one(stage.cable)), 201, "quotation.response",
            [&](const json& body) { order = body.at("order").at("id"); });
  const auto path = fmt::format("/api/orders/{}", order);
  walk.step("its staff sees it", as(cast.staff, get(path)), 200, "order.response");
  walk.refused("others do not", as(cast.outsider, get(path)), 404, "not_found");
  walk.refused("nor who has left", as(cast.left, get(path)), 404, "not_found");
  walk.refused("nor who acts for another account now", as(cast.both, for_account(get(path), cast.other_account)), 404,
               "not_found");
  walk.refused("others do not confirm it", as(cast.outsider, confirm_order(order)), 404, "not_found");
  walk.step("it is confirmed", confirm_order(order), 200, "confirm_order.response",
            [&](const json& body) { delivery = body.at("order").at("picking_ids").at(0); });
  const auto deliveries = get(fmt::format("/api/stock/deliveries?sale_order_id={}", order));
  walk.step("its delivery is the account's", deliveries, 200, "deliveries.response", total_is(1));
  walk.step("and nobody else's", as(cast.outsider, deliveries), 200, "deliveries.response", total_is(0));
  walk.refused("others do not see it", as(cast.outsider, get(fmt::format("/api/stock/deliveries/{}", delivery))), 404,
               "not_found");
  walk.refused("nor let it leave", as(cast.outsider, validate_delivery(delivery)), 404, "not_found");
  walk.step("our own systems see it", with_key(walk.target(), get(fmt::format("/api/stock/deliveries/{}", delivery))),
            200, "delivery.response");
  walk.step("it leaves", validate_delivery(delivery), 200, "validate_delivery.response");
  walk.refused("others do not invoice it", as(cast.outsider, create_invoice(order)), 404, "not_found");
  walk.step("its invoice", create_invoice(order), 201, "order_invoice.response",
            [&](const json& body) { invoice = body.at("invoice").at("id"); });
  const auto invoice_path = fmt::format("/api/invoices/{}", invoice);
  walk.step("a draft is the account's already", get(invoice_path), 200, "invoice.response");
  walk.refused("and nobody else's", as(cast.outsider, get(invoice_path)), 404, "not_found");
  walk.refused("others do not pay it", as(cast.outsider, register_payment(order, {{"amount", 1}})), 404, "not_found");
}

}  // namespace

void run_visibility(Recorder& recorder, const Stage& stage) {
  Walk accounts(recorder, "on whose behalf");
  act_for_accounts(accounts, stage, *stage.cast);
  Walk orders(recorder, "who sees what");
  see_orders(orders, stage, *stage.cast);
}

}  // namespace paridoo::contract_suite
