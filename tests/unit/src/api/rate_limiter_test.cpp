#include "src/api/rate_limiter.h"

#include <gtest/gtest.h>

namespace paridoo::api {
namespace {

using std::chrono::seconds;

class RateLimiterTest : public ::testing::Test {
 protected:
  std::chrono::steady_clock::time_point now_{seconds(1000)};
  RateLimiter limiter_{60, [this] { return now_; }};
};

TEST_F(RateLimiterTest, LetsABurstThroughAndThenOneASecond) {
  for (int i = 0; i < 60; ++i) EXPECT_EQ(limiter_.take("marie"), seconds(0)) << i;
  EXPECT_EQ(limiter_.take("marie"), seconds(1));
  now_ += seconds(1);
  EXPECT_EQ(limiter_.take("marie"), seconds(0));
  EXPECT_EQ(limiter_.take("marie"), seconds(1));
}

TEST_F(RateLimiterTest, CountsEachCallerByItself) {
  for (int i = 0; i < 61; ++i) limiter_.take("marie");
  EXPECT_EQ(limiter_.take("jean"), seconds(0));
}

TEST(RateLimiter, WithoutALimitAnybodyMayGoOn) {
  RateLimiter limiter(0);
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(limiter.take("marie"), seconds(0));
}

}  // namespace
}  // namespace paridoo::api
