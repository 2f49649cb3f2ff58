#include "src/payments/register_payment.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/src/scripted_documents.h"
#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::payments {
namespace {

using testing::invoice_json;
using testing::InvoiceLook;
using testing::order_json;
using testing::ScriptedOdoo;

std::string invoices_json(const std::vector<InvoiceLook>& looks) {
  std::string all;
  for (const auto& look : looks) {
    const auto one = invoice_json(look);
    all += (all.empty() ? "" : ", ") + one.substr(1, one.size() - 2);
  }
  return "[" + all + "]";
}

// An order with these invoices and so many pending deliveries; the wizard makes payment 61.
ScriptedOdoo odoo_with(const std::vector<InvoiceLook>& invoices, int pending_deliveries = 0,
                       const std::string& invoice_status = "invoiced") {
  std::string ids;
  for (const auto& invoice : invoices) ids += (ids.empty() ? "" : ", ") + std::to_string(invoice.id);
  ScriptedOdoo odoo;
  odoo.answer_json("sale.order.search_read",
                   order_json({.invoice_status = invoice_status,
                               .invoices = "[" + ids + "]",
                               .delivery_status = pending_deliveries > 0 ? "started" : "full"}));
  odoo.answer("stock.picking.search_count", pending_deliveries);
  if (!invoices.empty()) odoo.answer_json("account.move.search_read", invoices_json(invoices));
  if (!invoices.empty()) odoo.answer_rows("account.move", invoices_json(invoices), "invoice_line_ids");
  odoo.answer("account.payment.register.create", 6);
  odoo.answer_json("account.payment.register.action_create_payments",
                   R"({"type": "ir.actions.act_window", "res_model": "account.payment", "res_id": 61})");
  odoo.answer_json("account.payment.search_read",
                   R"([{"id": 61, "name": "PBNK1/2026/00001", "state": "paid", "amount": 500.0, "date": "2026-11-22",
                        "partner_id": [10, "Marie Dupont"], "journal_id": [6, "Bank"], "currency_id": [1, "USD"], "memo": "INV/2026/00001"}])");
  return odoo;
}

InvoiceLook unpaid(int id) { return {.id = id, .state = "posted"}; }
InvoiceLook paid(int id) { return {.id = id, .state = "posted", .payment_state = "in_payment", .residual = 0}; }

ErrorKind refusal(const ScriptedOdoo& odoo, const NewPayment& payment) {
  const auto outcome = register_payment(odoo.session(), 5, payment);
  const auto calls = odoo.calls();
  EXPECT_EQ(std::find(calls.begin(), calls.end(), "account.payment.register.create"), calls.end())
      << "money was booked";
  return outcome ? ErrorKind::internal_error : outcome.error().kind;
}

TEST(RegisterPayment, PaysTheInvoiceThatWaitsThroughOdoosWizard) {
  auto odoo = odoo_with({paid(32), unpaid(33)});
  odoo.answer_json("account.move.search_read", invoice_json(paid(33)));
  const auto outcome = register_payment(odoo.session(), 5, {.amount = 500, .paid_on = "2026-04-23", .memo = "cash"});
  ASSERT_TRUE(outcome);
  ASSERT_TRUE(outcome->payment);
  EXPECT_EQ(outcome->payment->id, 61);
  EXPECT_EQ(outcome->invoice.residual, 0);
  const auto wizard = odoo.last("account.payment.register.create");
  const odoo::Dict values{{"amount", 500.0}, {"communication", "cash"}, {"payment_date", "2026-04-23"}};
  EXPECT_EQ(wizard.arguments[0], odoo::Value(values));
}

TEST(RegisterPayment, TheWizardKnowsItsInvoiceFromTheContext) {
  auto odoo = odoo_with({unpaid(33)});
  ASSERT_TRUE(register_payment(odoo.session(), 5, {.amount = 1}));
  for (const auto* call : {"account.payment.register.create", "account.payment.register.action_create_payments"}) {
    const odoo::Value keywords(odoo.last(call).keywords);
    EXPECT_EQ(*keywords.find("context")->find("active_model"), odoo::Value("account.move")) << call;
    EXPECT_EQ(*keywords.find("context")->find("active_ids"), odoo::Value(odoo::Ids{33})) << call;
  }
}

TEST(RegisterPayment, APendingDeliveryBlocks) {
  EXPECT_EQ(refusal(odoo_with({unpaid(33)}, 1), {.amount = 500}), ErrorKind::delivery_pending);
}

