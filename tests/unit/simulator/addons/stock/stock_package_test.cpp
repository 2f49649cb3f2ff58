// Packages that are moved whole, and packages in packages.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::StockRoom;

class Packages : public ::testing::TestWithParam<Series> {
 protected:
  std::string model() const { return GetParam() == Series::v19 ? "stock.package" : "stock.quant.package"; }
  Value shelf() { return room_.create("stock.location", {{"name", "Shelf"}, {"location_id", room_.stock()}}); }
  // A package with that many bolts in WH/Stock.
  Value packed(const Value& bolt, double quantity) {
    const Value package = room_.create(model(), {{"name", "P"}});
    room_.count(bolt, quantity, {{"package_id", package}});
    return package;
  }
  List lines_of(const Value& picking, List fields) {
    return room_.rows("stock.move.line", {List{"picking_id", "=", picking}}, std::move(fields));
  }

  StockRoom room_{GetParam()};
};

TEST_P(Packages, GoAlongWithAllThatIsInThem) {
  const Value bolt = room_.product(), package = packed(bolt, 3);
  const Value picking = room_.transfer("out", bolt, 3);
  room_.act("stock.picking", picking, "action_assign");
  const List lines = lines_of(picking, {"package_id", "result_package_id"});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front().dict().get("result_package_id").list().front(), package);
}

TEST_P(Packages, StayWhereSomeOfTheirGoodsAre) {
  const Value bolt = room_.product();
  packed(bolt, 3);
  const Value picking = room_.transfer("out", bolt, 2);
  room_.act("stock.picking", picking, "action_assign");
  const List lines = lines_of(picking, {"result_package_id"});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front().dict().get("result_package_id"), Value(false));
}

TEST_P(Packages, AskWhereGoodsForTwoPlacesGo) {
  const Value bolt = room_.product(), nut = room_.product({{"name", "Nut"}});
  const Value place = shelf();
  room_.count(bolt, 1);
  room_.count(nut, 1);
  const Value picking = room_.transfer("internal", bolt, 1);
  const Dict line{{"picking_id", picking},
                  {"product_id", nut},
                  {"quantity", 1},
                  {"location_id", room_.stock()},
                  {"location_dest_id", place}};
  room_.create("stock.move.line", line);
  const Value question = room_.act("stock.picking", picking, "action_put_in_pack");
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  ASSERT_EQ(question.dict().get("res_model"), Value("stock.package.destination"));
  const Value wizard = question.dict().get("res_id");
  room_.write("stock.package.destination", wizard, {{"location_dest_id", place}});
  room_.act("stock.package.destination", wizard, "action_done");
  ASSERT_EQ(room_.last_error(), "") << room_.last_message();
  for (const Value& one : lines_of(picking, {"location_dest_id", "result_package_id"})) {
    EXPECT_EQ(one.dict().get("location_dest_id").list().front(), place);
    EXPECT_TRUE(one.dict().get("result_package_id"));
  }
}

