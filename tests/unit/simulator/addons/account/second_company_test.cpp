// A second company gets the chart of accounts, and does business by itself.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class SecondCompany : public ::testing::TestWithParam<Series> {
 protected:
  SecondCompany() {
    company_ = call("res.company", "create", {Dict{{"name", "Second"}}});
    call("res.users", "write", {List{2}, Dict{{"company_ids", List{List{4, company_}}}}});
  }

  // The result, or the name of the fault.
  Value call(std::string_view model, std::string_view method, List args, Dict named = {}) {
    return support::outcome_of(odoo_.execute_kw(model, method, std::move(args), std::move(named)));
  }
  Dict there() const { return {{"context", Dict{{"allowed_company_ids", List{company_}}}}}; }
  Value load_chart() { return call("account.chart.template", "try_loading", {List{}, "generic_coa", company_}); }
  Value count(std::string_view model) {
    return call(model, "search_count", {List{List{"company_id", "=", company_}}}, there());
  }
  Value field(std::string_view model, const Value& id, std::string_view name, Dict named = {}) {
    const Value rows = call(model, "read", {List{id}, List{std::string(name)}}, std::move(named));
    return rows.list().front().dict().get(name);
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
  Value company_;
};

INSTANTIATE_TEST_SUITE_P(Series, SecondCompany, ::testing::Values(Series::v17, Series::v18, Series::v19));

TEST_P(SecondCompany, HasNoAccountsToBeginWith) {
  EXPECT_EQ(count("account.journal"), Value(0));
  const Value partner = call("res.partner", "create", {Dict{{"name", "Ana"}}});
  EXPECT_EQ(field("res.partner", partner, "property_account_receivable_id", there()), Value(false));
  EXPECT_NE(field("res.partner", partner, "property_account_receivable_id"), Value(false));
}

TEST_P(SecondCompany, GetsItsAccountsTaxesAndJournals) {
  EXPECT_EQ(load_chart(), Value());
  const Dict one{{"context", Dict{{"allowed_company_ids", List{1}}}}};
  for (const char* model : {"account.journal", "account.tax"})
    EXPECT_EQ(count(model), call(model, "search_count", {List{List{"company_id", "=", 1}}}, one)) << model;
  EXPECT_EQ(field("res.company", company_, "chart_template"), Value("generic_coa"));
  EXPECT_EQ(field("res.company", company_, "bank_account_code_prefix"), Value("1014"));
  EXPECT_EQ(load_chart(), Value("paridoo.NotSimulated"));
}

TEST_P(SecondCompany, PostsInvoicesOnItsOwnAccounts) {
  load_chart();
  const Value partner = call("res.partner", "create", {Dict{{"name", "Ana"}}});
  const Value product = call("product.product", "create", {Dict{{"name", "Kit"}, {"list_price", 100}}}, there());
  const Value line = List{0, 0, Dict{{"product_id", product}, {"price_unit", 100}}};
  const Value invoice = call("account.move", "create",
                             {Dict{{"move_type", "out_invoice"},
                                   {"partner_id", partner},
                                   {"invoice_date", "2026-03-04"},
                                   {"invoice_line_ids", List{line}}}},
                             there());
  EXPECT_EQ(call("account.move", "action_post", {List{invoice}}, there()), Value(false));
  EXPECT_EQ(field("account.move", invoice, "amount_total", there()), Value(115.0));
  const Value own = List{List{"move_id", "=", invoice}, List{"company_id", "=", company_}};
  const std::string owner = GetParam() == Series::v17 ? "account_id.company_id" : "account_id.company_ids";
  EXPECT_EQ(call("account.move.line", "search_count", {own}, there()), Value(3));
  EXPECT_EQ(call("account.move.line", "search_count",
                 {List{List{"move_id", "=", invoice}, List{owner, "in", List{company_}}}}, there()),
            Value(3));
}

// Whoever works in the first company only, for the time being.
TEST_P(SecondCompany, KeepsItsBooksFromThoseWhoWorkElsewhere) {
  load_chart();
  const Dict elsewhere{{"context", Dict{{"allowed_company_ids", List{1}}}}};
  const Value partner = call("res.partner", "create", {Dict{{"name", "Ana"}}});
  const Value bank =
      call("account.journal", "search", {List{List{"type", "=", "bank"}, List{"company_id", "=", company_}}});
  const Dict payment{{"amount", 7}, {"partner_id", partner}, {"journal_id", bank.list().front()}};
  EXPECT_EQ(call("account.payment", "create", {payment}, elsewhere),
            Value(GetParam() == Series::v17 ? "odoo.exceptions.AccessError" : "odoo.exceptions.ValidationError"));
  for (const char* type : {"out_invoice", "out_refund", "entry"})
    EXPECT_EQ(call("account.move", "create",
                   {Dict{{"move_type", type}, {"partner_id", partner}, {"company_id", company_}}}, elsewhere),
              Value("odoo.exceptions.AccessError"))
        << type;
}

