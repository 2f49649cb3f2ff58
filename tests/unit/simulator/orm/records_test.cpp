// create, write, unlink, copy: defaults, commands, checks and what refers to what.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulator/orm/fault.h"
#include "tests/unit/simulator/orm/shop.h"

namespace paridoo::orm {
namespace {

using shop::Shop;
using testing::ElementsAre;
using testing::HasSubstr;

FaultKind kind_of_fault(const std::function<void()>& work) {
  try {
    work();
  } catch (const Fault& fault) {
    return fault.kind();
  }
  throw std::logic_error("no fault was thrown");
}

TEST(Create, TakesDefaultsFromFactsAndContext) {
  Shop shop;
  EXPECT_EQ(shop["order"].create(Dict()).text("name"), "New");
  EXPECT_EQ(shop["order"].with_context({{"default_name", "From context"}}).create(Dict()).text("name"), "From context");
  EXPECT_EQ(shop["order"].create({{"name", "Given"}}).text("name"), "Given");
}

TEST(Create, RefusesWhatIsNotAField) {
  Shop shop;
  EXPECT_EQ(kind_of_fault([&] { shop["order"].create({{"nonsense", 1}}); }), FaultKind::value_error);
}

TEST(Create, RefusesARequiredFieldLeftEmpty) {
  Shop shop;
  EXPECT_EQ(kind_of_fault([&] { shop["order"].create({{"name", false}}); }), FaultKind::validation_error);
}

TEST(Write, RefusesWrongTypesNamingTheField) {
  Shop shop;
  const RecordSet line = shop["line"].create({{"price", 1}});
  try {
    line.write({{"price", "much"}});
    FAIL() << "a text was taken for a number";
  } catch (const Fault& fault) {
    EXPECT_EQ(fault.kind(), FaultKind::value_error);
    EXPECT_THAT(fault.message(), HasSubstr("line.price"));
  }
}

TEST(Write, RoundsToTheDigitsOfTheField) {
  Shop shop;
  EXPECT_EQ(shop["line"].create({{"price", 1.005}}).number("price"), 1.01);
}

TEST(Write, OfAMissingRecordFailsWhereSomethingLooksAtIt) {
  Shop shop;
  shop["partner"].browse(99).write({{"name", "ghost"}});
  EXPECT_TRUE(shop["partner"].search(term("name", "=", "ghost")).empty());
  EXPECT_EQ(kind_of_fault([&] { shop["line"].browse(99).write({{"quantity", 1}}); }), FaultKind::missing_error);
}

TEST(Constraints, RunForTheFieldsTheySpeakOf) {
  Shop shop;
  EXPECT_EQ(kind_of_fault([&] { shop["line"].create({{"quantity", -1}}); }), FaultKind::validation_error);
  const RecordSet line = shop["line"].create({{"quantity", 1}});
  EXPECT_EQ(kind_of_fault([&] { line.write({{"quantity", -1}}); }), FaultKind::validation_error);
}

TEST(Constraints, UniqueFieldsMayBeEmptyTwiceButNotEqual) {
  Shop shop;
  shop["partner"].create({{"name", "A"}});
  shop["partner"].create({{"name", "B"}});
  shop["partner"].create({{"name", "C"}, {"code", "X"}});
  EXPECT_EQ(kind_of_fault([&] {
              shop["partner"].create({{"name", "D"}, {"code", "X"}});
            }),
            FaultKind::validation_error);
}

TEST(Commands, OfOneToMany) {
  Shop shop;
  const RecordSet order =
      shop["order"].create({{"line_ids", List{command::create({{"name", "a"}}), command::create({{"name", "b"}})}}});
  const Ids made = order["line_ids"].ids();
  order.write({{"line_ids", List{command::update(made[0], {{"name", "A"}}), command::create({{"name", "c"}})}}});
  EXPECT_THAT(order["line_ids"].texts("name"), ElementsAre("A", "b", "c"));
  order.write({{"line_ids", List{command::remove(made[0])}}});
  EXPECT_THAT(order["line_ids"].texts("name"), ElementsAre("b", "c"));
  order.write({{"line_ids", List{command::set({made[1]})}}});
  EXPECT_THAT(order["line_ids"].texts("name"), ElementsAre("b"));
  order.write({{"line_ids", List{command::clear()}}});
  EXPECT_TRUE(order["line_ids"].empty());
  EXPECT_TRUE(shop["line"].search({}).empty()) << "lines go with their order";
}

TEST(Commands, AnEmptyListChangesNothing) {
  Shop shop;
  const RecordSet tag = shop["tag"].create({{"name", "a"}});
  const RecordSet order =
      shop["order"].create({{"line_ids", List{command::create({{"name", "a"}})}}, {"tag_ids", tag.ids()}});
  order.write({{"line_ids", List{}}, {"tag_ids", List{}}});
  EXPECT_EQ(order["line_ids"].size(), 1u);
  EXPECT_EQ(order["tag_ids"], tag);
}

TEST(Commands, OfManyToMany) {
  Shop shop;
  const RecordSet a = shop["tag"].create({{"name", "a"}}), b = shop["tag"].create({{"name", "b"}});
  const RecordSet order = shop["order"].create({{"tag_ids", List{command::set(a.ids())}}});
  order.write({{"tag_ids", List{command::link(b.id()), command::unlink(a.id())}}});
  EXPECT_EQ(order["tag_ids"], b);
  order.write({{"tag_ids", List{command::create({{"name", "fresh"}})}}});
  EXPECT_THAT(order["tag_ids"].texts("name"), ElementsAre("b", "fresh"));
  order.write({{"tag_ids", List{command::clear()}}});
  EXPECT_TRUE(order["tag_ids"].empty());
  EXPECT_EQ(shop["tag"].search({}).size(), 3u) << "tags stay when nobody has them";
}

TEST(Commands, MalformedOnesAreRefused) {
  Shop shop;
  const RecordSet order = shop["order"].create(Dict());
  for (const Value& wrong : List{List{7, 0, 0}, List{}, List{1, "x", Dict()}, "text", List{0, 0, "no dict"}})
    EXPECT_EQ(kind_of_fault([&] { order.write({{"line_ids", List{wrong}}}); }), FaultKind::value_error) << repr(wrong);
}

TEST(Unlink, CascadesRestrictsOrEmptiesAsTheReferenceSays) {
  Shop shop;
  const RecordSet product = shop["product"].create({{"name", "Lamp"}});
  const RecordSet order = shop["order"].create({{"line_ids", List{command::create({{"product_id", product}})}}});
  const RecordSet partner = shop["partner"].create({{"name", "Ann"}, {"favourite_id", product}});
  EXPECT_EQ(kind_of_fault([&] { product.unlink(); }), FaultKind::validation_error);
  partner.write({{"favourite_id", false}});
  product.unlink();
  EXPECT_TRUE(order["line_ids"]["product_id"].empty());
  order.unlink();
  EXPECT_TRUE(shop["line"].search({}).empty());
}

TEST(Unlink, NeverUsesAnIdTwice) {
  Shop shop;
  const RecordSet first = shop["tag"].create({{"name", "a"}});
  first.unlink();
  EXPECT_GT(shop["tag"].create({{"name", "b"}}).id(), first.id());
}

TEST(Copy, TakesLinesAndLeavesWhatIsNotCopied) {
  Shop shop;
  ModelFacts facts;
  const RecordSet order =
      shop["order"].create({{"reference", "R1"}, {"line_ids", List{command::create({{"price", 5}, {"quantity", 2}})}}});
  const RecordSet copy = order.copy({{"name", "Copy"}});
  EXPECT_EQ(copy.text("name"), "Copy");
  EXPECT_EQ(copy.text("reference"), "");
  EXPECT_EQ(copy.number("total"), 10);
  EXPECT_FALSE(copy["line_ids"] == order["line_ids"]);
}

TEST(CompanyDependent, HasAValueForEachCompany) {
  Shop shop;
  const RecordSet other = shop["res.company"].create({{"name", "Other"}});
  const RecordSet partner = shop["partner"].create({{"name", "Ann"}, {"credit_limit", 100}});
  EXPECT_EQ(partner.with_company(other).number("credit_limit"), 0);
  partner.with_company(other).write({{"credit_limit", 5}});
  shop.next_call();
  const RecordSet again = shop["partner"].browse(partner.id());
  EXPECT_EQ(again.number("credit_limit"), 100);
  EXPECT_EQ(again.with_company(shop["res.company"].browse(other.id())).number("credit_limit"), 5);
}

TEST(Getters, ExpectOneRecordAndGiveNullOfNone) {
  Shop shop;
  const RecordSet two = shop["tag"].create(std::vector<Dict>{{{"name", "a"}}, {{"name", "b"}}});
  EXPECT_EQ(kind_of_fault([&] { (void)two.text("name"); }), FaultKind::value_error);
  EXPECT_EQ(shop["tag"].text("name"), "");
  EXPECT_THROW((void)two.first().text("nonsense"), std::logic_error);
}

}  // namespace
}  // namespace paridoo::orm
