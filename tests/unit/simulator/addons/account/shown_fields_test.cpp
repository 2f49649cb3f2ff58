#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::result_of;

class ShownFields : public ::testing::TestWithParam<orm::Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), Dict{}));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }
  Value term() {
    const List days{List{5}, List{0, 0, Dict{{"value", "percent"}, {"value_amount", 100}, {"nb_days", 30}}}};
    return create("account.payment.term", Dict{{"name", "A month"}, {"line_ids", days}});
  }
  Value invoice(double price, Dict more = {}) {
    Dict line{{"name", "l"}, {"price_unit", price}};
    line.set("tax_ids", List{List{5}});
    more.update({{"move_type", "out_invoice"},
                 {"partner_id", partner_},
                 {"invoice_date", "2026-03-15"},
                 {"invoice_line_ids", List{List{0, 0, line}}}});
    return create("account.move", std::move(more));
  }
  Value value(const Value& move, const char* field) {
    return call("account.move", "read", {List{move}, List{field}}).list()[0].dict().get(field);
  }
  support::TestSimulator odoo_{{.series = GetParam()}};
  const Value partner_ = create("res.partner", Dict{{"name", "Ada"}});
};

TEST_P(ShownFields, TellWhenADraftIsDueAfterItsDayChanged) {
  const Value move = invoice(100, Dict{{"invoice_payment_term_id", term()}});
  EXPECT_EQ(value(move, "invoice_date_due"), Value("2026-04-14"));
  call("account.move", "write", {List{move}, Dict{{"invoice_date", "2026-07-21"}}});
  EXPECT_EQ(value(move, "invoice_date_due"), Value("2026-08-20"));
}

TEST_P(ShownFields, GiveAnExampleOfAPaymentTerm) {
  const Value read = call("account.payment.term", "read",
                          {List{term()}, List{"example_invalid", "example_preview", "example_preview_discount"}});
  const Dict& shown = read.list().at(0).dict();
  EXPECT_EQ(shown.get("example_invalid"), Value(false));
  EXPECT_NE(shown.get("example_preview").text().find("1,000.00"), std::string::npos);
  EXPECT_EQ(shown.get("example_preview_discount"), Value(""));
}

TEST_P(ShownFields, NameTheTagsThatALineOfATaxMayHave) {
  const Value line = call("account.tax.repartition.line", "search", {List{}}).list().at(0);
  const Value read = call("account.tax.repartition.line", "read", {List{line}, List{"tag_ids_domain"}});
  EXPECT_EQ(read.list().at(0).dict().get("tag_ids_domain").list().at(0), Value(List{"applicability", "=", "taxes"}));
}

TEST_P(ShownFields, WarnOfPartnersAndProductsSince19) {
  if (GetParam() < orm::Series::v19) GTEST_SKIP() << "there are no such fields";
  const Value group = call("ir.model.data", "search_read",
                           {List{List{"module", "=", "sale"}, List{"name", "=", "group_warning_sale"}}, List{"res_id"}})
                          .list()[0]
                          .dict()
                          .get("res_id");
  EXPECT_EQ(value(invoice(1), "sale_warning_text"), Value(""));
  call("res.users", "write", {List{2}, Dict{{"group_ids", List{List{4, group}}}}});
  call("res.partner", "write", {List{partner_}, Dict{{"sale_warn_msg", "pays late"}}});
  EXPECT_EQ(value(invoice(1), "sale_warning_text"), Value("Ada - pays late"));
}

TEST_P(ShownFields, SayAmountsInWords) {
  EXPECT_EQ(value(invoice(1234.56), "amount_total_words"),
            Value("One Thousand Two Hundred And Thirty-Four Dollars and Fifty-Six Cents"));
  EXPECT_EQ(value(invoice(1005), "amount_total_words"), Value("One Thousand And Five Dollars"));
  EXPECT_EQ(value(invoice(0.07), "amount_total_words"), Value("Zero Dollars and Seven Cents"));
}

TEST_P(ShownFields, LeadToThePortal) {
  const Value move = invoice(1);
  EXPECT_EQ(value(move, "access_url"), Value("/my/invoices/" + std::to_string(move.integer())));
  EXPECT_EQ(value(create("account.move", Dict{{"move_type", "entry"}}), "access_url"), Value("#"));
}

