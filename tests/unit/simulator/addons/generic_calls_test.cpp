// Generic calls on the models of the modules, as real servers of each series answer them.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class GenericCallsTest : public testing::TestWithParam<orm::Series> {
 protected:
  support::StockRoom room_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Series, GenericCallsTest,
                         testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

TEST_P(GenericCallsTest, LinksOfADefaultAreOneSet) {
  const Value tag = room_.create("res.partner.category", {{"name", "Gold"}});
  EXPECT_EQ(room_.call("res.partner", "default_get", {List{"category_id"}}).dict().get("category_id"),
            Value(List{List{6, 0, List{}}}));
  const Dict context{{"default_category_id", List{List{4, tag}}}};
  EXPECT_EQ(
      room_.call("res.partner", "default_get", {List{"category_id"}}, {{"context", context}}).dict().get("category_id"),
      Value(List{List{6, 0, List{tag}}}));
}

TEST_P(GenericCallsTest, LinksToWhatIsNotThereAreRefused) {
  const Value partner = room_.create("res.partner", {{"name", "Ada"}});
  room_.write("res.partner", partner, {{"category_id", List{List{4, 99999}}}});
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.ValidationError");
}

TEST_P(GenericCallsTest, NewRecordsAreNotLinkedToWhatIsNotThere) {
  room_.create("res.partner", {{"name", "Ada"}, {"category_id", List{List{6, 0, List{99999}}}}});
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.MissingError");
}

TEST_P(GenericCallsTest, ReferencesToWhatIsNotThereAreRefused) {
  const Value partner = room_.create("res.partner", {{"name", "Ada"}});
  const auto expect_refused = [&](std::string_view model, Dict values) {
    room_.create(model, std::move(values));
    EXPECT_EQ(room_.last_error(), "odoo.exceptions.ValidationError") << model;
  };
  expect_refused("res.partner", {{"name", "x"}, {"industry_id", 99999}});
  expect_refused("res.partner", {{"name", "x"}, {"country_id", 99999}});
  expect_refused("purchase.order", {{"partner_id", partner}, {"currency_id", 1}, {"payment_term_id", 99999}});
  expect_refused("sale.order", {{"partner_id", partner}, {"incoterm", 99999}});
  room_.write("res.partner", partner, {{"industry_id", 99999}});
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.ValidationError");
}

TEST_P(GenericCallsTest, WhatIsComputedFromAReferenceIsMissingFirst) {
  room_.create("sale.order", {{"partner_id", 99999}});
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.MissingError");
  const Value order = room_.create("sale.order", {{"partner_id", room_.create("res.partner", {{"name", "Ada"}})}});
  room_.write("sale.order", order, {{"partner_id", 99999}});
  EXPECT_EQ(room_.last_error(), "odoo.exceptions.MissingError");
}

TEST_P(GenericCallsTest, APlainlyFalseSearchDoesNotLookAtItsOrder) {
  EXPECT_EQ(room_.call("res.partner", "search", {List{List{"id", "in", List{}}}}, {{"order", "no_such"}}),
            Value(List{}));
  room_.call("res.partner", "search", {List{}}, {{"order", "no_such"}});
  EXPECT_EQ(room_.last_error(), "builtins.ValueError");
}

TEST_P(GenericCallsTest, WhatTheDatabaseRefusesIsToldOfItsOwnRowOnly) {
  const Value answer =
      room_.call("res.partner", "load", {List{"name", "is_company"}, List{List{"Ada", "0"}, List{"", "1"}}});
  const List messages = answer.dict().get("messages").list();
  ASSERT_EQ(messages.size(), 1);
  EXPECT_EQ(messages.front().dict().get("record"), Value(1));
  const bool quoted = GetParam() != orm::Series::v19;
  EXPECT_EQ(messages.front().dict().get("message"),
            Value(quoted ? "'Contacts require a name'" : "Contacts require a name"));
}

TEST_P(GenericCallsTest, LoadSaysWhichFieldTheDatabaseRefuses) {
  const auto refused = [&](std::string_view model, List fields, List row) {
    const Value answer = room_.call(model, "load", {std::move(fields), List{std::move(row)}});
    return answer.dict().get("messages").list().at(0).dict();
  };
  const Dict code = refused("res.country", {"name", "code"}, {"Z", "BE"});
  EXPECT_EQ(code.get("field"), Value("code"));
  const Dict both = refused("stock.warehouse", {"name", "code"}, {"Depot", "WH"});
  EXPECT_FALSE(both.contains("field"));
  if (GetParam() == orm::Series::v19) return;
  const std::string between = GetParam() == orm::Series::v17 ? ", " : " and ";
  EXPECT_EQ(both.get("message"),
            Value("The values for the fields 'company_id" + between +
                  "code' already exist (they are probably 'Company" + between + "Short Name' in the current model)."));
  EXPECT_EQ(code.get("message"), Value("The value for the field 'code' already exists (this is probably 'Country "
                                       "Code' in the current model)."));
}

TEST_P(GenericCallsTest, OnlyLaterSeriesTellWhatFailsTogether) {
  const List rows{List{"m.a", "Gold"}, List{"base.main_partner", "Silver"}};
  const Value answer = room_.call("res.partner.category", "load", {List{"id", "name"}, rows});
  const std::size_t told = answer.dict().get("messages").list().size();
  EXPECT_EQ(told, GetParam() == orm::Series::v17 ? 1 : 2);
}

TEST_P(GenericCallsTest, RightsAreAnsweredOnlyIfNothingIsToBeRefused) {
  EXPECT_EQ(room_.call("res.partner", "check_access_rights", {"read", false}), Value(true));
  const bool says = GetParam() == orm::Series::v17;
  EXPECT_EQ(room_.call("res.partner", "check_access_rights", {"read"}), says ? Value(true) : Value());
  EXPECT_EQ(room_.last_error(), "");
}

TEST_P(GenericCallsTest, GroupsAreFoundByApplicationAndName) {
  if (GetParam() == orm::Series::v19) GTEST_SKIP() << "there are no facts of res.groups.privilege";
  const Value manager = room_.ref("sales_team.group_sale_manager");
  const List both = room_.call("res.groups", "search", {List{List{"full_name", "=", "Sales / Administrator"}}}).list();
  EXPECT_EQ(both, List{manager});
  const std::size_t either = room_.call("res.groups", "name_search", {"Sales"}).list().size();
  EXPECT_EQ(either, 4);
}

TEST_P(GenericCallsTest, CopiesOfProductsHaveAListOfProperties) {
  const Value product = room_.create("product.product", {{"name", "Bolt"}});
  const Value copied = room_.call("product.product", "copy_data", {List{product}});
  const Dict values = copied.is_list() ? copied.list().front().dict() : copied.dict();
  EXPECT_EQ(values.get("product_properties"), Value(List{}));
}

TEST_P(GenericCallsTest, NewUsersAreInternalUsers) {
  const std::string field = GetParam() == orm::Series::v19 ? "group_ids" : "groups_id";
  const List commands = room_.call("res.users", "default_get", {List{field}}).dict().get(field).list();
  ASSERT_EQ(commands.size(), 1);
  const List groups = commands.front().list().at(2).list();
  EXPECT_NE(std::find(groups.begin(), groups.end(), room_.ref("base.group_user")), groups.end());
}

}  // namespace
}  // namespace paridoo::addons
