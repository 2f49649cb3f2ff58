// Letters: quotations and invoices that are sent, with and without a mail server.
#include <gtest/gtest.h>

#include "tests/support/mail_sink.h"
#include "tests/support/test_simulator.h"

namespace paridoo::addons::mail {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::error_name;
using support::MailSink;
using support::result_of;

class Sending : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value create(std::string_view model, Dict values, Dict kwargs = {}) {
    return call(model, "create", {std::move(values)}, std::move(kwargs));
  }
  Value field(std::string_view model, const Value& id, std::string_view name) {
    return call(model, "read", {List{id}, List{name}}).list().front().dict().get(name);
  }
  Value found(std::string_view model, List domain) { return call(model, "search", {std::move(domain)}); }

  Value server(const MailSink& sink, std::string_view encryption = "none", Dict more = {}) {
    Dict values{
        {"name", "sink"}, {"smtp_host", "127.0.0.1"}, {"smtp_port", sink.port()}, {"smtp_encryption", encryption}};
    values.update(more);
    return create("ir.mail_server", values);
  }
  Value order() {
    return create("sale.order",
                  Dict{{"partner_id", customer_},
                       {"order_line", List{List{0, 0, Dict{{"product_id", product_}, {"product_uom_qty", 2}}}}}});
  }
  // What a client does with the action's window: it makes the composer and presses Send.
  Dict compose(const Value& order) {
    return call("sale.order", "action_quotation_send", {List{order}}).dict().get("context").dict();
  }
  void send_quotation(const Value& order) {
    const Dict context = compose(order);
    const Value composer = create("mail.compose.message", Dict{}, {{"context", context}});
    call("mail.compose.message", "action_send_mail", {List{composer}}, {{"context", context}});
  }
  Value invoice() {
    const Value move =
        create("account.move", Dict{{"move_type", "out_invoice"},
                                    {"partner_id", customer_},
                                    {"invoice_date", "2026-03-01"},
                                    {"invoice_line_ids", List{List{0, 0, Dict{{"name", "x"}, {"price_unit", 100}}}}}});
    call("account.move", "action_post", {List{move}});
    return move;
  }
  void send_invoice(const Value& move) {
    const std::string_view wizard = GetParam() == Series::v17 ? "account.move.send" : "account.move.send.wizard";
    const Dict context = call("account.move", "action_send_and_print", {List{move}}).dict().get("context").dict();
    const Value made = create(wizard, Dict{}, {{"context", context}});
    call(wizard, "action_send_and_print", {List{made}}, {{"context", context}});
  }

  support::TestSimulator odoo_{server::SimulatorOptions{.series = GetParam()}};
  const Value own_mail_ = call("res.partner", "write", {List{3}, Dict{{"email", "admin@example.com"}}});
  const Value customer_ = create("res.partner", Dict{{"name", "Zoë Müller"}, {"email", "zoe@example.com"}});
  const Value product_ = create("product.product", Dict{{"name", "Bolt"}, {"list_price", 10.0}, {"taxes_id", List{}}});
};

TEST_P(Sending, FillsTheComposerFromTheTemplate) {
  const Value sold = order();
  const Value composer = create("mail.compose.message", Dict{}, {{"context", compose(sold)}});
  EXPECT_EQ(field("mail.compose.message", composer, "subject"), Value("My Company Quotation (Ref S00001)"));
  EXPECT_EQ(field("mail.compose.message", composer, "partner_ids"), Value(List{customer_}));
  // Since 18.0 the body is sanitised, which names the space that does not break.
  const std::string space = GetParam() == orm::Series::v17 ? "\u00a0" : "&nbsp;";
  EXPECT_NE(field("mail.compose.message", composer, "body")
                .text()
                .find("<strong>S00001</strong> over <strong>$" + space + "20.00"),
            std::string::npos);
  const Value attached = field("mail.compose.message", composer, "attachment_ids").list().at(0);
  EXPECT_EQ(field("ir.attachment", attached, "name"), Value("Quotation - S00001.pdf"));
  EXPECT_EQ(field("ir.attachment", attached, "mimetype"), Value("application/pdf"));
  EXPECT_EQ(field("ir.attachment", attached, "datas").text().substr(0, 5), "JVBER");  // "%PDF"
}

