#include "src/api/drafted_names.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace paridoo::api {
namespace {

using nlohmann::json;

json of_supplier(const json& line) { return {{"warehouse_id", 1}, {"supplier_id", 5}, {"lines", {line}}}; }

std::string pointer_of(const json& body) {
  const auto read = with_present_names(body);
  return read ? "none" : read.error().pointer;
}

TEST(DraftedNames, EachLotIsALine) {
  const auto read = with_present_names(of_supplier({{"product_id", 22}, {"quantity", 2}, {"lots", {"A", "B"}}}));
  ASSERT_TRUE(read);
  const json lines = {{{"product_id", 22}, {"qty", 1.0}, {"lot_name", "A"}},
                      {{"product_id", 22}, {"qty", 1.0}, {"lot_name", "B"}}};
  EXPECT_EQ(*read, (json{{"warehouse_id", 1}, {"partner_id", 5}, {"lines", lines}}));
}

TEST(DraftedNames, OneLotMayHoldAll) {
  const auto read = with_present_names(of_supplier({{"product_id", 22}, {"qty", 50}, {"lots", {"A"}}}));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at("lines"), (json{{{"product_id", 22}, {"qty", 50.0}, {"lot_name", "A"}}}));
}

TEST(DraftedNames, BothNamesOrNeitherAreRefused) {
  EXPECT_EQ(pointer_of(of_supplier({{"product_id", 22}})), "/lines/0/qty");
  EXPECT_EQ(pointer_of(of_supplier({{"product_id", 22}, {"qty", 1}, {"quantity", 1}})), "/lines/0/qty");
  EXPECT_EQ(pointer_of(of_supplier({{"product_id", 22}, {"qty", 3}, {"lots", {"A", "B"}}})), "/lines/0/lots");
  EXPECT_EQ(pointer_of(of_supplier({{"product_id", 22}, {"qty", 1}, {"lot_name", "A"}, {"lots", {"A"}}})),
            "/lines/0/lots");
  auto body = of_supplier({{"product_id", 22}, {"qty", 1}});
  body["partner_id"] = 5;
  EXPECT_EQ(pointer_of(body), "/partner_id");
}

}  // namespace
}  // namespace paridoo::api