TEST_P(SecondCompany, TakesNoPaymentsOfWhoIsNotOfIt) {
  load_chart();
  const Value partner = call("res.partner", "create", {Dict{{"name", "Ana"}}});
  const Value bank = call("account.journal", "search", {List{List{"type", "=", "bank"}, List{"company_id", "=", 1}}});
  call("res.users", "write", {List{2}, Dict{{"company_ids", List{List{3, company_}}}}});
  const Dict payment{{"amount", 7}, {"partner_id", partner}, {"journal_id", bank.list().front()}};
  EXPECT_EQ(call("account.payment", "create", {payment}, there()), Value("odoo.exceptions.AccessError"));
}

TEST_P(SecondCompany, IsComparedBeforeWhatIsRequired) {
  const Value partner = call("res.partner", "create", {Dict{{"name", "Ana"}, {"company_id", 1}}});
  const Value order = call("sale.order", "create", {Dict{{"partner_id", partner}}});
  EXPECT_EQ(call("sale.order", "write", {List{order}, Dict{{"company_id", false}}}),
            Value("odoo.exceptions.UserError"));
}

TEST_P(SecondCompany, KeepsItsVendorsFromThoseWhoWorkElsewhere) {
  const Value vendor = call("res.partner", "create", {Dict{{"name", "Ana"}, {"company_id", company_}}});
  const Value product = call("product.product", "create", {Dict{{"name", "Kit"}, {"type", "consu"}}});
  const Value line = List{0, 0, Dict{{"product_id", product}, {"product_qty", 1}, {"price_unit", 2}}};
  const auto confirmed = [&](const List& allowed) {
    const Dict both{{"context", Dict{{"allowed_company_ids", List{1, company_}}}}};
    const Value order = call("purchase.order", "create",
                             {Dict{{"partner_id", vendor}, {"company_id", 1}, {"order_line", List{line}}}}, both);
    const Dict context = allowed.empty() ? Dict{} : Dict{{"allowed_company_ids", allowed}};
    return call("purchase.order", "button_confirm", {List{order}}, {{"context", context}});
  };
  EXPECT_EQ(confirmed({1}), Value("odoo.exceptions.AccessError"));
  EXPECT_EQ(confirmed({1, company_}), Value("odoo.exceptions.UserError")) << "the companies do not agree";
  EXPECT_EQ(confirmed({}),
            Value(GetParam() == Series::v17 ? "odoo.exceptions.UserError" : "odoo.exceptions.AccessError"));
}

TEST_P(SecondCompany, TaxesWhatIsTaxedElsewhere) {
  const Value product = call("product.template", "create", {Dict{{"name", "Kit"}}});
  const std::size_t before = field("product.template", product, "taxes_id").list().size();
  load_chart();
  const Dict both{{"context", Dict{{"allowed_company_ids", List{1, company_}}}}};
  EXPECT_EQ(field("product.template", product, "taxes_id", both).list().size(), before + 1);
}

TEST_P(SecondCompany, GivesItsBranchesWhatItHas) {
  load_chart();
  const Value branch = call("res.company", "create", {Dict{{"name", "Branch"}, {"parent_id", company_}}});
  EXPECT_EQ(field("res.company", branch, "bank_account_code_prefix"), Value("1014"));
  EXPECT_EQ(field("res.company", branch, "account_sale_tax_id"), field("res.company", company_, "account_sale_tax_id"));
}

TEST_P(SecondCompany, StartsFromTheOneChartThatIsSimulated) {
  EXPECT_EQ(call("account.chart.template", "try_loading", {List{}, "be_comp", company_}),
            Value("paridoo.NotSimulated"));
  EXPECT_EQ(call("account.chart.template", "try_loading", {List{}, "generic_coa", false}), Value());
  EXPECT_EQ(call("account.chart.template", "try_loading", {List{}, "generic_coa", "Second"}),
            Value("odoo.exceptions.ValidationError"));
}

TEST_P(SecondCompany, KeepsItsCurrencyOnceItHasEntries) {
  load_chart();
  const List lines{List{0, 0, Dict{{"name", "x"}, {"quantity", 1}, {"price_unit", 5}}}};
  const Value invoice =
      call("account.move", "create", {Dict{{"move_type", "out_invoice"}, {"invoice_line_ids", lines}}}, there());
  ASSERT_TRUE(invoice.is_integer());
  const Value euro =
      call("res.currency", "search", {List{List{"name", "=", "EUR"}, List{"active", "in", List{true, false}}}});
  EXPECT_EQ(call("res.company", "write", {List{company_}, Dict{{"currency_id", euro.list().front()}}}),
            Value("odoo.exceptions.UserError"));
}

