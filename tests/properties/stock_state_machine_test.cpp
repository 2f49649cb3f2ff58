// Two warehouses run by two users at random: 400 stockrooms of 25 commands each, on the three series. After every
// command the stock obeys its rules (stockroom/rules.h) and the command's own promise, which a plain model of the
// ledger gives, holds; what the simulator refuses, it refuses with an error for users, and the ledger stays.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <stdlib.h>

#include <sstream>

#include "tests/properties/stockroom/walk.h"

namespace paridoo {
namespace stockroom {

void showValue(const Step& step, std::ostream& os) {
  os << name_of(step) << " " << step.first << " " << step.second << " " << step.third;
}

}  // namespace stockroom
namespace {

using stockroom::Command;
using stockroom::Stockroom;
using stockroom::Tallies;
using stockroom::Tally;

constexpr int commands_a_room = 25;

// Every command is done more often than it is refused: else the walk would prove nothing.
std::string idle_commands(Tallies& tallies) {
  std::ostringstream found;
  for (const Command& command : stockroom::commands()) {
    const Tally& tally = tallies[command.name];
    if (tally.done > tally.refused && tally.done > 0) continue;
    found << command.name << ": done " << tally.done << ", refused " << tally.refused << ", idle " << tally.idle;
    for (const auto& [reason, count] : tally.reasons) found << "\n    " << count << " " << reason;
    found << "\n";
  }
  return found.str();
}

// A quarter of the 10,000 commands: four tests, so that they run side by side. RapidCheck makes 100 rooms.
// Each has a seed of its own, in a process of its own as ctest runs it, unless RC_PARAMS gives one, so that a change,
// not chance, is what makes the tests fail.
void run(orm::Series series, const char* parameters) {
  constexpr int keep_what_is_set = 0;
  setenv("RC_PARAMS", parameters, keep_what_is_set);
  Tallies tallies;
  EXPECT_TRUE(rc::check("the stock obeys its rules after every command", [&] {
    const auto steps = *stockroom::any_walk(commands_a_room);
    Stockroom room(series);
    const std::string broken = stockroom::walk(room, steps, tallies);
    if (!broken.empty()) RC_FAIL(broken + "scenario: " + stockroom::write_down(series, steps, ::testing::TempDir()));
  }));
  EXPECT_EQ(idle_commands(tallies), "");
}

TEST(StockStateMachine, ObeysTheRulesOn17) { run(orm::Series::v17, "seed=1"); }
TEST(StockStateMachine, ObeysTheRulesOn18) { run(orm::Series::v18, "seed=2"); }
TEST(StockStateMachine, ObeysTheRulesOn18Again) { run(orm::Series::v18, "seed=3"); }
TEST(StockStateMachine, ObeysTheRulesOn19) { run(orm::Series::v19, "seed=4"); }

}  // namespace
}  // namespace paridoo
