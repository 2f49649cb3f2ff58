#include "src/invoicing/order_invoices.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/src/scripted_documents.h"
#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::invoicing {
namespace {

using testing::invoice_json;
using testing::order_json;
using testing::ScriptedOdoo;

// As Odoo orders them, the newest first.
constexpr auto two_lines_and_a_section = R"([
    {"id": 52, "product_id": [21, "Battery"], "name": "Battery", "quantity": 2.0, "price_unit": 10.0, "discount": 0.0,
     "price_subtotal": 20.0, "price_total": 23.0, "tax_ids": [1], "sequence": 11, "display_type": "product"},
    {"id": 51, "product_id": [20, "Solar Kit"], "name": "Solar Kit", "quantity": 1.0, "price_unit": 434.78,
     "discount": 0.0, "price_subtotal": 434.78, "price_total": 500.0, "tax_ids": [1], "sequence": 10,
     "display_type": "product"},
    {"id": 50, "product_id": false, "name": "Kits", "quantity": 0.0, "price_unit": 0.0, "discount": 0.0,
     "price_subtotal": 0.0, "price_total": 0.0, "tax_ids": [], "sequence": 9, "display_type": "line_section"}])";

TEST(CreateInvoice, ADraftThatIsThereIsAnsweredAgain) {
  ScriptedOdoo odoo;
  odoo.answer_json("sale.order.search_read", order_json({.invoices = "[33]"}));
  odoo.answer_json("account.move.search_read", invoice_json({.id = 33}));
  odoo.answer_rows("account.move", invoice_json({.id = 33}), "invoice_line_ids");
  const auto invoice = create_invoice(odoo.session(), 5);
  ASSERT_TRUE(invoice);
  EXPECT_FALSE(invoice->created);
  EXPECT_EQ(invoice->invoice.invoice.id, 33);
  EXPECT_FALSE(invoice->invoice.invoice.name);
}

TEST(CreateInvoice, AsksTheWizardAndFindsWhatItMade) {
  ScriptedOdoo odoo;
  odoo.answer_json("sale.order.search_read", order_json({.invoices = "[33]"}));
  odoo.answer_json("sale.order.search_read", order_json({.invoices = "[34, 33]"}));
  odoo.answer_json("account.move.search_read", invoice_json({.id = 33, .state = "posted"}));
  odoo.answer_rows("account.move", invoice_json({.id = 34}), "invoice_line_ids", two_lines_and_a_section);
  odoo.answer("sale.advance.payment.inv.create", 2)
      .answer("sale.advance.payment.inv.create_invoices", odoo::Dict{{"type", "x"}});
  const auto invoice = create_invoice(odoo.session(), 5);
  ASSERT_TRUE(invoice);
  EXPECT_TRUE(invoice->created);
  EXPECT_EQ(*odoo.last("sale.advance.payment.inv.create").arguments[0].find("advance_payment_method"),
            odoo::Value("delivered"));
  const auto looked_up = odoo.last("account.move.web_search_read").arguments[0];
  EXPECT_EQ(looked_up.list()[1], odoo::Value(odoo::List{"id", "=", 34}));
  const auto& lines = invoice->invoice.lines;
  ASSERT_EQ(lines.size(), 2u) << "sections sell nothing";
  EXPECT_EQ(lines[0].description, "Solar Kit") << "in the order of the invoice";
  EXPECT_EQ(lines[1].product->name, "Battery");
}

TEST(CreateInvoice, RefusesWhatCannotBeInvoicedAndSaysWhy) {
  const auto refusal = [](const testing::OrderLook& look) {
    ScriptedOdoo odoo;
    odoo.answer_json("sale.order.search_read", order_json(look));
    return create_invoice(odoo.session(), 5).error();
  };
  EXPECT_EQ(refusal({.state = "draft"}).kind, ErrorKind::invalid_state);
  EXPECT_EQ(refusal({.invoice_status = "invoiced"}).kind, ErrorKind::nothing_to_invoice);
  EXPECT_NE(refusal({.invoice_status = "no"}).message.find("delivered"), std::string::npos);
}

TEST(CreateInvoice, TheWindowThatShowsTheInvoiceIsEnough) {
  ScriptedOdoo odoo;
  odoo.answer_json("sale.order.search_read", order_json({.invoices = "[]"}));
  odoo.answer_json("account.move.search_read", invoice_json({.id = 34}));
  odoo.answer_rows("account.move", invoice_json({.id = 34}), "invoice_line_ids");
  odoo.answer("sale.advance.payment.inv.create", 2);
  odoo.answer_json("sale.advance.payment.inv.create_invoices", R"({"res_model": "account.move", "res_id": 34})");
  const auto invoice = create_invoice(odoo.session(), 5);
  ASSERT_TRUE(invoice);
  EXPECT_EQ(invoice->invoice.invoice.id, 34);
  const auto calls = odoo.calls();
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "sale.order.search_read"), 1);
}

TEST(ConfirmInvoice, PostsADraftOfTheOrder) {
  ScriptedOdoo odoo;
  odoo.answer_json("account.move.search_read", invoice_json({.id = 33}));
  odoo.answer_rows("account.move", invoice_json({.id = 33, .state = "posted"}), "invoice_line_ids");
  odoo.answer("account.move.action_post", false);
  const auto invoice = confirm_invoice(odoo.session(), 5, 33);
  ASSERT_TRUE(invoice);
  EXPECT_TRUE(invoice->invoice.is_posted());
}

TEST(ConfirmInvoice, AnotherOrdersInvoiceIsNotFound) {
  ScriptedOdoo odoo;
  odoo.answer_json("account.move.search_read", "[]");
  odoo.answer_json("sale.order.search_read", order_json({.invoices = "[33]"}));
  EXPECT_EQ(confirm_invoice(odoo.session(), 5, 34).error().kind, ErrorKind::not_found);
}

TEST(ConfirmInvoice, APostedOneIsNotPostedAgain) {
  ScriptedOdoo odoo;
  odoo.answer_json("account.move.search_read", invoice_json({.id = 33, .state = "posted"}));
  EXPECT_EQ(confirm_invoice(odoo.session(), 5, 33).error().kind, ErrorKind::invalid_state);
}

}  // namespace
}  // namespace paridoo::invoicing