TEST_P(SecondCompany, NumbersItsBankAccountsByItsPrefix) {
  load_chart();
  call("res.company", "write", {List{company_}, Dict{{"bank_account_code_prefix", "5120"}}});
  const Value found = call("account.account", "search_read", {List{List{"name", "=", "Bank"}}, List{"code"}}, there());
  EXPECT_EQ(found.list().front().dict().get("code"), Value("512001"));
}

TEST_P(SecondCompany, HasAccountsOfItsOwn) {
  Dict values{{"name", "Own"}, {"code", "700000"}, {"account_type", "income"}};
  const Dict both{{"context", Dict{{"allowed_company_ids", List{company_, 1}}}}};
  const Value account = call("account.account", "create", {values}, both);
  EXPECT_EQ(field("account.account", account, "code", there()), Value("700000"));
}

TEST_P(SecondCompany, ReceivesWhatItBuysInItsOwnWarehouse) {
  const Value warehouse =
      call("stock.warehouse", "create", {Dict{{"name", "Two"}, {"code", "TWO"}, {"company_id", company_}}});
  const Value vendor = call("res.partner", "create", {Dict{{"name", "Vera"}}});
  const Value order = call("purchase.order", "create", {Dict{{"partner_id", vendor}, {"company_id", company_}}});
  const Dict both{{"context", Dict{{"allowed_company_ids", List{1, company_}}}}};
  const Value type = field("purchase.order", order, "picking_type_id", both).list().front();
  const Value of_company = field("stock.picking.type", type, "company_id", both).list().front();
  ASSERT_TRUE(warehouse.is_integer());
  EXPECT_EQ(of_company, company_);
}

TEST_P(SecondCompany, DoesNotSeeWhatIsOfTheFirst) {
  const Value product = call("product.product", "create", {Dict{{"name", "Kit"}, {"company_id", 1}}});
  const Value vendor = call("res.partner", "create", {Dict{{"name", "Vera"}}});
  const List lines{List{0, 0, Dict{{"product_id", product}, {"product_qty", 1}, {"price_unit", 2}}}};
  EXPECT_EQ(call("purchase.order", "create", {Dict{{"partner_id", vendor}, {"order_line", lines}}}, there()),
            Value("odoo.exceptions.AccessError"));
}

TEST_P(SecondCompany, TakesNoNumberForATransferThatIsRefused) {
  call("stock.warehouse", "create", {Dict{{"name", "Two"}, {"code", "TWO"}, {"company_id", company_}}});
  const Value types = call("stock.picking.type", "search", {List{List{"company_id", "=", company_}}}, there());
  const List of_second{Dict{{"picking_type_id", types.list().front()}}};
  const Value before = call("stock.picking", "create", of_second, there());
  const Dict elsewhere{{"context", Dict{{"allowed_company_ids", List{1}}}}};
  EXPECT_EQ(call("stock.picking", "create", of_second, elsewhere), Value("odoo.exceptions.AccessError"));
  const Value after = call("stock.picking", "create", of_second, there());
  const auto number = [&](const Value& picking) {
    const std::string name = field("stock.picking", picking, "name", there()).text();
    return std::stoi(name.substr(name.rfind('/') + 1));
  };
  EXPECT_EQ(number(after), number(before) + 1);
}

TEST_P(SecondCompany, TakesNoNoteOfWhoseGoodsAreMoved) {
  const Value product = call("product.product", "create", {Dict{{"name", "Kit"}, {"company_id", 1}}});
  const Value partners =
      call("stock.location", "search",
           {List{List{"usage", "in", List{"supplier", "customer"}}, List{"company_id", "=", false}}});
  call("stock.warehouse", "create", {Dict{{"name", "Two"}, {"code", "TWO"}, {"company_id", company_}}});
  const Value types = call("stock.picking.type", "search", {List{List{"company_id", "=", company_}}}, there());
  Dict move{{"product_id", product},
            {"product_uom_qty", 2},
            {"location_id", partners.list().front()},
            {"location_dest_id", partners.list().back()}};
  if (GetParam() != Series::v19) move.set("name", "m");
  const Value picking = call("stock.picking", "create",
                             {Dict{{"picking_type_id", types.list().front()},
                                   {"location_id", partners.list().front()},
                                   {"location_dest_id", partners.list().back()},
                                   {"move_ids", List{List{0, 0, move}}}}},
                             there());
  EXPECT_TRUE(picking.is_integer());
}

TEST_P(SecondCompany, IsCalledWhatItsPartnerIsCalled) {
  call("res.company", "write", {List{company_}, Dict{{"name", "Renamed"}, {"phone", "+1 555 0100"}}});
  const Value partner = field("res.company", company_, "partner_id").list().front();
  EXPECT_EQ(field("res.partner", partner, "name"), Value("Renamed"));
  EXPECT_EQ(field("res.partner", partner, "phone"), Value("+1 555 0100"));
  call("res.partner", "write", {List{partner}, Dict{{"name", "Again"}}});
  EXPECT_EQ(field("res.company", company_, "name"), Value("Again"));
}

}  // namespace
}  // namespace paridoo