TEST(RegisterPayment, WhereAllIsDeliveredItIsNotAskedAgain) {
  const auto odoo = odoo_with({unpaid(33)});
  ASSERT_TRUE(register_payment(odoo.session(), 5, {.amount = 500}));
  const auto calls = odoo.calls();
  EXPECT_EQ(std::count(calls.begin(), calls.end(), "stock.picking.search_count"), 0);
}

TEST(RegisterPayment, APendingDeliveryDoesNotBlockTheInvoiceThatIsNamed) {
  auto odoo = odoo_with({unpaid(33)}, 1);
  EXPECT_TRUE(register_payment(odoo.session(), 5, {.amount = 500, .invoice = 33}));
}

TEST(RegisterPayment, AmongSeveralUnpaidInvoicesOneMustBeNamed) {
  EXPECT_EQ(refusal(odoo_with({unpaid(33), unpaid(34)}), {.amount = 500}), ErrorKind::invoice_ambiguous);
  auto odoo = odoo_with({unpaid(33), unpaid(34)});
  ASSERT_TRUE(register_payment(odoo.session(), 5, {.amount = 500, .invoice = 34}));
  const odoo::Value keywords(odoo.last("account.payment.register.create").keywords);
  EXPECT_EQ(*keywords.find("context")->find("active_ids"), odoo::Value(odoo::Ids{34}));
}

TEST(RegisterPayment, WhatIsPaidIsNotPaidAgain) {
  for (const NewPayment& payment : {NewPayment{.amount = 500}, NewPayment{.amount = 500, .invoice = 33}}) {
    const auto odoo = odoo_with({paid(33)});
    const auto outcome = register_payment(odoo.session(), 5, payment);
    ASSERT_TRUE(outcome);
    EXPECT_FALSE(outcome->payment);
    EXPECT_EQ(outcome->invoice.id, 33);
  }
}

TEST(RegisterPayment, ADraftIsPostedFirst) {
  auto odoo = odoo_with({{.id = 33}});                                             // listed
  odoo.answer_json("account.move.search_read", invoice_json({.id = 33}));          // looked for by create_invoice
  odoo.answer_rows("account.move", invoice_json(unpaid(33)), "invoice_line_ids");  // posted
  odoo.answer_json("account.move.search_read", invoice_json(paid(33)));
  odoo.answer("account.move.action_post", false);
  const auto outcome = register_payment(odoo.session(), 5, {.amount = 500});
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->payment);
  EXPECT_EQ(odoo.last("account.move.action_post").arguments[0], odoo::Value(odoo::Ids{33}));
}

TEST(RegisterPayment, NothingToInvoiceIsNothingToPay) {
  EXPECT_EQ(refusal(odoo_with({}, 0, "no"), {.amount = 500}), ErrorKind::nothing_to_invoice);
}

TEST(RegisterPayment, AnotherOrdersInvoiceAndDraftsAreRefused) {
  EXPECT_EQ(refusal(odoo_with({unpaid(33)}), {.amount = 500, .invoice = 99}), ErrorKind::not_found);
  EXPECT_EQ(refusal(odoo_with({{.id = 33}}), {.amount = 500, .invoice = 33}), ErrorKind::invalid_state);
}

TEST(RegisterPayment, TheJournalIsLookedUpBeforeAnythingIsDone) {
  auto odoo = odoo_with({unpaid(33)});
  odoo.answer_json("account.journal.search_read", "[]");
  const auto outcome = register_payment(odoo.session(), 5, {.amount = 500, .journal = 6});
  EXPECT_EQ(outcome.error().pointer, "/journal_id");
  const auto source = register_payment(odoo.session(), 5, {.amount = 500, .source = PaymentSource::mobile_money});
  EXPECT_EQ(source.error().pointer, "/payment_source");
}

TEST(RegisterPayment, TheSourceChoosesTheJournal) {
  auto odoo = odoo_with({unpaid(33)});
  odoo.answer_json("account.journal.search_read", R"([{"id": 7, "name": "Cash"}])");
  ASSERT_TRUE(register_payment(odoo.session(), 5, {.amount = 500, .source = PaymentSource::cash}));
  EXPECT_EQ(*odoo.last("account.payment.register.create").arguments[0].find("journal_id"), odoo::Value(7));
}

}  // namespace
}  // namespace paridoo::payments
