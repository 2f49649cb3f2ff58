#include "tools/verify/known.h"

#include <fstream>
#include <set>
#include <stdexcept>

namespace paridoo::verify {

namespace {

constexpr std::string_view separator = " # ";
constexpr std::string_view not_looked_into = "not looked into yet";

std::set<std::string> asked_scenarios(std::span<const Outcome> outcomes) {
  std::set<std::string> scenarios;
  for (const Outcome& outcome : outcomes) scenarios.insert(outcome.scenario);
  return scenarios;
}

std::string scenario_of(const std::string& key) { return key.substr(0, key.find(' ')); }

}  // namespace

Known read_known(const std::filesystem::path& file) {
  Known known;
  std::ifstream in(file);
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t at = line.find(separator);
    if (at == std::string::npos || at + separator.size() == line.size())
      throw std::runtime_error(file.string() + ":" + std::to_string(number) +
                               ": a known difference needs a reason after \" # \"");
    known[line.substr(0, at)] = line.substr(at + separator.size());
  }
  return known;
}

Judgement judge(std::span<const Outcome> outcomes, const Known& known) {
  Judgement judgement;
  std::set<std::string> met;
  for (const Outcome& outcome : outcomes)
    for (const Failure& failure : outcome.failures) {
      const std::string key = failure.key(outcome.scenario);
      met.insert(key);
      if (!known.contains(key)) judgement.unlisted.push_back(key + ": " + failure.what);
    }
  const std::set<std::string> asked = asked_scenarios(outcomes);
  for (const auto& [key, _] : known)
    if (asked.contains(scenario_of(key)) && !met.contains(key)) judgement.vanished.push_back(key);
  return judgement;
}

void write_known(const std::filesystem::path& file, std::span<const Outcome> outcomes, const Known& known) {
  Known updated;
  const std::set<std::string> asked = asked_scenarios(outcomes);
  for (const auto& [key, reason] : known)
    if (!asked.contains(scenario_of(key))) updated[key] = reason;
  for (const Outcome& outcome : outcomes)
    for (const Failure& failure : outcome.failures) {
      const std::string key = failure.key(outcome.scenario);
      const auto before = known.find(key);
      updated[key] = before == known.end() ? std::string(not_looked_into) : before->second;
    }
  std::ofstream out(file);
  out << "# Where we differ from the recordings, and why. Written by `paridoo verify --write-known`; the reasons by "
         "us.\n";
  for (const auto& [key, reason] : updated) out << key << separator << reason << "\n";
  if (!out) throw std::runtime_error("cannot write " + file.string());
}

}  // namespace paridoo::verify
