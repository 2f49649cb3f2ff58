// The list of known differences: one a line, "<scenario> <step> <call> <path> # <reason>".
//
// A difference that is not listed is a failure, and so is a listed one that has vanished.
#pragma once

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "tools/verify/check.h"

namespace paridoo::verify {

// Reasons by key (Failure::key).
using Known = std::map<std::string, std::string>;

// An empty list if there is no such file. Throws std::runtime_error for a line without a reason.
Known read_known(const std::filesystem::path& file);

struct Judgement {
  std::vector<std::string> unlisted;  // "stock/serials 12 ...: wanted 1, answered 2"
  std::vector<std::string> vanished;  // keys that are listed, were asked, and no longer differ
};

// Keys of scenarios that were not asked are left alone.
Judgement judge(std::span<const Outcome> outcomes, const Known& known);

// Writes the list that would make these outcomes pass: reasons are kept, new lines say that nobody has looked yet.
void write_known(const std::filesystem::path& file, std::span<const Outcome> outcomes, const Known& known);

}  // namespace paridoo::verify
