// Two warehouses run by two users at random: 400 stockrooms of 25 commands each, on the three series. After every
// command the stock obeys its rules (stockroom/rules.h) and the command's own promise, which a plain model of the
// ledger gives, holds; what the simulator refuses, it refuses with an error for users, and it changes nothing.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <stdlib.h>

#include <map>
#include <sstream>

#include "simulator/orm/fault.h"
#include "tests/properties/stockroom/commands.h"
#include "tests/properties/stockroom/rules.h"
#include "tests/properties/stockroom/scenario.h"

namespace paridoo {
namespace stockroom {

void showValue(const Step& step, std::ostream& os) {
  os << commands().at(static_cast<std::size_t>(step.command)).name << " " << step.first << " " << step.second << " "
     << step.third;
}

}  // namespace stockroom
namespace {

using stockroom::Command;
using stockroom::Done;
using stockroom::Step;
using stockroom::Stock;
using stockroom::Stockroom;

constexpr int commands_a_room = 25;

// Goods that come in are what all others need, so there are more of them; and most transfers are carried out.
rc::Gen<Step> any_step() {
  constexpr int receive = 0, validate = 8;
  const int count = static_cast<int>(stockroom::commands().size());
  return rc::gen::build<Step>(
      rc::gen::set(&Step::command,
                   rc::gen::weightedOneOf<int>(
                       {{1, rc::gen::just(receive)}, {2, rc::gen::just(validate)}, {7, rc::gen::inRange(0, count)}})),
      rc::gen::set(&Step::first, rc::gen::inRange(0, 1000)), rc::gen::set(&Step::second, rc::gen::inRange(0, 1000)),
      rc::gen::set(&Step::third, rc::gen::inRange(0, 1000)));
}

// How often each command did something, and was refused, in all rooms.
struct Tally {
  int done = 0, refused = 0, idle = 0;
  std::map<std::string, int> reasons;
};
using Tallies = std::map<std::string, Tally>;

std::string name_of(const Step& step) { return stockroom::commands().at(static_cast<std::size_t>(step.command)).name; }

// What is broken after a step, if anything.
std::vector<std::string> take(Stockroom& room, const Stock& before, const Step& step, Stock& after, Tally& tally) {
  // What is refused changes nothing.
  Done promise = [ledger = stockroom::on_hand(before)](const Stock& left) { return stockroom::compare(ledger, left); };
  try {
    promise = stockroom::commands().at(static_cast<std::size_t>(step.command)).run(room, before, step);
    ++(promise ? tally.done : tally.idle);
  } catch (const orm::Fault& fault) {
    ++tally.refused;
    ++tally.reasons[fault.message()];
    if (!orm::is_user_error(fault.kind()) && fault.kind() != orm::FaultKind::redirect_warning)
      return {"raised " + std::string(orm::exception_name(fault.kind())) + ": " + fault.message()};
  }
  after = room.stock();
  std::vector<std::string> found = stockroom::breaches(after, room);
  if (!promise) return found;
  for (std::string& broken : (*promise)(after)) found.push_back(std::move(broken));
  return found;
}

// The first breach in a walk, or "".
std::string walk(Stockroom& room, const std::vector<Step>& steps, Tallies& tallies) {
  Stock before = room.stock();
  for (const Step& step : steps) {
    Stock after;
    std::string said;
    for (const std::string& broken : take(room, before, step, after, tallies[name_of(step)])) said += broken + "\n";
    if (!said.empty()) return "after \"" + name_of(step) + "\":\n" + said;
    before = std::move(after);
  }
  return {};
}

// A counterexample, walked once more and written down as a scenario that `paridoo verify` asks of any server.
std::string written_down(orm::Series series, const std::vector<Step>& steps) {
  stockroom::Scenario scenario(series);
  Stockroom room(series, &scenario);
  scenario.attach(room);
  Tallies unused;
  walk(room, steps, unused);
  return scenario.write(::testing::TempDir());
}

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
// Each has a seed of its own unless RC_PARAMS gives one, so that a change, not chance, is what makes the tests fail.
void run(orm::Series series, const char* parameters) {
  constexpr int keep_what_is_set = 0;
  setenv("RC_PARAMS", parameters, keep_what_is_set);
  Tallies tallies;
  EXPECT_TRUE(rc::check("the stock obeys its rules after every command", [&] {
    const auto steps =
        *rc::gen::container<std::vector<Step>>(commands_a_room, rc::gen::resize(rc::kNominalSize, any_step()));
    Stockroom room(series);
    const std::string broken = walk(room, steps, tallies);
    if (!broken.empty()) RC_FAIL(broken + "scenario: " + written_down(series, steps));
  }));
  EXPECT_EQ(idle_commands(tallies), "");
}

TEST(StockStateMachine, ObeysTheRulesOn17) { run(orm::Series::v17, "seed=1"); }
TEST(StockStateMachine, ObeysTheRulesOn18) { run(orm::Series::v18, "seed=2"); }
TEST(StockStateMachine, ObeysTheRulesOn18Again) { run(orm::Series::v18, "seed=3"); }
TEST(StockStateMachine, ObeysTheRulesOn19) { run(orm::Series::v19, "seed=4"); }

}  // namespace
}  // namespace paridoo
