// res.company.action_close_stock_valuation: since 19.0 the books learn what the stock is worth at the end of a period.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class StockClosing : public ::testing::Test {
 protected:
  StockClosing() {
    const Value category = room_.create("product.category", {{"name", "C"}, {"property_cost_method", "average"}});
    bolt_ = room_.product({{"categ_id", category}, {"standard_price", 4}});
    company_ = room_.ref("base.main_company");
  }
  Value close(Dict options = {}) {
    return room_.act("res.company", company_, "action_close_stock_valuation", std::move(options));
  }
  List lines_of(const Value& action) {
    return room_.rows("account.move.line", {List{"move_id", "=", action.dict().get("res_id")}},
                      {"name", "debit", "credit", "account_id"});
  }

  support::StockRoom room_{orm::Series::v19};
  Value bolt_, company_;
};

TEST_F(StockClosing, BooksWhatTheAccountsLackOfTheValue) {
  room_.count(bolt_, 5);
  const Value closed = close();
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  EXPECT_EQ(closed.dict().get("res_model"), Value("account.move"));
  EXPECT_EQ(room_.read("account.move", closed.dict().get("res_id"), "state"), Value("draft"));
  const List lines = lines_of(closed);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].dict().get("credit"), Value(20.0));
  EXPECT_EQ(lines[1].dict().get("debit"), Value(20.0));
  EXPECT_NE(lines[1].dict().get("account_id").list().back().text().find("Stock Valuation"), std::string::npos);
}

TEST_F(StockClosing, IsRefusedWhereTheBooksAreRight) {
  close();
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.UserError");
  room_.count(bolt_, 5);
  close({{"auto_post", true}});
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  close();
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.UserError");
}

TEST_F(StockClosing, BooksTheChangesSinceTheLastOne) {
  room_.count(bolt_, 5);
  close({{"auto_post", true}});
  room_.count(bolt_, 2);
  const List lines = lines_of(close());
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[1].dict().get("debit"), Value(12.0));
}

TEST_F(StockClosing, RefusesADayBeforeTheLastOne) {
  room_.count(bolt_, 5);
  close({{"auto_post", true}});
  room_.count(bolt_, 2);
  close({{"at_date", "2020-01-01"}});
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.UserError");
  EXPECT_NE(room_.last_message().find("later closing"), std::string::npos) << room_.last_message();
}

TEST_F(StockClosing, TakesDaysOnly) {
  close({{"at_date", "soon"}});
  EXPECT_EQ(room_.last_error(), "builtins.ValueError");
  close({{"at_date", 7}});
  EXPECT_EQ(room_.last_error(), "builtins.TypeError");
}

}  // namespace
}  // namespace paridoo
