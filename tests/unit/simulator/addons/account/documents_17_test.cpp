// What 17.0 does to documents and later series do not.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::result_of;

class Documents17 : public ::testing::Test {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value create(std::string_view model, Dict values, Dict context = {}) {
    return call(model, "create", {std::move(values)}, Dict{{"context", std::move(context)}});
  }
  Value invoice(Value partner, const char* day, Value tax) {
    Dict line{{"name", "l"}, {"price_unit", 100}};
    line.set("tax_ids", List{List{6, 0, List{std::move(tax)}}});
    return create("account.move", Dict{{"move_type", "out_invoice"},
                                       {"partner_id", std::move(partner)},
                                       {"invoice_date", day},
                                       {"invoice_line_ids", List{List{0, 0, line}}}});
  }
  Value line_value(const Value& move, const char* type, const char* field) {
    const List domain{List{"move_id", "=", move}, List{"display_type", "=", type}};
    return call("account.move.line", "search_read", {domain, List{field}}).list().at(0).dict().get(field);
  }
  support::TestSimulator odoo_{{.series = orm::Series::v17}};
  const Value partner_ = create("res.partner", Dict{{"name", "Ada"}});
};

// The first document of a year has its number as a draft, and no due date on its term unless it has tax lines.
TEST_F(Documents17, HaveNoDueDateWithATaxOfNothing) {
  const Value none = create("account.tax", Dict{{"name", "0%"}, {"amount", 0}, {"type_tax_use", "sale"}});
  EXPECT_EQ(line_value(invoice(partner_, "2025-03-15", none), "payment_term", "date_maturity"), Value(false));
  EXPECT_TRUE(line_value(invoice(partner_, "2024-03-15", 1), "payment_term", "date_maturity").is_text());
  EXPECT_TRUE(line_value(invoice(partner_, "2025-03-16", none), "payment_term", "date_maturity").is_text());
}

TEST_F(Documents17, HaveADueDateWhenTheyAreMadeOfItems) {
  const auto bill = [&](const char* day, const char* lines) {
    const Dict line{{"name", "l"}, {"price_unit", 10}, {"tax_ids", List{List{6, 0, List{}}}}};
    Dict values{{"move_type", "in_invoice"}, {"partner_id", partner_}, {"date", day}};
    values.set(lines, List{List{0, 0, line}});
    return create("account.move", std::move(values));
  };
  EXPECT_TRUE(line_value(bill("2024-02-01", "line_ids"), "payment_term", "date_maturity").is_text());
  EXPECT_EQ(line_value(bill("2024-03-01", "invoice_line_ids"), "payment_term", "date_maturity"), Value(false));
}

// A copy takes over that its term has one.
TEST_F(Documents17, HaveADueDateAsCopies) {
  const Value bill = create("account.move", Dict{{"move_type", "in_invoice"},
                                                 {"partner_id", partner_},
                                                 {"invoice_date", "2025-02-01"},
                                                 {"invoice_line_ids", List{List{0, 0, Dict{{"price_unit", 10}}}}}});
  call("account.move", "action_post", {List{bill}});
  EXPECT_TRUE(line_value(call("account.move", "copy", {List{bill}}), "payment_term", "date_maturity").is_text());
}

TEST_F(Documents17, HaveTaxLinesOfTheContactThatTheyGoTo) {
  const Value child = create("res.partner", Dict{{"name", "Child"}, {"parent_id", partner_}});
  const Value move = invoice(child, "2026-03-15", 1);
  EXPECT_EQ(line_value(move, "tax", "partner_id").list()[0], child);
  EXPECT_EQ(line_value(move, "product", "partner_id").list()[0], partner_);
}

