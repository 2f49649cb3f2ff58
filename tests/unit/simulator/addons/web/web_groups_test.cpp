// What list and kanban views ask about groups, and search panels about the values of a field.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::web {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class WebGroupsTest : public testing::TestWithParam<orm::Series> {
 protected:
  void SetUp() override {
    parent_ = room_.create("res.partner.category", {{"name", "Wood"}});
    child_ = room_.create("res.partner.category", {{"name", "Oak"}, {"parent_id", parent_}});
    for (const char* type : {"contact", "contact", "invoice"})
      room_.create("res.partner", {{"name", "Pat"}, {"type", type}, {"function", "sawyer"}});
  }
  const List sawyers_{List{"function", "=", "sawyer"}};
  support::StockRoom room_{GetParam()};
  Value parent_, child_;
};

INSTANTIATE_TEST_SUITE_P(Series, WebGroupsTest, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

TEST_P(WebGroupsTest, AProgressBarCountsTheColoursOfEachGroup) {
  const Dict bar{{"field", "type"}, {"colors", Dict{{"contact", "success"}, {"invoice", "danger"}}}};
  EXPECT_EQ(room_.call("res.partner", "read_progress_bar", {sawyers_, "function", bar}),
            Value(Dict{{"sawyer", Dict{{"contact", 2}, {"invoice", 1}}}}));
}

TEST_P(WebGroupsTest, APanelOffersTheValuesThatAreThere) {
  const Dict options{{"search_domain", sawyers_}, {"enable_counters", true}};
  const Value found = room_.call("res.partner", "search_panel_select_range", {"type"}, options);
  ASSERT_TRUE(found.is_dict()) << room_.last_message();
  EXPECT_EQ(found.dict().get("parent_field"), Value(false));
  const List& values = found.dict().get("values").list();
  ASSERT_EQ(values.size(), 2u);
  EXPECT_EQ(values.front().dict().get("id"), Value("contact"));
  EXPECT_EQ(values.front().dict().get("__count"), Value(2));
}

TEST_P(WebGroupsTest, APanelOfATreeHasTheAncestorsAndCountsForThem) {
  const Dict options{{"search_domain", List{List{"id", "=", child_}}}, {"enable_counters", true}};
  const Value found = room_.call("res.partner.category", "search_panel_select_range", {"parent_id"}, options);
  ASSERT_TRUE(found.is_dict()) << room_.last_message();
  EXPECT_EQ(found.dict().get("parent_field"), Value("parent_id"));
  const Dict& wood = found.dict().get("values").list().front().dict();
  EXPECT_EQ(wood.get("id"), parent_);
  EXPECT_EQ(wood.get("__count"), Value(1));
}

TEST_P(WebGroupsTest, APanelOfLinksCountsEachOfThem) {
  room_.create("res.partner", {{"name", "Quin"}, {"category_id", List{List{4, child_, 0}}}});
  const Dict options{{"enable_counters", true}, {"comodel_domain", List{List{"id", "=", child_}}}};
  const Value found = room_.call("res.partner", "search_panel_select_multi_range", {"category_id"}, options);
  ASSERT_TRUE(found.is_dict()) << room_.last_message();
  EXPECT_EQ(found.dict().get("values").list().front().dict().get("__count"), Value(1));
}

TEST_P(WebGroupsTest, OpenedGroupsHoldTheirRecords) {
  if (GetParam() != orm::Series::v19) GTEST_SKIP() << "before 19.0 the client asks for the records itself";
  const Dict options{{"auto_unfold", true}, {"unfold_read_specification", Dict{{"name", Dict()}}}};
  const Value found = room_.call("res.partner", "web_read_group", {sawyers_, List{"type"}}, options);
  ASSERT_TRUE(found.is_dict()) << room_.last_message();
  EXPECT_EQ(found.dict().get("length"), Value(2));
  const Dict& contacts = found.dict().get("groups").list().front().dict();
  EXPECT_EQ(contacts.get("__count"), Value(2));
  ASSERT_EQ(contacts.get("__records").list().size(), 2u);
  EXPECT_EQ(contacts.get("__records").list().front().dict().get("name"), Value("Pat"));
}

TEST_P(WebGroupsTest, OpenGroupsHoldTheGroupsBelow) {
  if (GetParam() != orm::Series::v19) GTEST_SKIP() << "before 19.0 the client asks for the groups itself";
  const List opening{Dict{{"value", "sawyer"}, {"folded", false}, {"offset", 0}, {"limit", 80}, {"groups", List{}}}};
  const Value found = room_.call("res.partner", "web_read_group", {sawyers_, List{"function", "type"}},
                                 Dict{{"opening_info", opening}});
  ASSERT_TRUE(found.is_dict()) << room_.last_message();
  const Dict& sawyers = found.dict().get("groups").list().front().dict();
  EXPECT_EQ(sawyers.get("__groups").dict().get("length"), Value(2));
}

}  // namespace
}  // namespace paridoo::addons::web
