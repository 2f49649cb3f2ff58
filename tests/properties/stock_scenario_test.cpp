// A walk of the stock state machine that is written down is a scenario as those that were recorded from a real Odoo:
// who asks the same of a fresh database gets the same answers. PARIDOO_WALK=N writes the N-th walk, and its file stays,
// to be asked of a live Odoo: paridoo verify --against URL --template DATABASE FILE.
#include <gtest/gtest.h>
#include <stdlib.h>

#include <sstream>

#include "tests/properties/stockroom/walk.h"
#include "tools/verify/simulated.h"
#include "tools/verify/verify.h"

namespace paridoo {
namespace {

std::vector<stockroom::Step> walk_number(std::uint64_t seed) {
  constexpr int commands = 40;
  const rc::Random random(seed);
  return stockroom::any_walk(commands)(random, rc::kNominalSize).value();
}

class StockScenario : public ::testing::TestWithParam<orm::Series> {};

TEST_P(StockScenario, IsAnsweredTheSameWhenItIsAskedAgain) {
  const char* number = getenv("PARIDOO_WALK");
  const auto steps = walk_number(number == nullptr ? 1 : std::stoull(number));
  const std::string file = stockroom::write_down(GetParam(), steps, ::testing::TempDir());
  verify::VerifyOptions options;
  options.paths = {file};
  options.recorded_clock = true;
  std::ostringstream said;
  const int code = verify::verify(
      options, [](std::chrono::sys_seconds now) { return verify::simulated(GetParam(), now); }, said);
  EXPECT_EQ(code, 0) << said.str();
}

INSTANTIATE_TEST_SUITE_P(AllSeries, StockScenario,
                         ::testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19),
                         [](const auto& info) { return "On" + std::string(orm::name_of(info.param).substr(0, 2)); });

}  // namespace
}  // namespace paridoo
