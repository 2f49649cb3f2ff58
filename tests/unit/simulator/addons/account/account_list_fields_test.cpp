// Fields that only lists and dashboards show.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::result_of;

class ListFields : public testing::TestWithParam<orm::Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }
  Dict read(std::string_view model, const Value& id, List fields) {
    return call(model, "read", {List{id}, std::move(fields)}).list().front().dict();
  }
  Value posted(double price) {
    const Dict line{{"name", "l"}, {"price_unit", price}, {"tax_ids", List{List{6, 0, List{}}}}};
    const Value move = create("account.move", Dict{{"move_type", "out_invoice"},
                                                   {"partner_id", 1},
                                                   {"invoice_date", "2026-03-15"},
                                                   {"invoice_line_ids", List{List{0, 0, line}}}});
    call("account.move", "action_post", {List{move}});
    return move;
  }

  // Bank statements are the accountants' own.
  void become_accountant() {
    const List named{List{"module", "=", "account"}, List{"name", "=", "group_account_user"}};
    const Value group =
        call("ir.model.data", "search_read", {named, List{"res_id"}}).list().front().dict().get("res_id");
    const char* groups = GetParam() == orm::Series::v19 ? "group_ids" : "groups_id";
    call("res.users", "write", {List{2}, Dict{{groups, List{List{4, group}}}}});
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

// The last line of a list shows its own balance, the first that of all.
TEST_P(ListFields, CumulateBalances) {
  posted(100), posted(40);
  const List domain{List{"display_type", "=", "product"}};
  const List lines = call("account.move.line", "search_read", {domain, List{"balance", "cumulated_balance"}}).list();
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0].dict().get("cumulated_balance"), Value(-140.0));
  EXPECT_EQ(lines[1].dict().get("cumulated_balance"), lines[1].dict().get("balance"));
  const Dict alone = read("account.move.line", lines[0].dict().get("id"), {"cumulated_balance"});
  EXPECT_EQ(alone.get("cumulated_balance"), Value(0.0));
}

TEST_P(ListFields, TellWhatTheBankHas) {
  become_accountant();
  const Value bank = call("account.journal", "search", {List{List{"type", "=", "bank"}}}).list().front();
  const List fields{"has_statement_lines", "current_statement_balance", "has_sequence_holes"};
  EXPECT_EQ(read("account.journal", bank, fields).get("has_statement_lines"), Value(false));
  create("account.bank.statement.line", Dict{{"journal_id", bank}, {"payment_ref", "in"}, {"amount", 70}});
  const Dict row = read("account.journal", bank, fields);
  EXPECT_EQ(row.get("has_statement_lines"), Value(true));
  EXPECT_EQ(row.get("current_statement_balance"), Value(70.0));
  EXPECT_EQ(row.get("has_sequence_holes"), Value(false));
}

TEST_P(ListFields, TellWhatCanBeChosenAndInherited) {
  const List field{List{"model", "=", "res.partner"}, List{"name", "=", "company_type"}};
  const Dict row = call("ir.model.fields", "search_read", {field, List{"selection"}}).list().front().dict();
  EXPECT_TRUE(row.get("selection").text().starts_with("[('person', "));
  const List users{List{"model", "=", "res.users"}};
  const Dict model = call("ir.model", "search_read", {users, List{"inherited_model_ids"}}).list().front().dict();
  EXPECT_EQ(model.get("inherited_model_ids"), call("ir.model", "search", {List{List{"model", "=", "res.partner"}}}));
}

// A copy has not been touched yet.
TEST_P(ListFields, StartAnewInCopies) {
  if (GetParam() == orm::Series::v17) return;
  const Value move = posted(10);
  call("account.move", "write", {List{move}, Dict{{"narration", "x"}}});
  EXPECT_EQ(read("account.move", move, {"is_manually_modified"}).get("is_manually_modified"), Value(true));
  const Value copy = call("account.move", "copy", {List{move}}).list().front();
  EXPECT_EQ(read("account.move", copy, {"is_manually_modified"}).get("is_manually_modified"), Value(false));
}

// Domains of everybody's mail say nothing of who writes.
TEST_P(ListFields, TakeLettersFromProvidersWhole) {
  const Value lead = create("crm.lead", Dict{{"name", "L"}, {"email_from", "marie@example.com"}});
  EXPECT_EQ(read("crm.lead", lead, {"email_domain_criterion"}).get("email_domain_criterion"),
            Value("marie@example.com"));
}

INSTANTIATE_TEST_SUITE_P(Series, ListFields, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

}  // namespace
}  // namespace paridoo::addons::account
