#include <gtest/gtest.h>

#include "src/odoo/existence.h"
#include "src/orders/order_list.h"
#include "src/orders/quotation.h"
#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::orders {
namespace {

using testing::ScriptedOdoo;

// As a real 18.0 answers, ids aside: fixtures/recordings/18.0/golden/sale/order_to_cash.json.
constexpr auto draft_order = R"([{"id": 5, "name": "S00001", "state": "draft", "partner_id": [10, "Marie Dupont"],
    "client_order_ref": "CUST-REF-001", "date_order": "2026-11-22 10:00:00", "company_id": [1, "My Company"],
    "currency_id": [1, "USD"], "amount_untaxed": 474.78, "amount_tax": 71.22, "amount_total": 546.0, "invoice_status": "no",
    "delivery_status": false, "picking_ids": [], "invoice_ids": []}])";

constexpr auto confirmed_order = R"([{"id": 5, "name": "S00001", "state": "sale", "partner_id": [10, "Marie Dupont"],
    "client_order_ref": false, "date_order": "2026-11-22 10:00:00", "company_id": [1, "My Company"],
    "currency_id": [1, "USD"], "amount_untaxed": 474.78, "amount_tax": 71.22, "amount_total": 546.0,
    "invoice_status": "to invoice", "delivery_status": "pending", "picking_ids": [3], "invoice_ids": []}])";

constexpr auto order_lines = R"([{"id": 8, "product_id": [20, "Solar Kit"], "name": "Solar Kit", "product_uom_qty": 1.0,
    "qty_delivered": 0.0, "qty_invoiced": 0.0, "price_unit": 434.78, "discount": 0.0, "price_subtotal": 434.78,
    "price_tax": 65.22, "price_total": 500.0, "display_type": false},
    {"id": 9, "product_id": false, "name": "Delivery free", "product_uom_qty": 0.0, "qty_delivered": 0.0,
    "qty_invoiced": 0.0, "price_unit": 0.0, "discount": 0.0, "price_subtotal": 0.0, "price_tax": 0.0, "price_total": 0.0,
    "display_type": "line_note"}])";

NewQuotation solar_kit_for_marie() {
  return {.customer = 10,
          .customer_reference = "CUST-REF-001",
          .lines = {{.product = 20, .quantity = 1, .unit_price = 434.78}}};
}

ScriptedOdoo odoo_with_catalogue() {
  ScriptedOdoo odoo;
  odoo.answer_json("res.partner.search_read", R"([{"id": 10}])");
  odoo.answer_json("product.product.search_read", R"([{"id": 20}, {"id": 21}])");
  odoo.answer("sale.order.create", 5);
  odoo.answer_rows("sale.order", draft_order, "order_line", order_lines);
  return odoo;
}

TEST(CreateQuotation, MakesADraftOrderAndAnswersItWhole) {
  const auto odoo = odoo_with_catalogue();
  const auto order = create_quotation(odoo.session(), solar_kit_for_marie());
  ASSERT_TRUE(order);
  EXPECT_EQ(order->order.name, "S00001");
  EXPECT_EQ(order->order.customer.name, "Marie Dupont");
  EXPECT_FALSE(order->order.delivery_status);
  ASSERT_EQ(order->lines.size(), 1u);
  EXPECT_EQ(order->lines[0].total, 500.0);
}

TEST(ReadOrder, ALineThatDoesNotSayWhatItIsIsNotAsAgreed) {
  ScriptedOdoo odoo;
  odoo.answer_rows("sale.order", draft_order, "order_line", R"([{"id": 8, "product_id": [20, "Solar Kit"]}])");
  const auto order = read_order_with_lines(odoo.session(), 5);
  ASSERT_FALSE(order);
  EXPECT_EQ(order.error().kind, ErrorKind::malformed_answer);
  EXPECT_EQ(order.error().detail, "sale.order.line.display_type is absent");
}

TEST(CreateQuotation, LeavesThePriceToOdooUnlessItIsGiven) {
  const auto odoo = odoo_with_catalogue();
  auto quotation = solar_kit_for_marie();
  quotation.lines.push_back({.product = 21, .quantity = 2, .unit_price = {}});
  ASSERT_TRUE(create_quotation(odoo.session(), quotation));
  const auto call = odoo.last("sale.order.create");
  const auto& lines = call.arguments[0].find("order_line")->list();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(*lines[0].list()[2].find("price_unit"), odoo::Value(434.78));
  EXPECT_EQ(lines[1].list()[2].find("price_unit"), nullptr);
}

TEST(CreateQuotation, UnknownCustomersAndProductsAreNamedBeforeAnythingIsWritten) {
  ScriptedOdoo odoo;
  odoo.answer("res.partner.search_read", odoo::List{});
  EXPECT_EQ(create_quotation(odoo.session(), solar_kit_for_marie()).error().pointer, "/customer_id");

  const auto catalogue = odoo_with_catalogue();
  auto quotation = solar_kit_for_marie();
  quotation.lines.push_back({.product = 99, .quantity = 1, .unit_price = {}});
  const auto order = create_quotation(catalogue.session(), quotation);
  EXPECT_EQ(order.error().kind, ErrorKind::not_found);
  EXPECT_EQ(order.error().pointer, "/products/1/product_id");
  EXPECT_EQ(catalogue.calls(), (std::vector<std::string>{"res.partner.search_read", "product.product.search_read"}));
}

