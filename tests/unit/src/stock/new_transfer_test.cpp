#include "src/stock/new_transfer.h"

#include <gtest/gtest.h>

#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::stock {
namespace {

using testing::ScriptedOdoo;

// A warehouse, a supplier, a product, and a receipt that Odoo makes and validates.
ScriptedOdoo odoo_that_receives(const char* state = "done") {
  ScriptedOdoo odoo;
  odoo.answer_json("stock.warehouse.search_read",
                   R"([{"id": 1, "name": "Main", "code": "WH", "company_id": [1, "C"], "wh_input_stock_loc_id": false,
                        "lot_stock_id": [8, "WH/Stock"], "wh_pack_stock_loc_id": false, "wh_output_stock_loc_id": false,
                        "in_type_id": [1, "Receipts"], "int_type_id": [5, "Internal"]}])");
  odoo.answer_json("res.partner.search_read", R"([{"id": 5}])");
  odoo.answer_json("product.product.search_read", R"([{"id": 12, "display_name": "Kit", "uom_id": [1, "Units"]}])");
  odoo.answer("stock.picking.create", 302);
  odoo.answer_json("stock.picking.search_read",
                   R"([{"id": 302, "location_id": [4, "Vendors"], "location_dest_id": [8, "WH/Stock"]}])");
  odoo.answer_json("stock.picking.search_read",
                   std::string(R"([{"id": 302, "name": "WH/IN/00302", "location_id": [4, "Vendors"],
                                    "location_dest_id": [8, "WH/Stock"], "state": ")") +
                       state + R"("}])");
  odoo.answer("stock.move.create", 601);
  odoo.answer("stock.picking.action_confirm", true);
  odoo.answer_json(
      "stock.move.search_read",
      R"([{"id": 601, "product_id": [12, "Kit"], "location_id": [4, "Vendors"], "location_dest_id": [8, "WH/Stock"]}])");
  odoo.answer("stock.move.write", true);
  odoo.answer("stock.picking.button_validate", true);
  odoo.answer("stock.picking.action_cancel", true);
  return odoo;
}

NewReceipt two_serials() {
  return {
      .warehouse = 1,
      .supplier = 5,
      .lines = {{.product = 12, .quantity = 1, .lot_name = "SN-1"}, {.product = 12, .quantity = 1, .lot_name = "SN-2"}},
      .validate = true};
}

TEST(ReceiveGoods, OneMoveForAProductWithALineForEachSerialNumber) {
  auto odoo = odoo_that_receives();
  odoo.answer_json("stock.lot.search_read", R"([{"id": 55}])").answer_json("stock.lot.search_read", "[]");
  const auto made = receive_goods(odoo.session(), two_serials());
  ASSERT_TRUE(made);
  EXPECT_EQ(made->state, "done");
  EXPECT_EQ(*odoo.last("stock.move.create").arguments[0].find("product_uom_qty"), odoo::Value(2.0));
  const auto lines = odoo.last("stock.move.write").arguments[1].find("move_line_ids")->list();
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(*lines[1].list()[2].find("lot_id"), odoo::Value(55));
  EXPECT_EQ(*lines[2].list()[2].find("lot_name"), odoo::Value("SN-2"));
}

TEST(ReceiveGoods, WhatOdooRefusesToValidateIsCancelled) {
  ScriptedOdoo refusing = odoo_that_receives();
  refusing.answer_json("stock.lot.search_read", "[]");
  refusing.fail("stock.move.write", "odoo.exceptions.UserError", "No.");
  ASSERT_TRUE(receive_goods(refusing.session(), two_serials()));  // the first write succeeds
  const auto refused = receive_goods(refusing.session(), two_serials());
  EXPECT_EQ(refused.error().kind, ErrorKind::user_error);
  EXPECT_EQ(refusing.calls().back(), "stock.picking.action_cancel");
}

TEST(ReceiveGoods, AQuestionOfOdoosIsForAPerson) {
  auto odoo = odoo_that_receives("assigned");
  odoo.answer_json("stock.lot.search_read", "[]");
  EXPECT_EQ(receive_goods(odoo.session(), two_serials()).error().kind, ErrorKind::confirmation_needed);
}

TEST(MoveGoods, NothingMovesToWhereItIs) {
  ScriptedOdoo odoo;
  const auto refused = move_goods(odoo.session(), {.from = 8, .to = 8, .lines = {{.product = 12, .quantity = 1}}});
  EXPECT_EQ(refused.error().pointer, "/to_location_id");
  EXPECT_TRUE(odoo.calls().empty());
}

}  // namespace
}  // namespace paridoo::stock
