#include "src/catalogue/product_type.h"

#include <gtest/gtest.h>

namespace paridoo::catalogue {
namespace {

const ProductTypes before_18({.text = "17.0", .major = 17, .minor = 0});
const ProductTypes since_18({.text = "18.0", .major = 18, .minor = 0});

std::string read(const ProductTypes& types, const odoo::Dict& fields) {
  const odoo::Value value(fields);
  odoo::RowReader row("product.product", value);
  return types.read(row);
}

TEST(ProductTypes, AStorableProductIsATypeBefore18AndAFlagSince) {
  EXPECT_EQ(before_18.values("product"), (odoo::Dict{{"detailed_type", "product"}}));
  EXPECT_EQ(since_18.values("product"), (odoo::Dict{{"type", "consu"}, {"is_storable", true}}));
  EXPECT_EQ(since_18.values("service"), (odoo::Dict{{"type", "service"}, {"is_storable", false}}));
}

TEST(ProductTypes, ItIsReadAsItWasWritten) {
  EXPECT_EQ(read(before_18, before_18.values("product")), "product");
  for (const auto* type : {"product", "consu", "service"}) EXPECT_EQ(read(since_18, since_18.values(type)), type);
}

TEST(ProductTypes, ConsumablesAreNotStorable) {
  EXPECT_EQ(since_18.domain("consu").terms().size(), 3u);
  EXPECT_EQ(since_18.domain("service").terms().size(), 1u);
}

}  // namespace
}  // namespace paridoo::catalogue
