// A client's call finds its method, or the fault that says why not; overrides call each other as in Odoo.
#include "simulator/orm/dispatch.h"

#include <gtest/gtest.h>

#include "simulator/orm/fault.h"
#include "tests/unit/simulator/orm/shop.h"

namespace paridoo::orm {
namespace {

using shop::Shop;

FaultKind refused(const Shop& shop, std::string_view model, std::string_view method, const List& arguments,
                  const Dict& named = {}) {
  try {
    const Value answer = call_kw(shop.env(), model, method, arguments, named);
    throw std::logic_error("answered " + repr(answer));
  } catch (const Fault& fault) {
    return fault.kind();
  }
}

TEST(Dispatch, BindsPositionsNamesAndDefaults) {
  Shop shop;
  const Id id = shop["order"].create({{"name", "S1"}}).id();
  EXPECT_EQ(call_kw(shop.env(), "order", "greet", {List{id}}, {}), Value("Hello S1"));
  EXPECT_EQ(call_kw(shop.env(), "order", "greet", {id, "Hi"}, {}), Value("Hi S1"));
  EXPECT_EQ(call_kw(shop.env(), "order", "greet", {List{id}}, {{"greeting", "Dear"}}), Value("Dear S1"));
}

TEST(Dispatch, RefusesWhatDoesNotFit) {
  Shop shop;
  EXPECT_EQ(refused(shop, "nothing", "read", {}), FaultKind::user_error);
  EXPECT_EQ(refused(shop, "order", "no_such_method", {List{}}), FaultKind::attribute_error);
  EXPECT_EQ(refused(shop, "order", "_secret", {List{}}), FaultKind::access_error);
  EXPECT_EQ(refused(shop, "order", "greet", {List{}, "a", true, "one too many"}), FaultKind::type_error);
  EXPECT_EQ(refused(shop, "order", "greet", {List{}}, {{"volume", 11}}), FaultKind::type_error);
  EXPECT_EQ(refused(shop, "order", "greet", {List{}, "a"}, {{"greeting", "b"}}), FaultKind::type_error);
  EXPECT_EQ(refused(shop, "order", "greet", {"no ids"}), FaultKind::type_error);
  EXPECT_EQ(refused(shop, "order", "search", {}), FaultKind::type_error);
}

Value greet_twice(const RecordSet&, const Arguments&, const Super& super) {
  return super().text() + " and " + super().text();
}
Value greet_loudly(const RecordSet&, const Arguments&, const Super& super) { return super().text() + "!"; }

TEST(Overrides, TheLatestAddonIsCalledFirst) {
  const Addon twice{
      .name = "twice", .depends = {}, .models = {{.model = "order", .methods = {{"greet", "", greet_twice}}}}};
  const Addon loudly{
      .name = "loudly", .depends = {}, .models = {{.model = "order", .methods = {{"greet", "", greet_loudly}}}}};
  Shop shop({shop::addon(), twice, loudly});
  EXPECT_EQ(shop["order"].create({{"name", "S1"}}).call("greet"), Value("Hello S1 and Hello S1!"));
}

void shout(const RecordSet& records, Dict values, const WriteSuper& super) {
  if (values.get("name").is_text()) values.set("name", values.get("name").text() + "!");
  super(records, std::move(values));
}

TEST(Overrides, WriteHooksSeeTheValuesAndPassThemOn) {
  const Addon addon{.name = "shout", .depends = {}, .models = {{.model = "tag", .write = shout}}};
  Shop shop({shop::addon(), addon});
  const RecordSet tag = shop["tag"].create({{"name", "a"}});
  tag.write({{"name", "b"}});
  EXPECT_EQ(tag.text("name"), "b!");
}

void write_again(const RecordSet& records, Dict values, const WriteSuper&) { records.write(std::move(values)); }

TEST(Overrides, OneThatCallsItselfWithoutEndIsABugThatIsReported) {
  const Addon addon{.name = "endless", .depends = {}, .models = {{.model = "tag", .write = write_again}}};
  Shop shop({shop::addon(), addon});
  EXPECT_THROW(shop["tag"].create({{"name", "a"}}).write({{"name", "b"}}), std::logic_error);
}

TEST(Registry, RefusesBehaviourThatTheFactsDoNotKnow) {
  const Addon wrong{
      .name = "wrong", .depends = {}, .models = {{.model = "tag", .rec_name = "nonsense"}, {.model = "no.such.model"}}};
  try {
    Registry::build(Series::v18, shop::facts(), {wrong});
    FAIL() << "a registry was built of names that do not exist";
  } catch (const std::logic_error& error) {
    EXPECT_NE(std::string(error.what()).find("tag has no field nonsense"), std::string::npos);
    EXPECT_NE(std::string(error.what()).find("no model no.such.model"), std::string::npos);
  }
}

TEST(Registry, RowsOfAnotherSeriesAreLeftOut) {
  const Addon later{.name = "later",
                    .depends = {},
                    .models = {{.model = "tag", .methods = {{"greet", "", greet_loudly, In{.since = Series::v19}}}}}};
  Shop shop({shop::addon(), later});
  EXPECT_FALSE(shop["tag"].has_method("greet"));
}

}  // namespace
}  // namespace paridoo::orm
