#include "tests/properties/stockroom/walk.h"

#include "simulator/orm/fault.h"
#include "tests/properties/stockroom/rules.h"
#include "tests/properties/stockroom/scenario.h"

namespace paridoo::stockroom {
namespace {

// Goods that come in are what all others need, so there are more of them; and most transfers are carried out.
rc::Gen<Step> any_step() {
  constexpr int receive = 0, validate = 8;
  const int count = static_cast<int>(commands().size());
  return rc::gen::build<Step>(
      rc::gen::set(&Step::command,
                   rc::gen::weightedOneOf<int>(
                       {{1, rc::gen::just(receive)}, {2, rc::gen::just(validate)}, {7, rc::gen::inRange(0, count)}})),
      rc::gen::set(&Step::first, rc::gen::inRange(0, 1000)), rc::gen::set(&Step::second, rc::gen::inRange(0, 1000)),
      rc::gen::set(&Step::third, rc::gen::inRange(0, 1000)));
}

// What is broken after a step, if anything.
std::vector<std::string> take(Stockroom& room, const Stock& before, const Step& step, Stock& after, Tally& tally) {
  // What is refused leaves the ledger as it was.
  Done promise = [ledger = on_hand(before)](const Stock& left) { return compare(ledger, left); };
  try {
    promise = commands().at(static_cast<std::size_t>(step.command)).run(room, before, step);
    ++(promise ? tally.done : tally.idle);
  } catch (const orm::Fault& fault) {
    ++tally.refused;
    ++tally.reasons[fault.message()];
    if (!orm::is_user_error(fault.kind()) && fault.kind() != orm::FaultKind::redirect_warning)
      return {"raised " + std::string(orm::exception_name(fault.kind())) + ": " + fault.message()};
  }
  after = room.stock();
  std::vector<std::string> found = breaches(after, room);
  if (!promise) return found;
  for (std::string& broken : (*promise)(after)) found.push_back(std::move(broken));
  return found;
}

}  // namespace

rc::Gen<std::vector<Step>> any_walk(int commands) {
  return rc::gen::container<std::vector<Step>>(static_cast<std::size_t>(commands),
                                               rc::gen::resize(rc::kNominalSize, any_step()));
}

std::string name_of(const Step& step) { return commands().at(static_cast<std::size_t>(step.command)).name; }

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

std::string write_down(orm::Series series, const std::vector<Step>& steps, const std::string& folder) {
  Scenario scenario(series);
  Stockroom room(series, &scenario);
  scenario.attach(room);
  Tallies unused;
  walk(room, steps, unused);
  return scenario.write(folder);
}

}  // namespace paridoo::stockroom