TEST_P(Sending, MarksTheQuotationAndKeepsWhatWasNotTaken) {
  const Value sold = order();
  send_quotation(sold);
  EXPECT_EQ(field("sale.order", sold, "state"), Value("sent"));
  const Value letter = found("mail.mail", {}).list().at(0);
  EXPECT_EQ(field("mail.mail", letter, "state"), Value("exception"));
  EXPECT_EQ(field("mail.mail", letter, "failure_type"), Value(false));
  EXPECT_EQ(field("mail.mail", letter, "recipient_ids"), Value(List{customer_}));
  const Value note = found("mail.notification", {}).list().at(0);
  EXPECT_EQ(field("mail.notification", note, "notification_status"), Value("exception"));
  EXPECT_EQ(field("mail.notification", note, "failure_type"), Value("mail_smtp"));
  EXPECT_EQ(field("sale.order", sold, "message_has_error"), Value(true));
  const List followers = field("sale.order", sold, "message_partner_ids").list();
  EXPECT_EQ(std::ranges::count(followers, customer_), GetParam() == Series::v19 ? 0 : 1);
}

TEST_P(Sending, RetriesALetterOnceThereIsAServer) {
  send_quotation(order());
  const Value letter = found("mail.mail", {}).list().at(0);
  const MailSink sink;
  server(sink);
  call("mail.mail", "send", {List{letter}});
  EXPECT_EQ(field("mail.mail", letter, "state"), Value("exception")) << "only what is outgoing is sent";
  call("mail.mail", "action_retry", {List{letter}});
  call("mail.mail", "process_email_queue", {});
  EXPECT_EQ(found("mail.mail", {}), Value(List{})) << "a letter that was taken is forgotten";
  EXPECT_EQ(field("mail.notification", found("mail.notification", {}).list().at(0), "notification_status"),
            Value("sent"));
  const Dict arrived = sink.letter(1);
  EXPECT_EQ(arrived.get("from"), Value("admin@example.com"));
  EXPECT_EQ(arrived.get("to"), Value(List{"zoe@example.com"}));
  const std::string text = arrived.get("text").text();
  EXPECT_NE(text.find("Subject: My Company Quotation (Ref S00001)"), std::string::npos);
  EXPECT_NE(text.find("=?utf-8?B?Wm/DqyBNw7xsbGVy?= <zoe@example.com>"), std::string::npos);
  EXPECT_NE(text.find("filename=\"Quotation - S00001.pdf\""), std::string::npos);
  EXPECT_NE(text.find("Content-Type: text/html; charset=utf-8"), std::string::npos);
}

TEST_P(Sending, SendsAnInvoiceWithItsPrintedForm) {
  const MailSink sink;
  server(sink);
  const Value move = invoice();
  send_invoice(move);
  EXPECT_EQ(field("account.move", move, "is_move_sent"), Value(true));
  const Value printed = field("account.move", move, "invoice_pdf_report_id").list().at(0);
  EXPECT_EQ(field("ir.attachment", printed, "name"), Value("INV_2026_00001.pdf"));
  EXPECT_EQ(field("account.move", move, "message_main_attachment_id").list().at(0), printed);
  const std::string text = sink.letter(1).get("text").text();
  EXPECT_NE(text.find("Subject: My Company Invoice (Ref INV/2026/00001)"), std::string::npos);
  EXPECT_NE(text.find("filename=\"INV_2026_00001.pdf\""), std::string::npos);
}

TEST_P(Sending, KeepsTheInvoiceThatNobodyCanBeWrittenOf) {
  call("res.partner", "write", {List{customer_}, Dict{{"email", false}}});
  const Value move = invoice();
  send_invoice(move);
  EXPECT_EQ(field("account.move", move, "is_move_sent"), Value(true));
  EXPECT_EQ(found("mail.mail", {}), Value(List{}));
}

