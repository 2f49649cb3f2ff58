#include "tools/contract/flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

struct Billed {
  Id order = 0;
  Id invoice = 0;
  double total = 0;
};

Billed posted_invoice(Walk& walk, const Stage& stage) {
  Billed billed;
  walk.step("a quotation", new_quotation(stage.customer, {{{"product_id", stage.fitting}, {"quantity", 1}}}), 201,
            "quotation.response", [&](const json& body) { billed.order = body.at("order").at("id"); });
  walk.step("it is confirmed", confirm_order(billed.order), 200, "confirm_order.response");
  walk.step("its invoice", create_invoice(billed.order), 201, "order_invoice.response",
            [&](const json& body) { billed.invoice = body.at("invoice").at("id"); });
  walk.refused("a draft is not sent", post(fmt::format("/api/invoices/{}/send", billed.invoice)), 400, "invalid_state");
  walk.refused("nor reversed",
               post(fmt::format("/api/orders/{}/credit-note", billed.order), {{"invoice_id", billed.invoice}}), 400,
               "invalid_state", "/invoice_id");
  walk.step("it is posted", confirm_invoice(billed.order, billed.invoice), 200, "order_invoice.response",
            [&](const json& body) { billed.total = body.at("invoice").at("amount_total"); });
  return billed;
}

std::function<void(const json&)> has_invoice(Id invoice, bool wanted) {
  return [=](const json& body) {
    bool found = false;
    for (const auto& one : body.at("invoices")) found = found || one.at("id") == invoice;
    expect(found == wanted, wanted ? "the invoice is not listed" : "the invoice is listed");
  };
}

void list(Walk& walk, const Stage& stage, const Billed& billed) {
  const auto of_customer = fmt::format("/api/customers/{}", stage.customer);
  const auto lists_it = has_invoice(billed.invoice, true);
  walk.step("the order's invoices", get(fmt::format("/api/orders/{}/invoices", billed.order)), 200, "invoices.response",
            lists_it);
  walk.step("the customer's", get(of_customer + "/invoices?limit=100"), 200, "invoices.response", lists_it);
  walk.step("those that wait for money", get(of_customer + "/invoices/pending?limit=100"), 200, "invoices.response",
            lists_it);
  walk.step("posted ones", get(fmt::format("/api/invoices?state=posted&partner_id={}&limit=100", stage.customer)), 200,
            "invoices.response", lists_it);
  walk.step("none of them a draft", get(fmt::format("/api/invoices?state=draft&partner_id={}", stage.customer)), 200,
            "invoices.response", has_invoice(billed.invoice, false));
  walk.step("none of long ago", get("/api/invoices?date_from=1999-01-01&date_to=1999-12-31"), 200, "invoices.response",
            [](const json& body) { expect_equal(body.at("total"), 0, "the total"); });
  walk.step("what is to be paid next", get(of_customer + "/next-payment"), 200, "next_payment.response",
            [](const json& body) { expect(body.at("next_payment").at("amount") > 0, "nothing is to be paid"); });
}

void print_and_send(Walk& walk, const Billed& billed) {
  walk.step("it is printed", get(fmt::format("/api/invoices/{}/pdf", billed.invoice)), 200, "document.response",
            [](const json& body) {
              const auto content = body.at("document").at("content").get<std::string>();
              expect(content.starts_with("JVBERi"), "it is no PDF");
            });
  walk.step("it is sent", post(fmt::format("/api/invoices/{}/send", billed.invoice)), 200, "send_invoice.response");
}

void pay(Walk& walk, const Stage& stage, const Billed& billed) {
  walk.step("it is paid", register_payment(billed.order, {{"amount", billed.total}}), 201, "register_payment.response",
            [&](const json& body) {
              expect_equal(body.at("invoice").at("payment_state"), "paid", "the payment state");
              expect_equal(body.at("payment").at("partner").at("id"), stage.customer, "the customer");
            });
  walk.step("it is among those that are paid",
            get(fmt::format("/api/invoices?state=paid&partner_id={}&limit=100", stage.customer)), 200,
            "invoices.response", has_invoice(billed.invoice, true));
  walk.step("payments", get(fmt::format("/api/payments?partner_id={}&date_from=2020-01-01", stage.customer)), 200,
            "payments.response", [](const json& body) { expect(body.at("total") >= 1, "there is none"); });
  walk.step("the customer's payments", get(fmt::format("/api/customers/{}/payments", stage.customer)), 200,
            "payments.response", [](const json& body) { expect(body.at("total") >= 1, "there is none"); });
  walk.step("the customer in figures", get(fmt::format("/api/customers/{}/dashboard", stage.customer)), 200,
            "dashboard.response", [](const json& body) {
              const auto& board = body.at("dashboard");
              expect(board.at("orders").at("confirmed") >= 1, "there are no orders");
              expect(board.at("invoices").at("paid") > 0, "nothing is paid");
              expect(board.at("payments").at("last").is_object(), "there is no last payment");
            });
}

void reverse(Walk& walk, const Stage& stage) {
  const auto billed = posted_invoice(walk, stage);
  const auto path = fmt::format("/api/orders/{}/credit-note", billed.order);
  walk.refused("another order's invoice", post(path, {{"invoice_id", 2147483646}}), 404, "not_found", "/invoice_id");
  const json note = {{"invoice_id", billed.invoice}, {"reason", "Returned"}};
  walk.step("it is reversed", post(path, note), 201, "order_invoice.response", [&](const json& body) {
    expect_equal(body.at("invoice").at("move_type"), "out_refund", "the kind");
    expect_equal(body.at("invoice").at("state"), "posted", "the state");
    expect_near(body.at("invoice").at("amount_total"), billed.total, "the total");
  });
  walk.step("nothing is to be paid for it", get(fmt::format("/api/invoices/{}", billed.invoice)), 200,
            "invoice.response", [](const json& body) {
              expect_equal(body.at("invoice").at("payment_state"), "reversed", "the payment state");
              expect_near(body.at("invoice").at("amount_residual"), 0, "the rest");
            });
  walk.refused("not twice", post(path, note), 400, "invalid_state", "/invoice_id");
}

}  // namespace

void run_books(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "invoices and payments");
  const auto billed = posted_invoice(walk, stage);
  list(walk, stage, billed);
  print_and_send(walk, billed);
  pay(walk, stage, billed);
  Walk credit(recorder, "credit note");
  reverse(credit, stage);
}

}  // namespace paridoo::contract_suite