TEST_P(ShownFields, WarnOfNothing) {
  const Value move = invoice(1);
  EXPECT_EQ(value(move, "partner_credit_warning"), Value(""));
  EXPECT_EQ(value(move, "amount_paid"), Value(0.0));
  EXPECT_EQ(value(move, "ubl_cii_xml_id"), Value(false));
  if (GetParam() != orm::Series::v19) return;
  EXPECT_EQ(value(move, "display_send_button"), Value(false));
  EXPECT_EQ(value(move, "no_followup"), Value(false));
  call("account.move", "action_post", {List{move}});
  EXPECT_EQ(value(move, "display_send_button"), Value(true));
  EXPECT_EQ(value(move, "alerts"), Value(false));
}

TEST_P(ShownFields, OfAContactAreThoseOfItsCompany) {
  const Value month = term();
  call("res.partner", "write", {List{partner_}, Dict{{"property_payment_term_id", month}}});
  const Value child = create("res.partner", Dict{{"name", "Child"}, {"parent_id", partner_}});
  const auto term_of_child = [&] {
    return call("res.partner", "read", {List{child}, List{"property_payment_term_id"}})
        .list()[0]
        .dict()
        .get("property_payment_term_id");
  };
  EXPECT_EQ(term_of_child().list()[0], month);
  call("res.partner", "write", {List{partner_}, Dict{{"property_payment_term_id", false}}});
  EXPECT_EQ(term_of_child(), Value(false));
}

// A product without taxes takes away those that somebody gave the line.
TEST_P(ShownFields, LoseTaxesThatAreComputedAgain) {
  const char* taxes = GetParam() == orm::Series::v19 ? "tax_ids" : "tax_id";
  const Value product = create("product.product", Dict{{"name", "K"}, {"taxes_id", List{List{5}}}});
  Dict line{{"product_id", product}};
  line.set(taxes, List{List{6, 0, List{1}}});
  const Value order =
      create("sale.order", Dict{{"partner_id", partner_}, {"order_line", List{List{0, 0, std::move(line)}}}});
  call("sale.order", "action_update_taxes", {List{order}});
  const Value lines = call("sale.order.line", "search_read", {List{List{"order_id", "=", order}}, List{taxes}});
  EXPECT_EQ(lines.list()[0].dict().get(taxes), Value(List{}));
}

// Both kinds of lines are given after clearing commands, as forms and integrations do.
TEST_P(ShownFields, OfANewTaxAreTheAccountsOfBothKinds) {
  const Value account =
      create("account.account", Dict{{"name", "Due"}, {"code", "252999"}, {"account_type", "liability_current"}});
  const List lines{List{5}, List{0, 0, Dict{{"repartition_type", "base"}}},
                   List{0, 0, Dict{{"repartition_type", "tax"}, {"account_id", account}}}};
  const Value tax = create("account.tax", Dict{{"name", "T"},
                                               {"amount", 20},
                                               {"invoice_repartition_line_ids", lines},
                                               {"refund_repartition_line_ids", lines}});
  const List of_account{List{"tax_id", "=", tax}, List{"account_id", "=", account}};
  const Value found = call("account.tax.repartition.line", "search_read", {of_account, List{"document_type"}});
  ASSERT_EQ(found.list().size(), 2U);
  EXPECT_EQ(found.list()[0].dict().get("document_type"), Value("invoice"));
  EXPECT_EQ(found.list()[1].dict().get("document_type"), Value("refund"));
}

TEST_P(ShownFields, StayWritableForWhomAnExceptionIsFor) {
  if (GetParam() == orm::Series::v17) return;
  call("res.company", "write", {List{1}, Dict{{"fiscalyear_lock_date", "2026-04-30"}}});
  const Value exception = create("account.lock_exception",
                                 Dict{{"company_id", 1}, {"fiscalyear_lock_date", "2026-01-31"}, {"reason", "audit"}});
  const Value read = call("account.lock_exception", "read",
                          {List{exception}, List{"lock_date_field", "lock_date", "company_lock_date", "state"}});
  EXPECT_EQ(read.list()[0].dict().get("lock_date_field"), Value("fiscalyear_lock_date"));
  EXPECT_EQ(read.list()[0].dict().get("lock_date"), Value("2026-01-31"));
  EXPECT_EQ(read.list()[0].dict().get("company_lock_date"), Value("2026-04-30"));
  EXPECT_EQ(read.list()[0].dict().get("state"), Value("active"));
  const Value move = invoice(100);
  call("account.move", "action_post", {List{move}});
  EXPECT_EQ(value(move, "date"), Value("2026-03-15"));
}

INSTANTIATE_TEST_SUITE_P(Each, ShownFields, ::testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo::addons::account
