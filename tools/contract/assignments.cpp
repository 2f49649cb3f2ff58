#include "src/odoo/row.h"
#include "tools/contract/governed_flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

// The record has one row, of this account and this actor.
void expect_assigned(const odoo::Session& odoo, std::string_view model, std::string_view field, Id record,
                     const Cast& cast) {
  constexpr std::string_view fields[] = {"account_id", "actor_id", "state"};
  const auto rows = odoo.search_read(model, odoo::where(field, "=", record), fields);
  expect(static_cast<bool>(rows), rows ? "" : rows.error().message);
  expect_equal(rows->size(), 1, fmt::format("the number of rows of {}", model));
  odoo::RowReader row(model, rows->front());
  expect_equal(row.reference("account_id").id, cast.account, "the account");
  expect_equal(row.reference("actor_id").id, cast.agent_id, "the actor");
  expect_equal(row.text("state"), "active", "the state");
}

Id journal_of_money(const odoo::Session& odoo) {
  constexpr std::string_view only_the_id[] = {"id"};
  const auto row = odoo.find("account.journal", odoo::where("type", "=", "bank"), only_the_id);
  expect(row && *row, "this Odoo has no bank journal");
  return odoo::RowReader("account.journal", **row).id("id");
}

// The states of the attempts to collect for the order, oldest first.
json attempts_of(const odoo::Session& odoo, Id order) {
  constexpr std::string_view fields[] = {"state"};
  const auto rows =
      odoo.search_read("abs.payment.attempt", odoo::where("order_id", "=", order), fields, {.order = "id"});
  expect(static_cast<bool>(rows), rows ? "" : rows.error().message);
  json states = json::array();
  for (const auto& row : *rows) states.push_back(row.find("state")->text());
  return states;
}

void run_attempts(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "mobile money");
  const auto& odoo = recorder.target().odoo;
  Id order = 0, delivery = 0;
  walk.step("a quotation",
            new_quotation(stage.customer, {{{"product_id", stage.cable}, {"quantity", 1}, {"price_unit", 10}}}), 201,
            "quotation.response", [&](const json& body) { order = body.at("order").at("id"); });
  walk.step("it is confirmed", confirm_order(order), 200, "confirm_order.response",
            [&](const json& body) { delivery = body.at("order").at("picking_ids").at(0); });
  const auto pay = [&] {
    return register_payment(
        order, {{"amount", 5}, {"payment_source", "mobile_money"}, {"journal_id", journal_of_money(odoo)}});
  };
  walk.refused("it is too early", pay(), 400, "delivery_pending");
  walk.step("the goods leave", validate_delivery(delivery), 200, "validate_delivery.response");
  walk.step("the money is collected", pay(), 201, "register_payment.response");
  recorder.run("mobile money", "both attempts are kept", [&] {
    expect_equal(attempts_of(odoo, order), json::array({"failed", "succeeded"}), "the attempts");
  });
}

}  // namespace

void run_assignments(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "assignments");
  const auto& odoo = recorder.target().odoo;
  const Cast& cast = *stage.cast;
  Id order = 0, delivery = 0, invoice = 0, payment = 0;
  const json products = {{{"product_id", stage.cable}, {"quantity", 1}, {"price_unit", 10}}};
  walk.step("a quotation", new_quotation(stage.customer, products), 201, "quotation.response",
            [&](const json& body) { order = body.at("order").at("id"); });
  walk.step("it is confirmed", confirm_order(order), 200, "confirm_order.response",
            [&](const json& body) { delivery = body.at("order").at("picking_ids").at(0); });
  walk.step("the goods leave", validate_delivery(delivery), 200, "validate_delivery.response");
  walk.step("an invoice", create_invoice(order), 201, "order_invoice.response",
            [&](const json& body) { invoice = body.at("invoice").at("id"); });
  walk.step("it is posted", confirm_invoice(order, invoice), 200, "order_invoice.response");
  walk.step("and paid in part", register_payment(order, {{"amount", 1}}), 201, "register_payment.response",
            [&](const json& body) { payment = body.at("payment").at("id"); });
  recorder.run("assignments", "each of them is assigned once", [&] {
    expect_assigned(odoo, "ov.sa_sale_order_assignment", "order_id", order, cast);
    expect_assigned(odoo, "ov.sa_delivery_assignment", "picking_id", delivery, cast);
    expect_assigned(odoo, "ov.sa_invoice_assignment", "move_id", invoice, cast);
    expect_assigned(odoo, "ov.sa_payment_assignment", "payment_id", payment, cast);
  });
  run_attempts(recorder, stage);
}

}  // namespace paridoo::contract_suite