TEST_P(Sending, SpeaksEncryptedToAServerThatAsksForAName) {
  for (const std::string encryption : {"starttls", "ssl"}) {
    const MailSink sink(encryption, "ann:secret");
    const Value made = server(sink, encryption, {{"smtp_user", "ann"}, {"smtp_pass", "secret"}});
    EXPECT_EQ(call("ir.mail_server", "test_smtp_connection", {List{made}}).dict().get("tag"),
              Value("display_notification"));
    const Value letter =
        create("mail.mail", Dict{{"subject", "x"}, {"body_html", "<p>y</p>"}, {"email_to", "a@b.example"}});
    call("mail.mail", "send", {List{letter}});
    EXPECT_EQ(field("mail.mail", letter, "state"), Value("sent"))
        << field("mail.mail", letter, "failure_reason").text();
    EXPECT_EQ(sink.letter(1).get("encrypted"), Value(true));
    call("ir.mail_server", "write", {List{made}, Dict{{"smtp_pass", "wrong"}}});
    EXPECT_EQ(error_name(odoo_.execute_kw("ir.mail_server", "test_smtp_connection", {List{made}})),
              "odoo.exceptions.UserError");
    call("ir.mail_server", "unlink", {List{made}});
  }
}

TEST_P(Sending, SaysWhyALetterCannotBeSent) {
  const MailSink sink;
  const Value made = server(sink);
  const Value nobody = create("mail.mail", Dict{{"subject", "x"}, {"body_html", "<p>y</p>"}});
  const Value nonsense =
      create("mail.mail", Dict{{"subject", "x"}, {"body_html", "<p>y</p>"}, {"email_to", "nonsense"}});
  call("mail.mail", "send", {List{nobody, nonsense}});
  EXPECT_EQ(field("mail.mail", nobody, "failure_type"), Value("mail_email_missing"));
  EXPECT_EQ(field("mail.mail", nonsense, "failure_type"), Value("mail_email_invalid"));
  EXPECT_FALSE(sink.has_letter(1));
  call("ir.mail_server", "write", {List{made}, Dict{{"smtp_port", 1}}});
  EXPECT_EQ(error_name(odoo_.execute_kw("ir.mail_server", "test_smtp_connection", {List{made}})),
            "odoo.exceptions.UserError");
}

TEST_P(Sending, RendersTemplatesOfOnesOwn) {
  const Value model = found("ir.model", {List{"model", "=", "res.partner"}}).list().at(0);
  const Value made = create("mail.template", Dict{{"name", "T"},
                                                  {"model_id", model},
                                                  {"subject", "Hi {{ object.name }}, {{ object.ref or 'n/a' }}"},
                                                  {"body_html",
                                                   "<p>Dear <t t-out=\"object.name\"/><t t-if=\"object.ref\">!</t>"
                                                   "<t t-else=\"\">?</t></p>"},
                                                  {"use_default_to", false},
                                                  {"partner_to", "{{ object.id }}"},
                                                  {"auto_delete", false}});
  const Value letter = call("mail.template", "send_mail", {made, customer_});
  EXPECT_EQ(field("mail.mail", letter, "subject"), Value("Hi Zoë Müller, n/a"));
  EXPECT_EQ(field("mail.mail", letter, "body_html"), Value("<p>Dear Zoë Müller?</p>"));
  EXPECT_EQ(field("mail.mail", letter, "recipient_ids"), Value(List{customer_}));
  EXPECT_EQ(field("mail.mail", letter, "state"), Value("outgoing"));
}

TEST_P(Sending, SendsNothingOfACallThatFails) {
  const MailSink sink;
  server(sink);
  const auto composer = [&](std::string_view subject) {
    return create("mail.compose.message", Dict{{"model", "res.partner"},
                                               {"res_ids", "[" + std::to_string(customer_.integer()) + "]"},
                                               {"composition_mode", "comment"},
                                               {"subject", subject},
                                               {"body", "<p>x</p>"},
                                               {"partner_ids", List{customer_}}});
  };
  const Value first = composer("never sent"), missing = 999999;
  EXPECT_EQ(error_name(odoo_.execute_kw("mail.compose.message", "action_send_mail", {List{first, missing}}, {})),
            "odoo.exceptions.MissingError");
  EXPECT_EQ(found("mail.mail", {}), Value(List{}));
  call("mail.compose.message", "action_send_mail", {List{composer("sent")}});
  EXPECT_NE(sink.letter(1).get("text").text().find("Subject: sent"), std::string::npos);
  EXPECT_FALSE(sink.has_letter(2));
}

INSTANTIATE_TEST_SUITE_P(Series, Sending, testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

}  // namespace
}  // namespace paridoo::addons::mail
