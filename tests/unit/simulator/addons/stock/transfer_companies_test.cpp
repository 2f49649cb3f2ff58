// Transfers take what belongs to another company when they are written, and refuse it once they are confirmed or done.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class TransferCompanies : public ::testing::TestWithParam<Series> {
 protected:
  TransferCompanies() {
    bolt_ = room_.product();
    other_company_ = room_.create("res.company", {{"name", "Other"}});
    room_.write("res.users", room_.ref("base.user_admin"), {{"company_ids", List{List{4, other_company_}}}});
    foreign_ =
        room_.create("stock.location", {{"name", "Theirs"}, {"usage", "internal"}, {"company_id", other_company_}});
  }
  Value transfer(const Value& to) {
    Dict move{
        {"product_id", bolt_}, {"product_uom_qty", 1}, {"location_id", room_.vendors()}, {"location_dest_id", to}};
    if (GetParam() != Series::v19) move.set("name", "bolt");
    return room_.create("stock.picking", {{"picking_type_id", room_.ref("stock.picking_type_in")},
                                          {"location_id", room_.vendors()},
                                          {"location_dest_id", to},
                                          {"move_ids", List{List{0, 0, std::move(move)}}}});
  }

  support::StockRoom room_{GetParam()};
  Value bolt_, other_company_, foreign_;
};

TEST_P(TransferCompanies, RefusesToConfirmWhatGoesToAnotherCompany) {
  const Value picking = transfer(foreign_);
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  room_.act("stock.picking", picking, "action_confirm");
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.UserError");
  EXPECT_EQ(room_.read("stock.picking", picking, "state"), Value("draft"));
}

TEST_P(TransferCompanies, LetsWhatAgreesPass) {
  const Value picking = transfer(room_.stock());
  room_.act("stock.picking", picking, "action_confirm");
  EXPECT_EQ(room_.last_error(), "") << room_.last_message();
}

// Where goods are taken from is read in the user's name: with each new move since 19.0, where it changes since 18.0.
TEST_P(TransferCompanies, TakesNothingFromWhereTheUserDoesNotWork) {
  const Dict here{{"context", Dict{{"allowed_company_ids", List{1}}}}};
  Dict move{{"product_id", bolt_},
            {"product_uom_qty", 1},
            {"location_id", foreign_},
            {"location_dest_id", room_.customers()},
            {"company_id", 1}};
  if (GetParam() != Series::v19) move.set("name", "bolt");
  room_.call("stock.move", "create", {std::move(move)}, here);
  EXPECT_EQ(room_.last_error(), GetParam() == Series::v19 ? "odoo.exceptions.AccessError" : "");
  const Value picking = transfer(room_.stock());
  room_.call("stock.picking", "write", {List{picking}, Dict{{"location_id", foreign_}}}, here);
  EXPECT_EQ(room_.last_error(), GetParam() == Series::v17 ? "" : "odoo.exceptions.AccessError");
}

INSTANTIATE_TEST_SUITE_P(EverySeries, TransferCompanies, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo
