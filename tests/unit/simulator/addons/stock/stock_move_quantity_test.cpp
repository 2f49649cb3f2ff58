#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::stock {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::StockRoom;

// What a series does with a quantity that is written on a move whose goods are elsewhere than its lines.
TEST(StockMoveQuantity, IsReservedAtItsSourceUntil18AndTakesFromOtherQuantsSince19) {
  const std::string over_reserved = "WH/Stock 2 (6), WH/Stock/Shelf 5 (0)";
  for (const auto& [series, quants] : {std::pair(Series::v17, over_reserved),
                                       {Series::v18, over_reserved},
                                       {Series::v19, "WH/Stock 2 (2), WH/Stock/Shelf 5 (4)"}}) {
    StockRoom room(series);
    const Value bolt = room.product(),
                shelf = room.create("stock.location", {{"name", "Shelf"}, {"location_id", room.stock()}});
    room.count(bolt, 2);
    room.count(bolt, 5, {{"location_id", shelf}});
    const Value picking = room.transfer("out", bolt, 2);
    room.write("stock.move", room.moves_of(picking).front(), {{"quantity", 6}});
    EXPECT_EQ(room.lines(picking), "2, 4");
    EXPECT_EQ(room.quants(bolt), quants) << support::series_name(series);
  }
}

TEST(StockMoveQuantity, GivesBackTheLastLinesFirstSince18) {
  for (const Series series : {Series::v17, Series::v18, Series::v19}) {
    StockRoom room(series);
    const Value bolt = room.product(),
                shelf = room.create("stock.location", {{"name", "Shelf"}, {"location_id", room.stock()}});
    room.count(bolt, 5);
    room.count(bolt, 5, {{"location_id", shelf}});
    const Value picking = room.transfer("out", bolt, 10);
    ASSERT_EQ(room.lines(picking), "5, 5");
    room.write("stock.move", room.moves_of(picking).front(), {{"quantity", 5}});
    EXPECT_EQ(room.lines(picking), "5");
    const bool first_left = series == Series::v17;
    EXPECT_EQ(room.quants(bolt),
              first_left ? "WH/Stock 5 (0), WH/Stock/Shelf 5 (5)" : "WH/Stock 5 (5), WH/Stock/Shelf 5 (0)");
  }
}

// The goods of a lot that lacks are taken from what has none.
TEST(StockMoveQuantity, SetsLotsThatAreNoSerialsSince19) {
  StockRoom room(Series::v19);
  const Value bolt = room.product({{"tracking", "lot"}});
  const Value lot = room.create("stock.lot", {{"name", "L1"}, {"product_id", bolt}});
  const Value picking = room.transfer("in", bolt, 3);
  room.write("stock.move", room.moves_of(picking).front(), {{"lot_ids", List{List{6, 0, List{lot}}}}});
  EXPECT_EQ(room.lines(picking), "3 of L1");
}

// 17.0 cancels what waits for a move only if its siblings were cancelled before.
TEST(StockMoveCancel, SeesMovesThatAreCancelledTogether) {
  for (const auto& [series, state] :
       {std::pair(Series::v17, "waiting"), {Series::v18, "cancel"}, {Series::v19, "cancel"}}) {
    StockRoom room(series);
    const Value bolt = room.product(),
                shelf = room.create("stock.location", {{"name", "Shelf"}, {"location_id", room.stock()}});
    const Value first = room.transfer("internal", bolt, 1, {{"location_id", shelf}, {"propagate_cancel", true}});
    const Value second = room.transfer("internal", bolt, 1, {{"location_id", shelf}, {"propagate_cancel", true}});
    List origins;
    for (const Value& picking : {first, second})
      for (const Value& move : room.moves_of(picking)) origins.push_back(move);
    const Value next = room.transfer("out", bolt, 2, {{"move_orig_ids", List{List{6, 0, origins}}}});
    ASSERT_EQ(room.read("stock.picking", next, "state"), Value("waiting"));
    room.call("stock.picking", "action_cancel", {List{first, second}});
    const Value after = room.read("stock.picking", next, "state");
    EXPECT_EQ(after, Value(state == std::string("cancel") ? "cancel" : "waiting")) << support::series_name(series);
  }
}

// 17.0 puts what exceeds the demand into a move of its own, which is merged: the demand stays.
TEST(StockMoveDone, KeepsItsDemandWhenMoreIsMoved) {
  for (const Series series : {Series::v17, Series::v18, Series::v19}) {
    StockRoom room(series);
    const Value bolt = room.product();
    const Value picking = room.transfer("in", bolt, 2);
    const Value move = room.moves_of(picking).front();
    room.write("stock.move", move, {{"quantity", 5}, {"picked", true}});
    room.act("stock.picking", picking, "button_validate");
    EXPECT_EQ(room.moves_of(picking).size(), 1U);
    EXPECT_EQ(room.read("stock.move", move, "product_uom_qty"), Value(2.0));
    EXPECT_EQ(room.quants(bolt), "WH/Stock 5 (0)");
  }
}

}  // namespace
}  // namespace paridoo::addons::stock
