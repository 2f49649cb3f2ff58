#include "src/stock/validate_delivery.h"

#include <gtest/gtest.h>

#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::stock {
namespace {

using testing::ScriptedOdoo;

std::string picking(const std::string& state) {
  return R"([{"id": 3, "name": "WH/OUT/00001", "state": ")" + state +
         R"(", "scheduled_date": "2026-11-22 10:00:00", "date_done": false, "origin": "S00001", "partner_id": [10, "Marie"],
             "sale_id": [5, "S00001"], "location_id": [8, "WH/Stock"], "location_dest_id": [5, "Partners/Customers"],
             "backorder_id": false, "note": false, "move_ids": [31, 32]}])";
}

// Two moves: 5 batteries of which 3 are reserved, and 2 serial-tracked kits, reserved with lots 71 and 72.
constexpr auto moves = R"([
    {"id": 31, "product_id": [20, "Battery"], "product_uom_qty": 5.0, "quantity": 3.0, "picked": false,
     "product_uom": [1, "Units"], "state": "partially_available", "location_id": [8, "WH/Stock"],
     "location_dest_id": [5, "Partners/Customers"], "move_line_ids": [
        {"id": 311, "lot_id": false, "lot_name": false, "quantity": 3.0, "picked": false}]},
    {"id": 32, "product_id": [21, "Kit"], "product_uom_qty": 2.0, "quantity": 2.0, "picked": false,
     "product_uom": [1, "Units"], "state": "assigned", "location_id": [8, "WH/Stock"],
     "location_dest_id": [5, "Partners/Customers"], "move_line_ids": [
        {"id": 321, "lot_id": [71, "SN-1"], "lot_name": false, "quantity": 1.0, "picked": false},
        {"id": 322, "lot_id": [72, "SN-2"], "lot_name": false, "quantity": 1.0, "picked": false}]}])";

constexpr auto backorder_window = R"({"type": "ir.actions.act_window", "res_model": "stock.backorder.confirmation"})";

class ValidateDelivery : public ::testing::Test {
 protected:
  ValidateDelivery() {
    odoo_.answer_rows("stock.picking", picking("assigned"), "move_ids", moves);
    odoo_.answer_json("stock.picking.search_read", picking("done"));
    odoo_.answer("stock.move.write", true).answer("stock.move.line.write", true);
  }

  Result<ValidatedDelivery> validate(const DeliveryValidation& what) {
    return validate_delivery(odoo_.session(), 3, what);
  }

  bool was_called(const std::string& call) const {
    const auto calls = odoo_.calls();
    return std::find(calls.begin(), calls.end(), call) != calls.end();
  }

  ScriptedOdoo odoo_;
};

PickedQuantity of_move(Id move, double quantity) { return {.move = move, .quantity = quantity}; }

TEST(ReadDelivery, MovesWithoutTheLinesThatWereAskedForAreNotAsAgreed) {
  constexpr auto bare = R"([{"id": 31, "product_id": [20, "Battery"], "product_uom_qty": 5.0, "quantity": 3.0,
      "picked": false, "product_uom": [1, "Units"], "state": "assigned", "location_id": [8, "WH/Stock"],
      "location_dest_id": [5, "Partners/Customers"]}])";
  ScriptedOdoo odoo;
  odoo.answer_rows("stock.picking", picking("assigned"), "move_ids", bare);
  EXPECT_TRUE(read_delivery_and_moves(odoo.session(), 3, TransferKind::delivery));
  const auto delivery = read_delivery_with_moves(odoo.session(), 3, TransferKind::delivery);
  ASSERT_FALSE(delivery);
  EXPECT_EQ(delivery.error().kind, ErrorKind::malformed_answer);
}

TEST_F(ValidateDelivery, WithoutLinesEverythingLeavesAsOrdered) {
  odoo_.answer("stock.picking.button_validate", true);
  const auto done = validate({});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->delivery.state, "done");
  EXPECT_FALSE(done->backorder);
  const auto last_write = odoo_.last("stock.move.write");
  EXPECT_EQ(last_write.arguments[0], odoo::Value(odoo::Ids{32}));
  // As reserved: only said to be picked.
  EXPECT_EQ(last_write.arguments[1], odoo::Value(odoo::Dict{{"picked", true}}));
  const odoo::Value asked(odoo_.last("stock.picking.web_search_read").keywords);
  const auto* of_moves = asked.find("specification")->find("move_ids")->find("fields");
  EXPECT_EQ(of_moves->find("move_line_ids"), nullptr) << "their lines matter only to who says what was picked";
}

TEST_F(ValidateDelivery, WhatIsNotReservedIsSetToWhatWasOrdered) {
  odoo_.answer("stock.picking.button_validate", true);
  ASSERT_TRUE(validate({.picked = {of_move(31, 5)}, .make_backorder = true}));
  const odoo::Dict expected{{"picked", true}, {"quantity", 5.0}};
  EXPECT_EQ(odoo_.last("stock.move.write").arguments[1], odoo::Value(expected));
}

TEST_F(ValidateDelivery, LessThanOrderedNeedsLeaveAndChangesNothingWithout) {
  EXPECT_EQ(validate({.picked = {of_move(31, 4), of_move(32, 2)}}).error().kind, ErrorKind::partial_delivery);
  EXPECT_FALSE(was_called("stock.move.write"));
  EXPECT_FALSE(was_called("stock.picking.button_validate"));
}

TEST_F(ValidateDelivery, AMoveThatIsLeftOutCountsAsLessThanOrdered) {
  EXPECT_EQ(validate({.picked = {of_move(31, 5)}}).error().kind, ErrorKind::partial_delivery);
}

