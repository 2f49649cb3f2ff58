#include "simulator/server/iso_moment.h"

#include <gtest/gtest.h>

namespace paridoo::server {
namespace {

std::string utc(std::string_view text) {
  const auto moment = parse_iso_moment(text);
  return moment ? orm::format_moment(*moment) : "none";
}

TEST(IsoMoment, ReadsDatesAndMoments) {
  EXPECT_EQ(utc("2026-11-22"), "2026-11-22 00:00:00");
  EXPECT_EQ(utc("2026-11-22 12:30:45"), "2026-11-22 12:30:45");
  EXPECT_EQ(utc("2026-11-22T12:30:45"), "2026-11-22 12:30:45");
  EXPECT_EQ(utc("2026-11-22T12:30:45Z"), "2026-11-22 12:30:45");
}

TEST(IsoMoment, TakesTheOffsetOff) {
  EXPECT_EQ(utc("2026-11-22T00:30:00+01:00"), "2026-11-21 23:30:00");
  EXPECT_EQ(utc("2026-11-22T00:30:00-05:30"), "2026-11-22 06:00:00");
}

TEST(IsoMoment, RefusesAnythingElse) {
  for (const char* text : {"", "noon", "2026-13-01", "2026-11-22T", "2026-11-22T12:30", "2026-11-22x12:30:45",
                           "2026-11-22T12:30:45X", "2026-11-22T12:30:45+1", "2026-11-22T25:00:00"})
    EXPECT_EQ(utc(text), "none") << text;
}

}  // namespace
}  // namespace paridoo::server
