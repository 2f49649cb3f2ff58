#include "tools/contract/flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

struct Ordered {
  Id order = 0;
  double total = 0;
};

Ordered confirmed_order(Walk& walk, const Stage& stage, const json& products) {
  Ordered ordered;
  walk.step("a quotation", new_quotation(stage.customer, products), 201, "quotation.response",
            [&](const json& body) { ordered.order = body.at("order").at("id"); });
  walk.step("it is confirmed", confirm_order(ordered.order), 200, "confirm_order.response",
            [&](const json& body) { ordered.total = body.at("order").at("amount_total"); });
  return ordered;
}

void pay_without_invoice(Walk& walk, const Stage& stage) {
  const auto sale = confirmed_order(walk, stage, {{{"product_id", stage.fitting}, {"quantity", 1}}});
  const auto paid = register_payment(sale.order, {{"amount", sale.total}, {"payment_source", stage.payment_source}});
  walk.step("the invoice is made, posted and paid", paid, 201, "register_payment.response", [&](const json& body) {
    expect_equal(body.at("invoice").at("state"), "posted", "the state");
    expect_equal(body.at("invoice").at("payment_state"), "paid", "the payment state");
    expect_near(body.at("payment").at("amount"), sale.total, "the amount");
  });
  walk.refused("and not twice", paid, 409, "already_paid");
}

// The service is invoiced at once, the goods when they have left: two invoices.
void pay_one_of_two(Walk& walk, const Stage& stage) {
  const json products = {{{"product_id", stage.cable}, {"quantity", 1}},
                         {{"product_id", stage.fitting}, {"quantity", 1}}};
  const auto sale = confirmed_order(walk, stage, products);
  Id service_invoice = 0;
  Id delivery = 0;
  const auto take_invoice = [&](const json& body) { service_invoice = body.at("invoice").at("id"); };
  walk.step("the service is invoiced", create_invoice(sale.order), 201, "order_invoice.response", take_invoice);
  walk.step("and posted", confirm_invoice(sale.order, service_invoice), 200, "order_invoice.response");
  walk.step("its delivery", get(fmt::format("/api/stock/deliveries?sale_order_id={}", sale.order)), 200,
            "deliveries.response", [&](const json& body) { delivery = body.at("deliveries").at(0).at("id"); });
  walk.step("the goods leave", validate_delivery(delivery), 200, "validate_delivery.response");
  Id goods_invoice = 0;
  walk.step("the goods are invoiced", create_invoice(sale.order), 201, "order_invoice.response",
            [&](const json& body) { goods_invoice = body.at("invoice").at("id"); });
  walk.step("and posted", confirm_invoice(sale.order, goods_invoice), 200, "order_invoice.response");
  walk.refused("which invoice?", register_payment(sale.order, {{"amount", 1}}), 400, "invoice_ambiguous",
               "/invoice_id");
  walk.step("this one", register_payment(sale.order, {{"amount", 1}, {"invoice_id", goods_invoice}}), 201,
            "register_payment.response",
            [&](const json& body) { expect_equal(body.at("invoice").at("id"), goods_invoice, "the invoice"); });
  walk.refused("not another order's", register_payment(sale.order, {{"amount", 1}, {"invoice_id", 2147483647}}), 404,
               "not_found", "/invoice_id");
  walk.refused("not into a journal of none", register_payment(sale.order, {{"amount", 1}, {"journal_id", 2147483647}}),
               404, "not_found", "/journal_id");
}

}  // namespace

void run_smart_payment(Recorder& recorder, const Stage& stage) {
  Walk without_invoice(recorder, "payment without invoice");
  pay_without_invoice(without_invoice, stage);
  Walk one_of_two(recorder, "payment of one of two invoices");
  pay_one_of_two(one_of_two, stage);
}

}  // namespace paridoo::contract_suite
