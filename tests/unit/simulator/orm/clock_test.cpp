#include "simulator/orm/clock.h"

#include <gtest/gtest.h>

namespace paridoo::orm {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr Day on(int y, unsigned m, unsigned d) { return year(y) / month(m) / day(d); }

TEST(Moments, AreWrittenAsOdooWritesThem) {
  const Moment moment = on(2026, 11, 22) + std::chrono::hours(2) + std::chrono::minutes(20) + std::chrono::seconds(35);
  EXPECT_EQ(format_moment(moment), "2026-11-22 02:20:35");
  EXPECT_EQ(format_day(on(2026, 1, 2)), "2026-01-02");
  EXPECT_EQ(format_moment(on(1969, 12, 31) + std::chrono::hours(23)), "1969-12-31 23:00:00");
}

TEST(Moments, ReadBack) {
  for (const char* text : {"2026-11-22 02:20:35", "1969-12-31 23:59:59", "2024-02-29 00:00:00"})
    EXPECT_EQ(format_moment(parse_moment(text).value()), text);
  EXPECT_EQ(parse_day("2024-02-29"), on(2024, 2, 29));
}

TEST(Moments, TakeADayOrAShorterTime) {
  EXPECT_EQ(parse_moment("2026-11-22"), Moment(on(2026, 11, 22)));
  EXPECT_EQ(parse_moment("2026-11-22 10:20"), on(2026, 11, 22) + std::chrono::minutes(620));
  EXPECT_EQ(parse_day("2026-11-22 10:20:30"), on(2026, 11, 22));
  EXPECT_EQ(parse_day("2026-1-2"), on(2026, 1, 2));
}

TEST(Moments, RefuseWhatIsNone) {
  for (const char* text :
       {"", "tomorrow", "2026-13-01", "2026-02-30", "2026-11-22T10:20:30", "2026-11-22 24:00:00", "2026-11-22 10:60:00",
        "2026-11-22 10:20:30.5", "2026-11-22 ", "2026-11-22 10:", "22/11/2026", "2026-1-2 10:20:30"})
    EXPECT_FALSE(parse_moment(text)) << text;
  for (const char* text : {"", "2026-02-30", "2026-11", "2026-11-2x", "26-11-22"})
    EXPECT_FALSE(parse_day(text)) << text;
}

TEST(Months, AreCutToTheirLength) {
  EXPECT_EQ(add_months(on(2026, 1, 31), 1), on(2026, 2, 28));
  EXPECT_EQ(add_months(on(2024, 1, 31), 1), on(2024, 2, 29));
  EXPECT_EQ(add_months(on(2026, 11, 15), 3), on(2027, 2, 15));
  EXPECT_EQ(add_months(on(2026, 1, 31), -2), on(2025, 11, 30));
  EXPECT_EQ(end_of_month(on(2024, 2, 1)), on(2024, 2, 29));
  EXPECT_EQ(end_of_month(on(2026, 12, 31)), on(2026, 12, 31));
}

TEST(Clocks, StartWhereTold) {
  const Moment start = on(2020, 5, 1);
  const Clock clock = clock_from(start);
  EXPECT_GE(clock(), start);
  EXPECT_LT(clock(), start + std::chrono::minutes(5));
}

}  // namespace
}  // namespace paridoo::orm
