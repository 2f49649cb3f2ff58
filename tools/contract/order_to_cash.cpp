#include "tools/contract/flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

// What the steps learn and later ones need.
struct Sale {
  Id order = 0;
  Id delivery = 0;
  Id move = 0;
  Id invoice = 0;
  double total = 0;
};

// On hand, reserved and available of the only place where the product lies.
std::function<void(const json&)> level_is(double on_hand, double reserved) {
  return [=](const json& body) {
    expect_equal(body.at("total"), 1, "the number of places");
    const auto& level = body.at("levels").at(0);
    expect_near(level.at("qty_on_hand"), on_hand, "on hand");
    expect_near(level.at("qty_reserved"), reserved, "reserved");
    expect_near(level.at("qty_available"), on_hand - reserved, "available");
  };
}

ApiRequest level_of(Id product, Id warehouse) {
  return get(fmt::format("/api/stock/levels?product_id={}&warehouse_id={}", product, warehouse));
}

void quote(Walk& walk, const Stage& stage, Sale& sale) {
  walk.step("what is on hand", level_of(stage.kit, stage.warehouse), 200, "stock_levels.response", level_is(10, 0));
  const json products = {{{"product_id", stage.kit}, {"quantity", 2}, {"price_unit", 450.0}}};
  walk.step("a quotation", new_quotation(stage.customer, products), 201, "quotation.response", [&](const json& body) {
    const auto& order = body.at("order");
    sale.order = order.at("id");
    sale.total = order.at("amount_total");
    expect_equal(order.at("state"), "draft", "the state");
    expect_near(order.at("amount_untaxed"), 900, "the untaxed amount");
    expect_equal(order.at("partner").at("id"), stage.customer, "the customer");
    expect_equal(order.at("client_order_ref"), "CONTRACT", "the customer's reference");
  });
  walk.step(
      "the quotation, read again", get(fmt::format("/api/orders/{}", sale.order)), 200, "order.response",
      [&](const json& body) { expect_near(body.at("order").at("lines").at(0).at("price_unit"), 450, "the price"); });
  walk.refused("a quotation cannot be invoiced", create_invoice(sale.order), 400, "invalid_state");
  walk.refused("nor paid", register_payment(sale.order, {{"amount", 1}}), 400, "invalid_state");
}

void confirm(Walk& walk, const Stage& stage, Sale& sale) {
  walk.step("it is confirmed", confirm_order(sale.order), 200, "confirm_order.response", [&](const json& body) {
    const auto& order = body.at("order");
    expect_equal(order.at("state"), "sale", "the state");
    expect_equal(order.at("picking_ids").size(), 1, "the number of deliveries");
    sale.delivery = order.at("picking_ids").at(0);
  });
  walk.refused("it is not confirmed twice", confirm_order(sale.order), 400, "invalid_state");
  walk.step("the goods are reserved", level_of(stage.kit, stage.warehouse), 200, "stock_levels.response",
            level_is(10, 2));
  walk.refused("they are not invoiced before they leave", create_invoice(sale.order), 400, "nothing_to_invoice");
  walk.refused("nor paid", register_payment(sale.order, {{"amount", 1}}), 400, "delivery_pending");
}

void deliver(Walk& walk, const Stage& stage, Sale& sale) {
  const auto of_order = [&](const char* more) {
    return get(fmt::format("/api/stock/deliveries?sale_order_id={}{}", sale.order, more));
  };
  walk.step("its delivery is waiting", of_order("&state=ready"), 200, "deliveries.response", [&](const json& body) {
    expect_equal(body.at("total"), 1, "the number of deliveries");
    expect_equal(body.at("deliveries").at(0).at("id"), sale.delivery, "the delivery");
    expect_equal(body.at("deliveries").at(0).at("sale_order").at("id"), sale.order, "its order");
  });
  walk.step("the delivery", get(fmt::format("/api/stock/deliveries/{}", sale.delivery)), 200, "delivery.response",
            [&](const json& body) {
              const auto& line = body.at("delivery").at("lines").at(0);
              sale.move = line.at("id");
              expect_near(line.at("qty_ordered"), 2, "ordered");
              expect_near(line.at("qty_done"), 0, "done");
            });
  const json one = {{"lines", {{{"move_id", sale.move}, {"qty_done", 1}}}}};
  walk.refused("half of it needs leave", validate_delivery(sale.delivery, one), 400, "partial_delivery");
  walk.step("all of it leaves", validate_delivery(sale.delivery), 200, "validate_delivery.response",
            [](const json& body) {
              expect_equal(body.at("delivery").at("state"), "done", "the state");
              expect_equal(body.at("backorder"), nullptr, "the backorder");
            });
  walk.refused("it does not leave twice", validate_delivery(sale.delivery), 400, "invalid_state");
  walk.step("the shelf has less", level_of(stage.kit, stage.warehouse), 200, "stock_levels.response", level_is(8, 0));
  walk.step("nothing is left to deliver", of_order(""), 200, "deliveries.response",
            [](const json& body) { expect_equal(body.at("total"), 0, "the number of deliveries"); });
}