TEST_F(Documents17, AreLeftToInvoiceAsDrafts) {
  const Value product =
      create("product.product", Dict{{"name", "K"}, {"detailed_type", "service"}, {"list_price", 100}});
  const Value order = create(
      "sale.order", Dict{{"partner_id", partner_}, {"order_line", List{List{0, 0, Dict{{"product_id", product}}}}}});
  const auto left = [&] {
    return call("sale.order", "read", {List{order}, List{"amount_to_invoice"}})
        .list()[0]
        .dict()
        .get("amount_to_invoice");
  };
  call("sale.order", "action_confirm", {List{order}});
  const Value wizard = create("sale.advance.payment.inv", Dict{{"advance_payment_method", "percentage"},
                                                               {"amount", 10},
                                                               {"sale_order_ids", List{List{6, 0, List{order}}}}});
  call("sale.advance.payment.inv", "create_invoices", {List{wizard}});
  const Value invoices = call("account.move", "search", {List{List{"partner_id", "=", partner_}}});
  call("account.move", "action_post", {invoices});
  EXPECT_EQ(left(), Value(103.5));
  call("account.move", "button_draft", {invoices});
  EXPECT_EQ(left(), Value(115.0));
  call("account.move", "button_cancel", {invoices});
  const List down_payments{List{"is_downpayment", "=", true}, List{"display_type", "=", false}};
  const List lines = call("sale.order.line", "search_read", {down_payments, List{"product_updatable"}}).list();
  EXPECT_EQ(lines.at(0).dict().get("product_updatable"), Value(true)) << "a product like others, in 17.0";
}

TEST_F(Documents17, NumberPaymentsApartAsDraftsToo) {
  const auto name = [&](const Value& payment) {
    return call("account.payment", "read", {List{payment}, List{"name", "sequence_number"}}).list()[0].dict();
  };
  const Dict first = name(create("account.payment", Dict{})), second = name(create("account.payment", Dict{}));
  EXPECT_TRUE(first.get("name").text().starts_with("PBNK1/"));
  EXPECT_EQ(second.get("name"), Value("/"));
  EXPECT_EQ(second.get("sequence_number"), Value(0));
}

// A refund that is taken back is an entry; the copy that it starts as counts its taxes by itself.
TEST_F(Documents17, CountTheTaxesOfReversedRefundsAnew) {
  const Value tax = create("account.tax", Dict{{"name", "5%"}, {"amount", 5}, {"type_tax_use", "purchase"}});
  Dict line{{"name", "l"}, {"price_unit", 100}};
  line.set("tax_ids", List{List{6, 0, List{tax}}});
  const Value refund = create("account.move", Dict{{"move_type", "in_refund"},
                                                   {"partner_id", partner_},
                                                   {"invoice_date", "2026-03-20"},
                                                   {"invoice_line_ids", List{List{0, 0, line}}}});
  call("account.move", "action_post", {List{refund}});
  const Value journal =
      call("account.move", "read", {List{refund}, List{"journal_id"}}).list()[0].dict().get("journal_id");
  const Value wizard = create("account.move.reversal", Dict{{"journal_id", journal.list()[0]}, {"date", "2026-03-21"}},
                              Dict{{"active_model", "account.move"}, {"active_ids", List{refund}}});
  call("account.move.reversal", "modify_moves", {List{wizard}});
  const Value taken_back = call("account.move", "search", {List{List{"reversed_entry_id", "=", refund}}});
  const Value tax_line = call(
      "account.move.line", "search_read",
      {List{List{"move_id", "in", taken_back}, List{"tax_line_id", "=", tax}}, List{"balance", "tax_base_amount"}});
  EXPECT_EQ(tax_line.list().at(0).dict().get("balance"), Value(5.0));
  EXPECT_EQ(tax_line.list().at(0).dict().get("tax_base_amount"), Value(-100.0));
  EXPECT_EQ(call("account.move", "read", {taken_back, List{"always_tax_exigible"}})
                .list()[0]
                .dict()
                .get("always_tax_exigible"),
            Value(true));
}

TEST_F(Documents17, AreBalancedOnTheSuspenseAccount) {
  const Value tax = create("account.tax", Dict{{"name", "7%"}, {"amount", 7}, {"type_tax_use", "sale"}});
  const Value journal = call("account.journal", "search", {List{List{"type", "=", "sale"}}}).list().at(0);
  Dict line{{"name", "l"}, {"account_id", 24}, {"credit", 50}};
  line.set("tax_ids", List{List{6, 0, List{tax}}});
  const Value entry = create(
      "account.move", Dict{{"move_type", "entry"}, {"journal_id", journal}, {"line_ids", List{List{0, 0, line}}}});
  const Value balancing =
      call("account.move.line", "search_read",
           {List{List{"move_id", "=", entry}, List{"name", "=", "Automatic Balancing Line"}}, List{"account_id"}});
  const Value suspense = call("res.company", "read", {List{1}, List{"account_journal_suspense_account_id"}});
  EXPECT_EQ(balancing.list().at(0).dict().get("account_id"),
            suspense.list().at(0).dict().get("account_journal_suspense_account_id"));
}

}  // namespace
}  // namespace paridoo::addons::account
