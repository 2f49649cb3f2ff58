// Random steps, and walking them.
#pragma once

#include <rapidcheck.h>

#include <map>
#include <string>
#include <vector>

#include "tests/properties/stockroom/commands.h"

namespace paridoo::stockroom {

rc::Gen<std::vector<Step>> any_walk(int commands);
std::string name_of(const Step& step);

// How often each command did something, was refused, or found nothing to do.
struct Tally {
  int done = 0, refused = 0, idle = 0;
  std::map<std::string, int> reasons;
};
using Tallies = std::map<std::string, Tally>;

// The first breach of a rule or promise in a walk, or "".
std::string walk(Stockroom& room, const std::vector<Step>& steps, Tallies& tallies);

// Walks once more, and writes it down as a scenario that `paridoo verify` asks of any server. Gives the file.
std::string write_down(orm::Series series, const std::vector<Step>& steps, const std::string& folder);

}  // namespace paridoo::stockroom
