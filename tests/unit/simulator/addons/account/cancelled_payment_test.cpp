// What a payment still says of its invoice when it is cancelled.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::result_of;

class CancelledPayment : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value invoice() {
    const Value line = List{0, 0, Dict{{"name", "x"}, {"price_unit", 10}, {"tax_ids", List{}}}};
    const Value move = call("account.move", "create",
                            {Dict{{"move_type", "out_invoice"}, {"partner_id", 3}, {"invoice_line_ids", List{line}}}});
    call("account.move", "action_post", {List{move}});
    return move;
  }
  void pay(const Value& move) {
    const Dict context{{"context", Dict{{"active_model", "account.move"}, {"active_ids", List{move}}}}};
    const Value wizard = call("account.payment.register", "create", {Dict{}}, context);
    call("account.payment.register", "action_create_payments", {List{wizard}}, context);
  }
  Value payment(std::string_view field) {
    return call("account.payment", "search_read", {List{}, List{field}}).list().front().dict().get(field);
  }

  support::TestSimulator odoo_{server::SimulatorOptions{.series = GetParam()}};
};

// 17.0 knows an invoice by what is reconciled alone; later series remember what was to be paid.
TEST_P(CancelledPayment, RemembersTheInvoiceSince18) {
  const Value move = invoice();
  pay(move);
  EXPECT_EQ(payment("reconciled_invoice_ids"), Value(List{move}));
  call("account.payment", GetParam() == Series::v17 ? "action_draft" : "action_cancel", {List{payment("id")}});
  EXPECT_EQ(payment("reconciled_invoice_ids"), GetParam() == Series::v17 ? Value(List{}) : Value(List{move}));
  EXPECT_EQ(
      call("account.move", "read", {List{move}, List{"payment_state"}}).list().front().dict().get("payment_state"),
      Value("not_paid"));
}

// A payment that was torn from its invoice is paid once another one pays that, and under way again without it.
TEST_P(CancelledPayment, FollowsItsInvoiceSince18) {
  if (GetParam() == Series::v17) GTEST_SKIP();
  const Value move = invoice();
  const auto tear = [&] {
    const List domain{List{"move_id", "=", move}, List{"account_type", "=", "asset_receivable"}};
    const Value line = call("account.move.line", "search", {domain});
    call("account.move.line", "remove_move_reconcile", {line});
  };
  pay(move);
  tear();
  pay(move);
  const Value states = call("account.payment", "search_read", {List{}, List{"state"}});
  for (const Value& state : states.list()) EXPECT_EQ(state.dict().get("state"), Value("paid"));
  tear();
  const Value again = call("account.payment", "search_read", {List{}, List{"state"}});
  for (const Value& state : again.list()) EXPECT_EQ(state.dict().get("state"), Value("in_process"));
}

INSTANTIATE_TEST_SUITE_P(Series, CancelledPayment, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

}  // namespace
}  // namespace paridoo::addons::account
