#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::error_name;
using support::result_of;

class AccountRecords : public ::testing::TestWithParam<orm::Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value create(std::string_view model, Dict values, Dict context = {}) {
    return call(model, "create", {std::move(values)}, Dict{{"context", std::move(context)}});
  }
  Dict read(std::string_view model, const Value& id, List fields) {
    return call(model, "read", {List{id}, std::move(fields)}).list().front().dict();
  }
  // Customers' documents with the tax of 15 % on sales.
  Value posted(std::string_view type, double price) {
    Dict line{{"name", "l"}, {"price_unit", price}};
    line.set("tax_ids", List{List{6, 0, type.starts_with("out") ? List{1} : List{}}});
    const Value move = create("account.move", Dict{{"move_type", type},
                                                   {"partner_id", partner_},
                                                   {"invoice_date", "2026-03-15"},
                                                   {"invoice_line_ids", List{List{0, 0, line}}}});
    call("account.move", "action_post", {List{move}});
    return move;
  }
  Dict paying(const Value& move) { return {{"active_model", "account.move"}, {"active_ids", List{move}}}; }

  support::TestSimulator odoo_{{.series = GetParam()}};
  const Value partner_ = create("res.partner", Dict{{"name", "Ada"}});
};

TEST_P(AccountRecords, AreMadeWithACode) {
  const Value account =
      create("account.account", Dict{{"name", "Fees"}, {"code", "440123"}, {"account_type", "income"}});
  EXPECT_EQ(read("account.account", account, {"code"}).get("code"), Value("440123"));
}

// A new bank has an account of its own, numbered after those that there are.
TEST_P(AccountRecords, ComeWithABank) {
  const Value journal = create("account.journal", Dict{{"name", "Second"}, {"type", "bank"}, {"code", "BNK2"}});
  EXPECT_TRUE(read("account.journal", journal, {"default_account_id"}).get("default_account_id").is_list());
}

TEST_P(AccountRecords, PayInTheDirectionOfTheDocument) {
  const auto method_of = [&](const char* type) {
    const Value move = posted(type, 100);
    const Value wizard = create("account.payment.register", Dict{}, paying(move));
    const Value line = read("account.payment.register", wizard, {"payment_method_line_id"})
                           .get("payment_method_line_id")
                           .list()
                           .front();
    return read("account.payment.method.line", line, {"payment_type"}).get("payment_type");
  };
  EXPECT_EQ(method_of("out_invoice"), Value("inbound"));
  EXPECT_EQ(method_of("in_invoice"), Value("outbound"));
}

// A number is drawn once: what a compute assigns makes nothing stale a second time.
TEST_P(AccountRecords, DrawOneNumberForABatchOfPayments) {
  if (GetParam() == orm::Series::v17) GTEST_SKIP() << "batches have no numbers before 18.0";
  const Value first = posted("out_invoice", 100);
  const Value other = create("account.move", Dict{{"move_type", "out_invoice"},
                                                  {"partner_id", create("res.partner", Dict{{"name", "Grace"}})},
                                                  {"invoice_date", "2026-03-15"},
                                                  {"invoice_line_ids", List{List{0, 0, Dict{{"price_unit", 7}}}}}});
  call("account.move", "action_post", {List{other}});
  const Value wizard = create("account.payment.register", Dict{{"group_payment", false}},
                              {{"active_model", "account.move"}, {"active_ids", List{first, other}}});
  const Value communication = read("account.payment.register", wizard, {"communication"}).get("communication");
  EXPECT_TRUE(communication.text().ends_with("/00001")) << communication.text();
}

TEST_P(AccountRecords, KeepHowADifferenceIsHandled) {
  const Value move = posted("out_invoice", 100);
  const Value wizard =
      create("account.payment.register", Dict{{"payment_difference_handling", "reconcile"}}, paying(move));
  EXPECT_EQ(
      read("account.payment.register", wizard, {"payment_difference_handling"}).get("payment_difference_handling"),
      Value("reconcile"));
}

TEST_P(AccountRecords, AreReversedInAJournalThatIsNamed) {
  const Value move = posted("out_invoice", 100);
  EXPECT_EQ(error_name(odoo_.execute_kw("account.move.reversal", "create", {Dict{{"reason", "r"}}},
                                        Dict{{"context", paying(move)}})),
            "odoo.exceptions.ValidationError");
}

TEST_P(AccountRecords, ShowWhetherTheyAreStorno) {
  EXPECT_EQ(read("account.move", posted("out_refund", 1), {"is_storno"}).get("is_storno"), Value(false));
}

TEST_P(AccountRecords, ShowTheirTaxTotals) {
  const Dict totals = read("account.move", posted("out_invoice", 100), {"tax_totals"}).get("tax_totals").dict();
  const bool is_17 = GetParam() == orm::Series::v17;
  EXPECT_DOUBLE_EQ(totals.get(is_17 ? "amount_total" : "total_amount_currency").number(), 115);
}