TEST_F(ValidateDelivery, WithLeaveTheWizardIsAnsweredInTheContextThatOdooGivesIt) {
  odoo_.answer_json("stock.picking.button_validate", backorder_window);
  odoo_.answer("stock.backorder.confirmation.create", 9).answer("stock.backorder.confirmation.process", true);
  ASSERT_TRUE(validate({.picked = {of_move(31, 3)}, .make_backorder = true}));
  const odoo::Value context(odoo_.last("stock.backorder.confirmation.process").keywords);
  EXPECT_EQ(*context.find("context")->find("button_validate_picking_ids"), odoo::Value(odoo::Ids{3}));
  odoo::List links;
  links.emplace_back(odoo::command::link(3));
  EXPECT_EQ(*context.find("context")->find("default_pick_ids"), odoo::Value(links));
}

TEST_F(ValidateDelivery, TheBackorderIsReadWithTheDelivery) {
  auto rest = picking("assigned");
  rest.replace(rest.find("\"id\": 3"), 7, "\"id\": 2");
  const auto both = rest.substr(0, rest.size() - 1) + ", " + picking("done").substr(1);
  ScriptedOdoo odoo;
  odoo.answer_rows("stock.picking", picking("assigned"), "move_ids", moves);
  odoo.answer_json("stock.picking.search_read", both).answer("stock.move.write", true);
  odoo.answer("stock.picking.button_validate", true);
  const auto done = validate_delivery(odoo.session(), 3, {});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->delivery.id, 3);
  EXPECT_EQ(done->delivery.state, "done");
  ASSERT_TRUE(done->backorder);
  EXPECT_EQ(done->backorder->id, 2);
}

TEST_F(ValidateDelivery, AQuestionThatOnlyAPersonCanAnswerIsReported) {
  ScriptedOdoo odoo;
  odoo.answer_rows("stock.picking", picking("assigned"), "move_ids", moves);
  odoo.answer_json("stock.picking.search_read", picking("assigned")).answer("stock.move.write", true);
  odoo.answer_json("stock.picking.button_validate",
                   R"({"type": "ir.actions.act_window", "res_model": "expiry.picking.confirmation"})");
  EXPECT_EQ(validate_delivery(odoo.session(), 3, {}).error().kind, ErrorKind::confirmation_needed);
}

TEST_F(ValidateDelivery, LotsThatAreReservedAreKept) {
  odoo_.answer("stock.picking.button_validate", true);
  odoo_.answer_json("stock.lot.search_read", R"([{"id": 72}])");
  const PickedQuantity serial{.move = 32, .quantity = 1, .lot = 72};
  ASSERT_TRUE(validate({.picked = {of_move(31, 5), serial}, .make_backorder = true}));
  const auto write = odoo_.last("stock.move.line.write");
  EXPECT_EQ(write.arguments[0], odoo::Value(odoo::Ids{322}));
}

TEST_F(ValidateDelivery, OtherLotsReplaceThoseThatWereReservedFromWhereTheyLie) {
  odoo_.answer("stock.picking.button_validate", true);
  odoo_.answer_json("stock.lot.search_read", R"([{"id": 79}])");
  odoo_.answer_json("stock.quant.search_read", R"([{"id": 1, "location_id": [12, "WH/Stock/Shelf"]}])");
  const PickedQuantity serial{.move = 32, .quantity = 2, .lot_name = "SN-9"};
  ASSERT_TRUE(validate({.picked = {serial}, .make_backorder = true}));
  const auto write = odoo_.last("stock.move.write");
  const auto& commands = write.arguments[1].find("move_line_ids")->list();
  ASSERT_EQ(commands.size(), 2u);
  EXPECT_EQ(commands[0], odoo::Value(odoo::command::clear()));
  EXPECT_EQ(*commands[1].list()[2].find("lot_id"), odoo::Value(79));
  EXPECT_EQ(*commands[1].list()[2].find("location_id"), odoo::Value(12));
  EXPECT_EQ(*commands[1].list()[2].find("location_dest_id"), odoo::Value(5));
}

TEST_F(ValidateDelivery, UnknownMovesLinesAndLotsAreNamed) {
  const PickedQuantity of_line{.move_line = 999, .quantity = 1};
  const PickedQuantity of_lot{.move = 32, .quantity = 1, .lot_name = "SN-X"};
  for (const auto& [picked, pointer] :
       {std::pair{of_move(99, 1), "/lines/0/move_id"}, std::pair{of_line, "/lines/0/move_line_id"},
        std::pair{of_lot, "/lines/0/lot_name"}}) {
    ScriptedOdoo fresh;
    fresh.answer_rows("stock.picking", picking("assigned"), "move_ids", moves);
    fresh.answer_json("stock.lot.search_read", "[]");
    const auto refused = validate_delivery(fresh.session(), 3, {.picked = {picked}});
    EXPECT_EQ(refused.error().kind, ErrorKind::not_found);
    EXPECT_EQ(refused.error().pointer, pointer);
  }
}

TEST_F(ValidateDelivery, WhatIsDoneOrCancelledStaysSo) {
  for (const auto* state : {"done", "cancel"}) {
    ScriptedOdoo odoo;
    odoo.answer_rows("stock.picking", picking(state), "move_ids");
    EXPECT_EQ(validate_delivery(odoo.session(), 3, {}).error().kind, ErrorKind::invalid_state) << state;
  }
}

}  // namespace
}  // namespace paridoo::stock
