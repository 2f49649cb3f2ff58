// Lots that expire: asked of real Odoo servers with the module product_expiry.
#include <gtest/gtest.h>

#include <chrono>

#include "simulator/orm/clock.h"
#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

std::string in_days(int days) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  return orm::format_moment(now + std::chrono::days(days));
}

class ProductExpiry : public ::testing::TestWithParam<Series> {
 protected:
  // Expires 30 days after it came in, goes off the shelf 7 days before that.
  Value milk() {
    const Value category = room_.create(
        "product.category", {{"name", "Fresh"}, {"removal_strategy_id", room_.ref("product_expiry.removal_fefo")}});
    return room_.product({{"name", "Milk"},
                          {"tracking", "lot"},
                          {"categ_id", category},
                          {"use_expiration_date", true},
                          {"expiration_time", 30},
                          {"removal_time", 7},
                          {"alert_time", 3}});
  }
  Value lot(const Value& product, const char* name, int days) {
    Dict values{{"name", name}, {"product_id", product}, {"expiration_date", in_days(days)}};
    if (GetParam() == Series::v17) values.set("company_id", 1);
    return room_.create("stock.lot", std::move(values));
  }
  void stocked(const Value& product, const Value& lot, double quantity) {
    room_.count(product, quantity, {{"lot_id", lot}});
  }

  support::StockRoom room_{GetParam(), "product_expiry"};
};

TEST_P(ProductExpiry, ALotGetsItsDatesOnce) {
  const Value product = milk();
  const std::string expiry = in_days(10);
  const Value first = lot(product, "A", 10);
  EXPECT_EQ(room_.read("stock.lot", first, "expiration_date"), Value(expiry));
  EXPECT_EQ(room_.read("stock.lot", first, "removal_date"), Value(in_days(3)));
  EXPECT_EQ(room_.read("stock.lot", first, "use_date"), Value(expiry));
  room_.write("stock.lot", first, {{"expiration_date", in_days(-1)}});
  EXPECT_EQ(room_.read("stock.lot", first, "removal_date"), Value(in_days(3)));
  EXPECT_EQ(room_.read("stock.lot", first, "product_expiry_alert"), Value(true));
}

TEST_P(ProductExpiry, WhatHasToBeRemovedFirstIsTakenFirst) {
  const Value product = milk();
  const Value late = lot(product, "LATE", 40), soon = lot(product, "SOON", 20);
  stocked(product, late, 5);
  stocked(product, soon, 5);
  const Value delivery = room_.transfer("out", product, 6);
  room_.act("stock.picking", delivery, "action_assign");
  EXPECT_EQ(room_.lines(delivery), "5 of SOON, 1 of LATE");
}

TEST_P(ProductExpiry, WhatIsExpiredIsNotReserved) {
  const Value product = milk();
  stocked(product, lot(product, "OLD", -1), 5);
  stocked(product, lot(product, "GOOD", 20), 2);
  const Value delivery = room_.transfer("out", product, 6);
  room_.act("stock.picking", delivery, "action_assign");
  EXPECT_EQ(room_.lines(delivery), "2 of GOOD");
  const bool since_19 = GetParam() == Series::v19;
  EXPECT_EQ(room_.read("product.product", product, "qty_available"), Value(7.0));
  EXPECT_EQ(room_.read("product.product", product, "free_qty"), Value(since_19 ? 0.0 : 5.0));
}

TEST_P(ProductExpiry, SomebodyHasToConfirmWhatIsExpired) {
  const Value product = milk();
  const Value old = lot(product, "OLD", 1);
  stocked(product, old, 5);
  const Value delivery = room_.transfer("out", product, 5);
  const Value line = room_.rows("stock.move.line", {List{"picking_id", "=", delivery}}, {"id"}).empty()
                         ? room_.create("stock.move.line", {{"picking_id", delivery},
                                                            {"move_id", room_.moves_of(delivery).front()},
                                                            {"product_id", product},
                                                            {"lot_id", old},
                                                            {"quantity", 5}})
                         : Value();
  room_.write("stock.lot", old, {{"expiration_date", in_days(-1)}});
  const Value question = room_.act("stock.picking", delivery, "button_validate");
  ASSERT_TRUE(question.is_dict()) << room_.last_message();
  EXPECT_EQ(question.dict().get("res_model"), Value("expiry.picking.confirmation"));
  const Dict& context = question.dict().get("context").dict();
  EXPECT_EQ(context.get("default_lot_ids"), Value(List{List{6, 0, List{old}}}));
  const Value wizard = room_.create("expiry.picking.confirmation", {{"lot_ids", context.get("default_lot_ids")},
                                                                    {"picking_ids", List{List{6, 0, List{delivery}}}}});
  const Dict asked{{"context", context}};
  EXPECT_EQ(room_.act("expiry.picking.confirmation", wizard, "process", asked), Value(true));
  EXPECT_EQ(room_.read("stock.picking", delivery, "state"), Value("done"));
}

TEST_P(ProductExpiry, TheSchedulerTellsOnceOfLotsToLookAt) {
  const Value product = milk();
  stocked(product, lot(product, "OLD", 2), 5);
  const char* scheduler = GetParam() == Series::v19 ? "stock.rule" : "procurement.group";
  const auto activities = [&] { return room_.rows("mail.activity", {List{"res_model", "=", "stock.lot"}}, {"note"}); };
  room_.call(scheduler, "run_scheduler", {});
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  room_.call(scheduler, "run_scheduler", {});
  ASSERT_EQ(activities().size(), 1U);
  EXPECT_EQ(activities().front().dict().get("note"),
            Value("<p>The alert date has been reached for this lot/serial number</p>"));
}

// Dates stand beside quantities in a pasted text; the month comes first unless that cannot be.
TEST_P(ProductExpiry, DatesOfPastedLotsAreUnderstood) {
  const auto pasted = [&](const char* line) {
    const Value lots = room_.call("stock.move", "split_lots", {line});
    return lots.is_list() && !lots.list().empty() ? lots.list().front().dict() : Dict{};
  };
  EXPECT_EQ(pasted("A;2027-01-05").get("expiration_date"), Value("2027-01-05 00:00:00"));
  EXPECT_EQ(pasted("A;2027-01-05 10:00:00;2").get("expiration_date"), Value("2027-01-05 10:00:00"));
  const Dict both = pasted("C;5;04/05/2027");
  EXPECT_EQ(both.get("expiration_date"), Value("2027-04-05 00:00:00"));
  EXPECT_EQ(both.get("quantity"), Value(5.0));
  EXPECT_EQ(both.get("lot_name"), Value("C"));
  EXPECT_EQ(pasted("C;13/05/2027").get("expiration_date"), Value("2027-05-13 00:00:00"));
  EXPECT_EQ(pasted("C;5/13/27").get("expiration_date"), Value("2027-05-13 00:00:00"));
  EXPECT_EQ(pasted("C;x").get("lot_name"), Value("C;x"));
}

INSTANTIATE_TEST_SUITE_P(Series, ProductExpiry, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo
