// What users do to the stock, at random. A command picks what it works on among what is there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/properties/stockroom/stockroom.h"

namespace paridoo::stockroom {

// A command and what it picks: numbers that are taken modulo the number of choices, so that any will do.
struct Step {
  int command = 0;
  int first = 0, second = 0, third = 0;
};

// What a command promises of the stock afterwards: the breaches, if any.
using Promise = std::function<std::vector<std::string>(const Stock& after)>;
using Done = std::optional<Promise>;

struct Command {
  const char* name;
  // Nothing if there is nothing to do it to. A fault leaves as it is.
  Done (*run)(Stockroom& room, const Stock& before, const Step& step);
};
const std::vector<Command>& commands();

// The parts of the list, and what they share.
const std::vector<Command>& transfer_commands();
const std::vector<Command>& detail_commands();
const std::vector<Command>& stock_commands();

template <class T>
const T& one_of(const std::vector<T>& choices, int pick) {
  return choices[static_cast<std::size_t>(pick) % choices.size()];
}
inline std::vector<std::string> require(bool holds, const std::string& promise) {
  return holds ? std::vector<std::string>() : std::vector<std::string>{promise};
}
bool is_open(const std::string& state);
orm::Ids transfers_where(const Stock& stock, const std::function<bool(const Transfer&)>& holds);
orm::Ids lines_of(const Stock& stock, Id transfer);
// "the ledger is as expected", or where it is not.
std::vector<std::string> compare(const Ledger& expected, const Stock& after);

}  // namespace paridoo::stockroom