TEST_P(AccountRecords, LetOrdersBeCopied) {
  const Value product = create("product.product", Dict{{"name", "Bolt"}});
  const Value order = create(
      "sale.order", Dict{{"partner_id", partner_}, {"order_line", List{List{0, 0, Dict{{"product_id", product}}}}}});
  EXPECT_FALSE(call("sale.order", "copy", {order}).is_unset());
}

TEST_P(AccountRecords, KeepAPaymentThatIsUnderWay) {
  if (GetParam() == orm::Series::v17) GTEST_SKIP() << "the payment and its entry are one record";
  const Value payment = create("account.payment", Dict{{"partner_id", partner_}, {"amount", 20}});
  call("account.payment", "action_post", {List{payment}});
  EXPECT_EQ(error_name(odoo_.execute_kw("account.payment", "unlink", {List{payment}}, {})),
            "odoo.exceptions.ValidationError");
  EXPECT_TRUE(read("account.payment", payment, {"move_id"}).get("move_id").is_list());
  call("account.payment", "action_draft", {List{payment}});
  EXPECT_EQ(call("account.payment", "unlink", {List{payment}}), Value(true));
}

TEST_P(AccountRecords, TurnTheTotalsOfLinesOfAReversedEntryAround) {
  if (GetParam() == orm::Series::v17) GTEST_SKIP() << "lines of entries have no totals";
  const Value payment = create("account.payment", Dict{{"partner_id", partner_}, {"amount", 21}});
  call("account.payment", "action_post", {List{payment}});
  const Value entry = read("account.payment", payment, {"move_id"}).get("move_id").list().at(0);
  const Value journal = read("account.move", entry, {"journal_id"}).get("journal_id").list().at(0);
  const Value wizard = create("account.move.reversal", Dict{{"journal_id", journal}}, paying(entry));
  call("account.move.reversal", "reverse_moves", {List{wizard}});
  const List lines =
      call("account.move.line", "search_read",
           {List{List{"move_id.reversed_entry_id", "=", entry}}, List{"balance", "price_total"}}, Dict{{"order", "id"}})
          .list();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].dict().get("balance"), Value(-21.0));
  EXPECT_EQ(lines[0].dict().get("price_total"), Value(-21.0));
  EXPECT_EQ(lines[1].dict().get("price_total"), Value(21.0));
}

TEST_P(AccountRecords, AreDueAsTheirTermsSayIn17) {
  const Value term =
      call("ir.model.data", "search_read",
           {List{List{"module", "=", "account"}, List{"name", "=", "account_payment_term_30days"}}, List{"res_id"}})
          .list()
          .at(0)
          .dict()
          .get("res_id");
  const Value move = create("account.move", Dict{{"move_type", "out_invoice"},
                                                 {"partner_id", partner_},
                                                 {"invoice_date", "2026-05-01"},
                                                 {"invoice_date_due", "2026-10-10"},
                                                 {"invoice_payment_term_id", term},
                                                 {"invoice_line_ids", List{List{0, 0, Dict{{"price_unit", 450}}}}}});
  const char* due = GetParam() == orm::Series::v17 ? "2026-05-31" : "2026-10-10";
  EXPECT_EQ(read("account.move", move, {"invoice_date_due"}).get("invoice_date_due"), Value(due));
}

TEST_P(AccountRecords, OfAccrualsAreOfTheCompanyOfTheirOrders) {
  const auto asked = [&](Dict context) {
    return odoo_.execute_kw("account.accrued.orders.wizard", "default_get", {List{"company_id"}},
                            Dict{{"context", std::move(context)}});
  };
  const Value order = create("sale.order", Dict{{"partner_id", partner_}});
  EXPECT_EQ(result_of(asked({{"active_model", "sale.order"}, {"active_ids", List{order}}})).dict().get("company_id"),
            Value(1));
  EXPECT_EQ(error_name(asked({{"active_model", "no.model"}})), "builtins.KeyError");
  EXPECT_EQ(error_name(asked({{"active_model", "res.lang"}})), "builtins.AttributeError");
}

// 17.0 counts on in tens, and calls a copy like the original if it cannot count.
TEST_P(AccountRecords, AreCalledAfterTheirOriginal) {
  const auto copied = [&](const char* code) {
    const Value account =
        create("account.account", Dict{{"name", "Rent"}, {"code", code}, {"account_type", "expense"}});
    const Value copy = call("account.account", "copy", {List{account}});
    const Value id = copy.is_list() ? copy.list().at(0) : copy;
    const Dict row = read("account.account", id, {"name", "code"});
    return row.get("name").text() + ", " + row.get("code").text();
  };
  const bool in_17 = GetParam() == orm::Series::v17;
  EXPECT_EQ(copied("000777"), in_17 ? "Rent (copy), 000787" : "Rent (copy), 000778");
  EXPECT_EQ(copied("RENT"), in_17 ? "Rent, RENT.copy" : "Rent (copy), RENT.copy");
}

INSTANTIATE_TEST_SUITE_P(EachSeries, AccountRecords,
                         ::testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo::addons::account
