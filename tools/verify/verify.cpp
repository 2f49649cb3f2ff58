#include "tools/verify/verify.h"

#include <fmt/format.h>

#include <fstream>
#include <map>

#include "simulator/orm/clock.h"
#include "tools/verify/check.h"
#include "tools/verify/known.h"
#include "tools/verify/report.h"

namespace paridoo::verify {

namespace {

std::chrono::sys_seconds noon_of(const std::string& day) {
  const auto parsed = orm::parse_day(day);
  if (!parsed) throw std::runtime_error("not a day: " + day);
  return *parsed + std::chrono::hours(12);
}

std::vector<Outcome> ask_all(const VerifyOptions& options, const ServerAt& server) {
  std::map<std::string, Asker> askers;
  std::vector<Outcome> outcomes;
  for (const std::filesystem::path& file : golden_files(options.paths)) {
    const Golden golden = read_golden(file);
    const auto now = options.recorded_clock
                         ? noon_of(golden.recorded)
                         : std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    auto asker = askers.find(golden.recorded);
    if (asker == askers.end()) asker = askers.emplace(golden.recorded, Asker(server(now))).first;
    outcomes.push_back(check(asker->second, golden, {.template_database = options.template_database, .now = now}));
  }
  return outcomes;
}

void write_file(const std::filesystem::path& file, const std::string& text) {
  std::ofstream out(file);
  out << text;
  if (!out) throw std::runtime_error("cannot write " + file.string());
}

int conclude(const VerifyOptions& options, const std::vector<Outcome>& outcomes, std::ostream& out) {
  const Known known = options.known.empty() ? Known() : read_known(options.known);
  if (options.write_known) {
    write_known(options.known, outcomes, known);
    return 0;
  }
  const Judgement judgement = judge(outcomes, known);
  for (const std::string& one : judgement.unlisted) out << "not a known difference: " << one << "\n";
  for (const std::string& one : judgement.vanished)
    out << "listed as a known difference, but the same now: " << one << "\n";
  return judgement.unlisted.empty() && judgement.vanished.empty() ? 0 : 1;
}

}  // namespace

int verify(const VerifyOptions& options, const ServerAt& server, std::ostream& out) {
  try {
    const std::vector<Outcome> outcomes = ask_all(options, server);
    print_outcomes(out, outcomes, options.show);
    print_figures(out, outcomes);
    if (!options.junit.empty()) write_file(options.junit, junit(outcomes));
    return conclude(options, outcomes, out);
  } catch (const std::exception& error) {
    out << "paridoo verify: " << error.what() << "\n";
    return 2;
  }
}

}  // namespace paridoo::verify
