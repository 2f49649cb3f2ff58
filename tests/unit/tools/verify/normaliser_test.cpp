// Answers without ids and without a clock.
#include "tools/verify/normaliser.h"

#include <gtest/gtest.h>

#include "simulator/orm/clock.h"

namespace paridoo::verify {
namespace {

class NormaliserTest : public testing::Test {
 protected:
  NormaliserTest() {
    golden_.types["sale.order"] = {{"partner_id", {"many2one", "res.partner"}},
                                   {"order_line", {"one2many", "sale.order.line"}},
                                   {"amount_total", {"monetary", ""}}};
  }
  Json result(const std::string& method, const std::string& json) {
    return normaliser_.result("sale.order", method, Json::parse(json));
  }

  Labels labels_;
  Golden golden_;
  Normaliser normaliser_{labels_, golden_, *orm::parse_moment("2026-11-22 12:00:00")};
};

TEST_F(NormaliserTest, NumbersRecordsInTheOrderInWhichTheyAreMet) {
  labels_.bind("res.partner", 3, "xmlid:base.partner_admin");
  EXPECT_EQ(result("create", "[41, 40]"), Json::parse(R"(["sale.order#1", "sale.order#2"])"));
  EXPECT_EQ(result("read", R"([{"id": 40, "partner_id": [3, "Admin"], "order_line": [7, 5]}])"),
            Json::parse(R"([{"id": "sale.order#2", "order_line": ["sale.order.line#1", "sale.order.line#2"],
                             "partner_id": ["xmlid:base.partner_admin", "Admin"]}])"));
}

TEST_F(NormaliserTest, FieldsAreMetInTheOrderOfTheirNames) {
  const Json row = result("read", R"([{"partner_id": [9, "Z"], "order_line": [1]}])").at(0);
  EXPECT_EQ(row.begin().key(), "order_line");
}

TEST_F(NormaliserTest, MomentsNearNowAreNow) {
  EXPECT_EQ(result("read", R"([{"date_order": "2026-11-22 01:00:00"}])")[0]["date_order"], "@now");
  EXPECT_EQ(result("read", R"([{"date_order": "2026-11-20 12:00:00"}])")[0]["date_order"], "2026-11-20 12:00:00");
  EXPECT_EQ(result("read", R"([{"validity_date": "2026-11-22"}])")[0]["validity_date"], "@today");
}

TEST_F(NormaliserTest, WhatTheScenarioItselfSaysStays) {
  normaliser_.said(Json::parse(R"([{"invoice_date": "2026-11-22"}])"));
  EXPECT_EQ(result("read", R"([{"invoice_date": "2026-11-22"}])")[0]["invoice_date"], "2026-11-22");
}

TEST_F(NormaliserTest, ActionsKeepWhatAClientActsOn) {
  EXPECT_EQ(
      result(
          "action_view_invoice",
          R"({"type": "ir.actions.act_window", "name": "Invoices", "res_model": "account.move", "res_id": 12, "target": false})"),
      Json::parse(R"({"type": "ir.actions.act_window", "res_model": "account.move", "res_id": "account.move#1"})"));
}

TEST_F(NormaliserTest, ReadGroupLeavesOutWhatBeginsWithUnderscores) {
  EXPECT_EQ(result("read_group", R"([{"state": "sale", "__domain": [], "state_count": 2}])"),
            Json::parse(R"([{"state": "sale", "state_count": 2}])"));
}

TEST(FaultForm, KeepsCodeNameAndWhetherItSaysAnything) {
  const Json error = Json::parse(
      R"({"code": 200, "message": "Odoo Server Error", "data": {"name": "odoo.exceptions.UserError", "message": "No."}})");
  EXPECT_EQ(fault_form(error), Json::parse(R"({"code": 200, "name": "odoo.exceptions.UserError", "says": true})"));
}

}  // namespace
}  // namespace paridoo::verify