TEST(CreateQuotation, AnOutletNeedsAnOdooThatKnowsOutlets) {
  auto odoo = odoo_with_catalogue();
  odoo.answer_json("ov.outlet.search_read", R"([{"id": 5}])");
  odoo.answer("sale.order.fields_get", odoo::Dict{}).answer_json("sale.order.fields_get", R"({"x_outlet_id": {}})");
  auto quotation = solar_kit_for_marie();
  quotation.outlet = 5;
  const auto refused = create_quotation(odoo.session(), quotation);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_supported);
  EXPECT_EQ(refused.error().pointer, "/outlet_id");
  ASSERT_TRUE(create_quotation(odoo.session(), quotation));
  EXPECT_EQ(*odoo.last("sale.order.create").arguments[0].find("x_outlet_id"), odoo::Value(5));
}

ScriptedOdoo odoo_with_package() {
  auto odoo = odoo_with_catalogue();
  odoo.answer_json("product.product.search_read", R"([{"id": 20}])");
  odoo.answer_json("product.product.search_read",
                   R"([{"id": 20, "display_name": "Solar Home System", "product_tmpl_id": [3, "Solar Home System"]}])");
  odoo.answer_json("ov.bop.sheet.search_read", R"([{"id": 1, "name": "SHS"}])");
  odoo.answer_json("ov.bop.line.search_read", R"([{"id": 2, "product_id": [8, "Panel"], "quantity": 2.0, "sequence": 10,
      "product_type": "consu", "x_pu_category": false}])");
  odoo.answer_json("ov.bop.property.search_read", R"([{"id": 3, "name": "Colour", "options": "Black\nSilver"}])");
  return odoo;
}

TEST(ExpandPackages, APackageBecomesItsParts) {
  const auto odoo = odoo_with_package();
  const auto of_package = odoo.session();
  ASSERT_TRUE(odoo::existing(of_package, "product.product", {20}));  // the first answers of the script
  ASSERT_TRUE(odoo::existing(of_package, "product.product", {20}));
  const auto lines =
      expand_packages(of_package, {{.product = 20, .quantity = 3, .choices = {{"Colour", "Black"}}}}, "/products");
  ASSERT_TRUE(lines);
  ASSERT_EQ(lines->size(), 1u);
  EXPECT_EQ(lines->front().product, 8);
  EXPECT_EQ(lines->front().quantity, 6);
  EXPECT_EQ(lines->front().package, 1);
  EXPECT_EQ(lines->front().chosen, "Colour: Black");
}

TEST(ExpandPackages, ChoicesMustBeMade) {
  const auto odoo = odoo_with_package();
  const auto of_package = odoo.session();
  ASSERT_TRUE(odoo::existing(of_package, "product.product", {20}));
  ASSERT_TRUE(odoo::existing(of_package, "product.product", {20}));
  const auto pointer = [&](const NewOrderLine& line) {
    const auto lines = expand_packages(of_package, {line}, "/products");
    return lines ? "" : lines.error().pointer;
  };
  EXPECT_EQ(pointer({.product = 20, .quantity = 1}), "/products/0/choices");
  EXPECT_EQ(pointer({.product = 20, .quantity = 1, .choices = {{"Colour", "Red"}}}), "/products/0/choices");
  EXPECT_EQ(pointer({.product = 20, .quantity = 1, .unit_price = 5}), "/products/0/price_unit");
  EXPECT_EQ(pointer({.product = 21, .quantity = 1, .choices = {{"Colour", "Black"}}}), "/products/0/choices");
}

TEST(ConfirmOrder, AsksOdooAndReadsWhatBecameOfIt) {
  ScriptedOdoo odoo;
  odoo.answer_rows("sale.order", confirmed_order, "order_line", order_lines);
  odoo.answer("sale.order.action_confirm", true);
  const auto order = confirm_order(odoo.session(), 5);
  ASSERT_TRUE(order);
  EXPECT_EQ(order->order.state, "sale");
  EXPECT_EQ(order->order.deliveries, odoo::Ids{3});
}

TEST(ConfirmOrder, AConfirmedOneStaysAsItIs) {
  ScriptedOdoo odoo;
  odoo.fail("sale.order.action_confirm", "odoo.exceptions.UserError", "Not in a state requiring confirmation.");
  odoo.answer_json("sale.order.search_read", confirmed_order);
  EXPECT_EQ(confirm_order(odoo.session(), 5).error().kind, ErrorKind::invalid_state);
}

TEST(ConfirmOrder, OneThatIsGoneIsNotFound) {
  ScriptedOdoo odoo;
  odoo.fail("sale.order.action_confirm", "odoo.exceptions.MissingError", "It is gone.");
  odoo.answer_json("sale.order.search_read", "[]");
  EXPECT_EQ(confirm_order(odoo.session(), 5).error().kind, ErrorKind::not_found);
}

TEST(ListOrders, WhatIsDoneIsASaleThatIsLocked) {
  ScriptedOdoo odoo;
  odoo.answer("sale.order.search_count", 0).answer_json("sale.order.search_read", "[]");
  ASSERT_TRUE(list_orders(odoo.session(), {.state = "done", .customer = {}}));
  const auto domain = odoo.last("sale.order.search_read").arguments[0];
  EXPECT_EQ(domain, odoo::Value((odoo::where("state", "=", "sale") & odoo::where("locked", "=", true)).terms()));
}

TEST(ConfirmOrder, OdoosRefusalIsPassedOn) {
  ScriptedOdoo odoo;
  odoo.answer_json("sale.order.search_read", draft_order);
  odoo.fail("sale.order.action_confirm", "odoo.exceptions.UserError", "The customer is blocked.");
  const auto order = confirm_order(odoo.session(), 5);
  EXPECT_EQ(order.error().kind, ErrorKind::user_error);
  EXPECT_EQ(order.error().message, "The customer is blocked.");
}

}  // namespace
}  // namespace paridoo::orders
