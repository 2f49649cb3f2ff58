// What forms show of a lead: others like it, its meetings, how long it was in each stage.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo::addons::crm {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class LeadShown : public testing::TestWithParam<orm::Series> {
 protected:
  Value lead(Dict values) {
    values.set("name", "A lead");
    return room_.create("crm.lead", std::move(values));
  }
  Value shown(const Value& lead, std::string_view field) { return room_.read("crm.lead", lead, field); }

  support::StockRoom room_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Series, LeadShown, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

TEST_P(LeadShown, KnowsOthersOfItsCompanyArchivedOnesToo) {
  const Value first = lead({{"email_from", "ada@engine.example"}});
  const Value second = lead({{"email_from", "charles@engine.example"}, {"active", false}});
  lead({{"email_from", "ada@gmail.com"}});
  EXPECT_EQ(shown(first, "duplicate_lead_count"), Value(1));
  const Value duplicates = shown(first, "duplicate_lead_ids");
  EXPECT_EQ(duplicates.list().size(), 2U);
  EXPECT_TRUE(std::ranges::count(duplicates.list(), second) > 0);
}

TEST_P(LeadShown, KnowsOthersOfTheSameCustomer) {
  const Value company = room_.create("res.partner", {{"name", "Engine"}, {"is_company", true}});
  const Value contact = room_.create("res.partner", {{"name", "Ada"}, {"parent_id", company}});
  const Value first = lead({{"partner_id", contact}});
  lead({{"partner_id", company}});
  EXPECT_EQ(shown(first, "duplicate_lead_count"), Value(1));
}

TEST_P(LeadShown, TellsItsNextMeetingBeforeTheLast) {
  const Value busy = lead({}), idle = lead({});
  const auto meet = [&](std::string_view day) {
    const std::string date(day);
    room_.create(
        "calendar.event",
        {{"name", "Talk"}, {"start", date + " 10:00:00"}, {"stop", date + " 11:00:00"}, {"opportunity_id", busy}});
  };
  EXPECT_EQ(shown(idle, "meeting_display_label"), Value("No Meeting"));
  meet("2001-01-01");
  EXPECT_EQ(shown(busy, "meeting_display_label"), Value("Last Meeting"));
  meet("2100-01-01");
  EXPECT_EQ(shown(busy, "meeting_display_date"), Value("2100-01-01"));
}

TEST_P(LeadShown, CountsTheTimeInEachStage) {
  const Value one = lead({{"type", "opportunity"}});
  const Value stages = room_.call("crm.stage", "search", {List{}});
  room_.call("crm.lead", "write", {List{one}, Dict{{"stage_id", stages.list().at(1)}}});
  EXPECT_EQ(shown(one, "duration_tracking").dict().size(), 2U);
}

}  // namespace
}  // namespace paridoo::addons::crm
