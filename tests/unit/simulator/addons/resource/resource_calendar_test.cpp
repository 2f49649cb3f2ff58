// Working schedules, and other fields that Odoo stores and computes.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::addons::resource {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::error_name;
using support::result_of;

class Calendars : public testing::TestWithParam<orm::Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args) {
    return result_of(odoo_.execute_kw(model, method, std::move(args)));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }
  Value read(std::string_view model, const Value& id, std::string_view field) {
    return call(model, "read", {List{id}, List{field}}).list().front().dict().get(field);
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

TEST_P(Calendars, ComeWithTheHoursOfAWeek) {
  EXPECT_EQ(read("resource.calendar", 1, "attendance_ids").list().size(), 15u);
  const Value made = create("resource.calendar", Dict{{"name", "Half"}});
  const List lines = read("resource.calendar", made, "attendance_ids").list();
  EXPECT_EQ(lines.size(), 15u);
  EXPECT_EQ(read("resource.calendar.attendance", lines.front(), "duration_days"), Value(0.5));
}

TEST_P(Calendars, CountTheHoursOfADay) {
  const Dict monday{{"name", "Mon"}, {"dayofweek", "0"}, {"hour_from", 9}, {"hour_to", 16.5}};
  const Value made = create("resource.calendar", Dict{{"name", "Own"}, {"attendance_ids", List{List{0, 0, monday}}}});
  EXPECT_EQ(read("resource.calendar", made, "hours_per_day"), Value(7.5));
}

TEST_P(Calendars, HaveLeavesThatEnd) {
  Dict leave{{"name", "Xmas"}, {"calendar_id", 1}, {"date_from", "2026-12-24 10:00:00"}};
  const auto refusal = [&] { return error_name(odoo_.execute_kw("resource.calendar.leaves", "create", {leave})); };
  EXPECT_EQ(refusal(), "odoo.exceptions.ValidationError");
  leave.set("date_to", "2026-12-23 10:00:00");
  EXPECT_EQ(refusal(), "odoo.exceptions.ValidationError");
  leave.set("date_to", "2026-12-24 18:00:00");
  const Value made = create("resource.calendar.leaves", leave);
  EXPECT_EQ(read("resource.calendar", 1, "global_leave_ids"), Value(List{made}));
}

TEST_P(Calendars, AreCopiedUnderAnotherName) {
  const Value copied = call("resource.calendar", "copy", {List{1}});
  const Value one = copied.is_list() ? copied.list().front() : copied;
  EXPECT_NE(read("resource.calendar", one, "name").text().find("(copy)"), std::string::npos);
}

// How its code begins, an account knows.
TEST_P(Calendars, AreNotAllThatIsStored) {
  const Value account =
      create("account.account", Dict{{"name", "New"}, {"code", "Z1X"}, {"account_type", "asset_current"}});
  EXPECT_EQ(read("account.account", account, "root_id").list().at(1), Value("Z1"));
  call("account.account", "write", {List{account}, Dict{{"code", "Y2X"}}});
  EXPECT_EQ(read("account.account", account, "root_id").list().at(1), Value("Y2"));
}

INSTANTIATE_TEST_SUITE_P(Series, Calendars, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

}  // namespace
}  // namespace paridoo::addons::resource
