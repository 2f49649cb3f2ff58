#include "src/assets/asset.h"

#include <gtest/gtest.h>

#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::assets {
namespace {

using testing::ScriptedOdoo;

std::string asset_json(const char* state) {
  return R"([{"id": 5, "name": "Kit", "asset_code": "SN-1", "product_id": [20, "Kit"], "partner_id": [10, "Marie"],
      "lot_id": [11, "SN-1"], "installation_date": "2026-04-23", "state": ")" +
         std::string(state) + R"(", "note": false, "x_sa_id": [42, "Togo"], "x_actor_id": [7, "Jean"]}])";
}

ScriptedOdoo odoo_with(const char* state) {
  ScriptedOdoo odoo;
  odoo.answer_json("ov.asset.search_read", asset_json(state));
  odoo.answer_json("ov.asset.event.search_read", R"([{"id": 1, "kind": "installed", "date": "2026-04-23 10:00:00",
      "lot_id": [11, "SN-1"], "partner_id": false, "note": false, "actor_id": false}])");
  odoo.answer_json("product.product.search_read", R"([{"id": 20}])")
      .answer_json("stock.lot.search_read", R"([{"id": 11}])");
  odoo.answer("ov.asset.create", 5).answer("ov.asset.write", true);
  odoo.answer("ov.sa_asset_assignment.search_count", 0).answer("ov.sa_asset_assignment.create", 1);
  return odoo;
}

TEST(CreateAsset, StampsItAndAssignsIt) {
  const auto odoo = odoo_with("active");
  const NewAsset kit{.name = "Kit", .code = "SN-1", .product = 20, .lot = 11, .stamp = {{.account = 42, .actor = 7}}};
  const auto asset = create_asset(odoo.session(), kit);
  ASSERT_TRUE(asset);
  EXPECT_EQ(asset->history.at(0).kind, "installed");
  EXPECT_EQ(*odoo.last("ov.asset.create").arguments[0].find("x_sa_id"), odoo::Value(42));
  const auto row = odoo.last("ov.sa_asset_assignment.create").arguments[0];
  EXPECT_EQ(*row.find("asset_id"), odoo::Value(5));
  EXPECT_EQ(*row.find("actor_id"), odoo::Value(7));
}

TEST(UpdateAsset, WritesOnlyWhatChanges) {
  const auto odoo = odoo_with("active");
  ASSERT_TRUE(update_asset(odoo.session(), 5, {.lot = 11, .actor = 7}));
  const auto values = odoo.last("ov.asset.write").arguments[1].dict();
  ASSERT_EQ(values.size(), 2u);
  EXPECT_EQ(values[0].name, "lot_id");
  EXPECT_EQ(values[1].name, "x_actor_id");
}

TEST(UpdateAsset, WhatIsDecommissionedStaysSo) {
  const auto odoo = odoo_with("decommissioned");
  EXPECT_EQ(update_asset(odoo.session(), 5, {.state = "active"}).error().kind, ErrorKind::invalid_state);
}

}  // namespace
}  // namespace paridoo::assets
