// The days of documents, and what follows them: installments, numbers, closed periods.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::result_of;

class DocumentDates : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args) {
    return result_of(odoo_.execute_kw(model, method, std::move(args)));
  }
  Dict read(std::string_view model, const Value& id, List fields) {
    return call(model, "read", {List{id}, std::move(fields)}).list().at(0).dict();
  }
  Value bill(std::string_view day, Dict line, const Dict& values = {}) {
    line.update({{"name", "l"}, {"price_unit", 99}});
    Dict whole{{"move_type", "in_invoice"},
               {"partner_id", 3},
               {"invoice_date", day},
               {"invoice_line_ids", List{List{0, 0, std::move(line)}}}};
    whole.update(values);
    return call("account.move", "create", {std::move(whole)});
  }
  Value taxed_bill(std::string_view day) {
    const Value taxes = call("account.tax", "search", {List{List{"type_tax_use", "=", "purchase"}}});
    return bill(day, Dict{{"tax_ids", List{List{6, 0, List{taxes.list().at(0)}}}}});
  }
  // A third after the end of the next month, the rest after the end of this one.
  Value terms() {
    const auto line = [](double share, const char* delay) {
      return List{0, 0, Dict{{"value", "percent"}, {"value_amount", share}, {"delay_type", delay}, {"nb_days", 10}}};
    };
    const List lines{line(33.33, "days_after_end_of_next_month"), line(66.67, "days_after_end_of_month")};
    return call("account.payment.term", "create", {Dict{{"name", "T"}, {"line_ids", lines}}});
  }
  // In the order in which they are due.
  Value names_of_installments(const Value& move) {
    const List domain{List{"move_id", "=", move}, List{"display_type", "=", "payment_term"}};
    const Value lines = result_of(
        odoo_.execute_kw("account.move.line", "search_read", {domain, List{"name"}}, Dict{{"order", "date_maturity"}}));
    List names;
    for (const Value& line : lines.list()) names.push_back(line.dict().get("name"));
    return names;
  }
  void close_taxes() { call("res.company", "write", {List{1}, Dict{{"tax_lock_date", "2026-03-31"}}}); }

  const List counted_{"installment #1", "installment #2"};
  support::TestSimulator odoo_{{.series = GetParam()}};
};

TEST_P(DocumentDates, CountInstallmentsOfTermsThatAreGivenLater) {
  const Value move = bill("2026-03-20", {});
  call("account.move", "write", {List{move}, Dict{{"invoice_payment_term_id", terms()}}});
  EXPECT_EQ(names_of_installments(move), Value(counted_));
}

// In 17.0 the line of the later one comes to stand for the earlier one; others keep what a line was called.
TEST_P(DocumentDates, CountInstallmentsAnewIn17) {
  if (GetParam() != Series::v17) GTEST_SKIP() << "drafts have no numbers";
  const Value move = bill("2026-03-20", {}, Dict{{"invoice_payment_term_id", terms()}});
  call("account.move", "write", {List{move}, Dict{{"invoice_date", "2026-04-21"}}});
  EXPECT_EQ(names_of_installments(move), Value(counted_));
}

TEST_P(DocumentDates, KeepNewBillsWithTaxesOutOfClosedPeriods) {
  close_taxes();
  EXPECT_GT(read("account.move", taxed_bill("2026-02-15"), {"date"}).get("date").text(), "2026-03-31")
      << "their taxes count before the bill is posted";
}

// In 17.0 the draft has a number of the month that it leaves.
TEST_P(DocumentDates, GiveDraftsThatLeaveAClosedMonthTheirNewNumber) {
  const Value move = taxed_bill("2026-02-15");
  close_taxes();
  call("account.move", "action_post", {List{move}});
  const Dict posted = read("account.move", move, {"date", "name", "state"});
  EXPECT_EQ(posted.get("state"), Value("posted"));
  const std::string day = posted.get("date").text(), month = day.substr(0, 4) + "/" + day.substr(5, 2);
  EXPECT_EQ(posted.get("name").text().substr(0, 13), "BILL/" + month + "/");
}

TEST_P(DocumentDates, AreLockedFromTheFirstDayThereIsWhereNothingIs) {
  const char* field = GetParam() == Series::v17 ? "max_tax_lock_date" : "user_tax_lock_date";
  EXPECT_EQ(read("res.company", 1, {field}).get(field), Value("1-01-01"));
  close_taxes();
  EXPECT_EQ(read("res.company", 1, {field}).get(field), Value("2026-03-31"));
}

// Since 19.0 their day stands in for the date of the invoice; past months are entered on their last day.
TEST_P(DocumentDates, AreLookedForAgainByDraftsOfAnotherKindSince19) {
  const Value refund =
      call("account.move", "create", {Dict{{"move_type", "in_refund"}, {"partner_id", 3}, {"date", "2026-03-21"}}});
  call("account.move", "action_switch_move_type", {List{refund}});
  const bool looks = GetParam() == Series::v19;
  EXPECT_EQ(read("account.move", refund, {"date"}).get("date"), Value(looks ? "2026-03-31" : "2026-03-21"));
}

INSTANTIATE_TEST_SUITE_P(Series, DocumentDates, ::testing::Values(Series::v17, Series::v18, Series::v19));

}  // namespace
}  // namespace paridoo::addons::account
