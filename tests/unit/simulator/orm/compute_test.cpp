// Computed fields follow what they depend on, however the change comes about.
#include <gtest/gtest.h>

#include "simulator/orm/fault.h"
#include "tests/unit/simulator/orm/shop.h"

namespace paridoo::orm {
namespace {

using shop::Shop;

RecordSet order_of(const Shop& shop, std::initializer_list<double> prices) {
  List lines;
  for (const double price : prices) lines.push_back(command::create({{"price", price}, {"quantity", 1.0}}));
  return shop["order"].create({{"line_ids", lines}});
}

TEST(Compute, FollowsLinesThatAreCreatedWrittenAndDeleted) {
  Shop shop;
  const RecordSet order = order_of(shop, {10, 20});
  EXPECT_EQ(order.number("total"), 30);
  order["line_ids"].at(0).write({{"quantity", 3}});
  EXPECT_EQ(order.number("total"), 50);
  order["line_ids"].at(1).unlink();
  EXPECT_EQ(order.number("total"), 30);
}

TEST(Compute, FollowsALineThatMovesToAnotherOrder) {
  Shop shop;
  const RecordSet from = order_of(shop, {10, 20}), to = order_of(shop, {1});
  from["line_ids"].at(1).write({{"order_id", to}});
  EXPECT_EQ(from.number("total"), 10);
  EXPECT_EQ(to.number("total"), 21);
  EXPECT_EQ(to["line_ids"].size(), 2u);
}

TEST(Compute, PassesThroughFieldsThatAreNotStored) {
  Shop shop;
  const RecordSet order = order_of(shop, {10});
  EXPECT_FALSE(order.flag("big"));
  order["line_ids"].write({{"price", 60}});
  EXPECT_TRUE(order.flag("big"));
}

TEST(Compute, IsInTheDatabaseAfterAFlush) {
  Shop shop;
  order_of(shop, {10, 20.5});
  shop.env().flush();
  EXPECT_EQ(shop.store().scalar("SELECT total FROM \"order\"").number(), 30.5);
}

TEST(Compute, IsFoundBySearchWithoutAnExplicitFlush) {
  Shop shop;
  const RecordSet order = order_of(shop, {10});
  order["line_ids"].write({{"price", 77}});
  EXPECT_EQ(shop["order"].search(term("total", "=", 77.0)), order);
}

void refuse_large_totals(const RecordSet& orders) {
  for (const RecordSet& order : orders)
    if (order.number("total") > 1000) throw validation_error("An order is not worth more than 1000.");
}

TEST(Compute, HoldsStoredValuesAgainstTheConstraints) {
  Shop shop({shop::addon(),
             {.name = "limits",
              .depends = {"shop"},
              .models = {{.model = "order", .constraints = {{refuse_large_totals, {"total"}}}}}}});
  const RecordSet order = order_of(shop, {10, 20});
  order["line_ids"].at(0).write({{"quantity", 200}});
  EXPECT_THROW(shop.env().flush(), Fault);
}

TEST(Related, ReadsAndWritesThroughItsPath) {
  Shop shop;
  const RecordSet product = shop["product"].create({{"name", "Lamp"}, {"code", "L1"}, {"list_price", 9.5}});
  EXPECT_EQ(product["template_id"].text("name"), "Lamp");
  product.write({{"list_price", 12}});
  EXPECT_EQ(product["template_id"].number("list_price"), 12);
}

TEST(Related, StoredOneFollowsItsSource) {
  Shop shop;
  const RecordSet partner = shop["partner"].create({{"name", "Ann"}});
  const RecordSet order = shop["order"].create({{"partner_id", partner}});
  EXPECT_EQ(order.text("partner_name"), "Ann");
  partner.write({{"name", "Anna"}});
  EXPECT_EQ(order.text("partner_name"), "Anna");
}

TEST(OneToMany, ListsFollowTheManyToOneWithinACall) {
  Shop shop;
  const RecordSet partner = shop["partner"].create({{"name", "Ann"}});
  EXPECT_TRUE(partner["order_ids"].empty());
  const RecordSet order = shop["order"].create({{"partner_id", partner}});
  EXPECT_EQ(partner["order_ids"], order);
  order.write({{"partner_id", false}});
  EXPECT_TRUE(partner["order_ids"].empty());
}

}  // namespace
}  // namespace paridoo::orm