INSTANTIATE_TEST_SUITE_P(EverySeries, Packages, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

class PackageLevels : public Packages {};

TEST_P(PackageLevels, StandForPackagesThatAreMovedWhole) {
  const Value bolt = room_.product(), package = packed(bolt, 3);
  const Value picking = room_.transfer("out", bolt, 3);
  room_.act("stock.picking", picking, "action_assign");
  const List levels = room_.rows("stock.package_level", {List{"picking_id", "=", picking}},
                                 {"package_id", "state", "is_done", "is_fresh_package", "location_id"});
  ASSERT_EQ(levels.size(), 1U);
  const Dict& level = levels.front().dict();
  EXPECT_EQ(level.get("package_id").list().front(), package);
  EXPECT_EQ(level.get("state"), Value("assigned"));
  EXPECT_EQ(level.get("is_fresh_package"), Value(false));
  EXPECT_EQ(level.get("location_id").list().front(), room_.stock());
}

TEST_P(PackageLevels, MakeTheMovesOfTheirPackage) {
  const Value bolt = room_.product(), package = packed(bolt, 3), place = shelf();
  const Dict level{{"package_id", package}, {"location_dest_id", place}, {"company_id", 1}};
  const Value picking = room_.create("stock.picking", {{"picking_type_id", room_.ref("stock.picking_type_internal")},
                                                       {"location_id", room_.stock()},
                                                       {"location_dest_id", place},
                                                       {"package_level_ids", List{List{0, 0, level}}}});
  room_.act("stock.picking", picking, "action_confirm");
  const List moves = room_.rows("stock.move", {List{"picking_id", "=", picking}}, {"product_uom_qty", "state"});
  ASSERT_EQ(moves.size(), 1U);
  EXPECT_EQ(moves.front().dict().get("product_uom_qty"), Value(3.0));
  const Value id =
      room_.rows("stock.package_level", {List{"picking_id", "=", picking}}, {"id"}).front().dict().get("id");
  room_.write("stock.package_level", id, {{"is_done", true}});
  room_.act("stock.picking", picking, "button_validate");
  EXPECT_EQ(room_.read("stock.picking", picking, "state"), Value("done")) << room_.last_message();
  EXPECT_EQ(room_.quants(bolt), "WH/Stock/Shelf 3 (0)");
  EXPECT_EQ(room_.read("stock.package_level", id, "state"), Value("done"));
}

INSTANTIATE_TEST_SUITE_P(Until18, PackageLevels, ::testing::Values(Series::v17, Series::v18),
                         [](const auto& info) { return support::series_name(info.param); });

// --- since 19.0

TEST(Containers, TakePackagesAndArriveWithThem) {
  StockRoom room(Series::v19);
  const Value bolt = room.product();
  room.count(bolt, 2);
  const Value picking = room.transfer("out", bolt, 2);
  const Value box = room.act("stock.picking", picking, "action_put_in_pack").list().front();
  const Value crate = room.act("stock.picking", picking, "action_put_in_pack").list().front();
  EXPECT_EQ(room.read("stock.package", box, "package_dest_id").list().front(), crate);
  EXPECT_EQ(room.read("stock.package", box, "outermost_package_id").list().front(), crate);
  EXPECT_EQ(room.read("stock.picking", picking, "packages_count"), Value(2));
  room.act("stock.picking", picking, "button_validate");
  EXPECT_EQ(room.read("stock.package", box, "parent_package_id").list().front(), crate) << room.last_message();
  EXPECT_EQ(room.read("stock.package", box, "package_dest_id"), Value(false));
  EXPECT_EQ(room.read("stock.package", crate, "location_id").list().front(), room.customers());
  EXPECT_EQ(room.read("stock.picking", picking, "packages_count"), Value(2));
  const List history = room.rows("stock.package.history", {List{"package_id", "=", box}}, {"parent_dest_id"});
  ASSERT_EQ(history.size(), 1U);
  EXPECT_EQ(history.front().dict().get("parent_dest_id").list().front(), crate);
}

TEST(Containers, CannotBePutIntoWhatWillBeInThem) {
  StockRoom room(Series::v19);
  const Value box = room.create("stock.package", {{"name", "Box"}});
  const Value crate = room.create("stock.package", {{"name", "Crate"}});
  room.write("stock.package", box, {{"package_dest_id", crate}});
  room.write("stock.package", crate, {{"package_dest_id", box}});
  EXPECT_EQ(room.last_error(), "odoo.exceptions.ValidationError");
}

TEST(Containers, AreAddedToTransfersWithAllTheirGoods) {
  StockRoom room(Series::v19);
  const Value bolt = room.product(), box = room.create("stock.package", {{"name", "Box"}});
  room.count(bolt, 4, {{"package_id", box}});
  const Value picking = room.create("stock.picking", {{"picking_type_id", room.ref("stock.picking_type_out")},
                                                      {"location_id", room.stock()},
                                                      {"location_dest_id", room.customers()}});
  EXPECT_EQ(room.call("stock.picking", "action_add_entire_packs", {List{picking}, List{box}}), Value(true));
  const List lines = room.rows("stock.move.line", {List{"picking_id", "=", picking}}, {"quantity", "is_entire_pack"});
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines.front().dict().get("quantity"), Value(4.0));
  EXPECT_EQ(lines.front().dict().get("is_entire_pack"), Value(true));
  room.act("stock.package", box, "action_remove_package");
  EXPECT_TRUE(room.rows("stock.move.line", {List{"picking_id", "=", picking}}, {"id"}).empty());
}

}  // namespace
}  // namespace paridoo