void invoice(Walk& walk, Sale& sale) {
  walk.step("its invoice", create_invoice(sale.order), 201, "order_invoice.response", [&](const json& body) {
    sale.invoice = body.at("invoice").at("id");
    expect_equal(body.at("invoice").at("state"), "draft", "the state");
    expect_near(body.at("invoice").at("amount_total"), sale.total, "the total");
  });
  walk.step("the same invoice, not another", create_invoice(sale.order), 200, "order_invoice.response",
            [&](const json& body) { expect_equal(body.at("invoice").at("id"), sale.invoice, "the invoice"); });
  walk.refused("a draft takes no payment", register_payment(sale.order, {{"amount", 1}, {"invoice_id", sale.invoice}}),
               400, "invalid_state", "/invoice_id");
  walk.step("it is confirmed", confirm_invoice(sale.order, sale.invoice), 200, "order_invoice.response",
            [](const json& body) {
              expect_equal(body.at("invoice").at("state"), "posted", "the state");
              expect(body.at("invoice").at("name").is_string(), "the invoice has no number");
            });
  walk.refused("it is not confirmed twice", confirm_invoice(sale.order, sale.invoice), 400, "invalid_state");
  walk.refused("nothing is left to invoice", create_invoice(sale.order), 400, "nothing_to_invoice");
}

void pay(Walk& walk, Sale& sale) {
  const auto invoice_is = [](const char* state, double residual) {
    return [=](const json& body) {
      expect_equal(body.at("invoice").at("payment_state"), state, "the payment state");
      expect_near(body.at("invoice").at("amount_residual"), residual, "the rest");
    };
  };
  const json part = {{"amount", 100}, {"payment_date", "2026-04-23"}, {"memo", "a part"}, {"payment_source", "bank"}};
  walk.step("a part is paid", register_payment(sale.order, part), 201, "register_payment.response",
            [&](const json& body) {
              expect_near(body.at("payment").at("amount"), 100, "the amount");
              expect_equal(body.at("payment").at("payment_date"), "2026-04-23", "the date");
              expect_equal(body.at("payment").at("memo"), "a part", "the memo");
              invoice_is("partial", sale.total - 100)(body);
            });
  walk.step("the rest is paid",
            register_payment(sale.order, {{"amount", sale.total - 100}, {"invoice_id", sale.invoice}}), 201,
            "register_payment.response", invoice_is("paid", 0));
  walk.step("the invoice is paid", get(fmt::format("/api/invoices/{}", sale.invoice)), 200, "invoice.response",
            invoice_is("paid", 0));
  walk.refused("it is not paid twice", register_payment(sale.order, {{"amount", sale.total}}), 409, "already_paid");
  walk.step("the order is invoiced", get(fmt::format("/api/orders/{}", sale.order)), 200, "order.response",
            [](const json& body) { expect_equal(body.at("order").at("invoice_status"), "invoiced", "the status"); });
}

}  // namespace

void run_order_to_cash(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "order to cash");
  Sale sale;
  quote(walk, stage, sale);
  confirm(walk, stage, sale);
  deliver(walk, stage, sale);
  invoice(walk, sale);
  pay(walk, sale);
}

}  // namespace paridoo::contract_suite
