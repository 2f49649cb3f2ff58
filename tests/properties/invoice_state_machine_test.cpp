// Documents, payments and matches in two currencies, at random: 400 books of 25 commands each. After every command the
// books obey their rules (ledger_rules.h) and the command's own promise holds; what the simulator refuses, it refuses
// with an error for users, and it changes nothing.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <stdlib.h>

#include <map>
#include <sstream>

#include "simulator/orm/fault.h"
#include "tests/properties/ledger_commands.h"
#include "tests/properties/ledger_rules.h"

namespace paridoo {
namespace tests {

void showValue(const Step& step, std::ostream& os) {
  os << commands().at(static_cast<std::size_t>(step.command)).name << " " << step.first << " " << step.second << " "
     << step.third;
}

}  // namespace tests
namespace {

using tests::Books;
using tests::Command;
using tests::Ledger;
using tests::Promise;
using tests::Step;

constexpr int commands_a_book = 25;

// Documents are what all others need, so there are more of them.
rc::Gen<Step> any_step() {
  const int count = static_cast<int>(tests::commands().size());
  return rc::gen::build<Step>(
      rc::gen::set(&Step::command,
                   rc::gen::weightedOneOf<int>({{1, rc::gen::just(0)}, {6, rc::gen::inRange(0, count)}})),
      rc::gen::set(&Step::first, rc::gen::inRange(0, 1000)), rc::gen::set(&Step::second, rc::gen::inRange(0, 1000)),
      rc::gen::set(&Step::third, rc::gen::inRange(0, 1000)));
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text + "\n";
  return all;
}

// How often each command did something, and was refused, in all books.
struct Tally {
  int done = 0, refused = 0, idle = 0;
  std::map<std::string, int> reasons;
};
std::map<std::string, Tally>& tallies() {
  static std::map<std::string, Tally> all;
  return all;
}

// The promise of a step that did something.
std::optional<Promise> take(Ledger& ledger, const Books& before, const Step& step) {
  const Command& command = tests::commands().at(static_cast<std::size_t>(step.command));
  Tally& tally = tallies()[command.name];
  try {
    std::optional<Promise> promise = command.run(ledger, before, step);
    ++(promise ? tally.done : tally.idle);
    return promise;
  } catch (const orm::Fault& fault) {
    ++tally.refused;
    ++tally.reasons[fault.message()];
    if (!orm::is_user_error(fault.kind()) && fault.kind() != orm::FaultKind::redirect_warning)
      RC_FAIL(std::string(command.name) + " raised " + std::string(orm::exception_name(fault.kind())) + ": " +
              fault.message());
    return {};
  }
}

Books books_after(Ledger& ledger, const Books& before) {
  Books after = ledger.books();
  after.deleted_numbers = before.deleted_numbers;
  for (const auto& [id, entry] : before.entries)
    if (const auto number = tests::number_of(entry); number && !after.entries.contains(id))
      after.deleted_numbers.insert(*number);
  return after;
}

void obey(Ledger& ledger, const std::vector<Step>& steps) {
  Books before = ledger.books();
  for (const Step& step : steps) {
    const std::optional<Promise> promise = take(ledger, before, step);
    const Books after = books_after(ledger, before);
    std::vector<std::string> found = tests::breaches(after, ledger.dollar());
    if (promise) {
      const std::vector<std::string> broken = (*promise)(after);
      found.insert(found.end(), broken.begin(), broken.end());
    }
    if (!found.empty())
      RC_FAIL("after \"" + std::string(tests::commands().at(static_cast<std::size_t>(step.command)).name) + "\":\n" +
              joined(found));
    before = after;
  }
}

// Every command is done more often than it is refused: else the walk would prove nothing.
std::vector<std::string> idle_commands() {
  std::vector<std::string> found;
  for (const Command& command : tests::commands()) {
    const Tally& tally = tallies()[command.name];
    if (tally.done > tally.refused && tally.done > 0) continue;
    std::ostringstream line;
    line << command.name << ": done " << tally.done << ", refused " << tally.refused << ", idle " << tally.idle;
    for (const auto& [reason, count] : tally.reasons) line << "\n    " << count << " " << reason;
    found.push_back(line.str());
  }
  return found;
}

// A quarter of the 10,000 commands: four tests, so that they run side by side. RapidCheck makes 100 books.
// Each has a seed of its own unless RC_PARAMS gives one, so that a change, not chance, is what makes the tests fail.
void walk(const char* parameters) {
  constexpr int keep_what_is_set = 0;
  setenv("RC_PARAMS", parameters, keep_what_is_set);
  tallies().clear();
  EXPECT_TRUE(rc::check("the books obey their rules after every command", [] {
    Ledger ledger;
    obey(ledger,
         *rc::gen::container<std::vector<Step>>(commands_a_book, rc::gen::resize(rc::kNominalSize, any_step())));
  }));
  EXPECT_EQ(joined(idle_commands()), "");
}

TEST(InvoiceStateMachine, ObeysTheRulesInTheFirstQuarter) { walk("seed=1"); }
TEST(InvoiceStateMachine, ObeysTheRulesInTheSecondQuarter) { walk("seed=2"); }
TEST(InvoiceStateMachine, ObeysTheRulesInTheThirdQuarter) { walk("seed=3"); }
TEST(InvoiceStateMachine, ObeysTheRulesInTheLastQuarter) { walk("seed=4"); }

}  // namespace
}  // namespace paridoo
