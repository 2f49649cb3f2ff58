#include "tools/verify/report.h"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <map>
#include <sstream>

namespace paridoo::verify {

namespace {

double percent(int part, int whole) { return 100.0 * part / std::max(whole, 1); }

}  // namespace

void print_outcomes(std::ostream& out, std::span<const Outcome> outcomes, int show) {
  for (const Outcome& outcome : outcomes) {
    out << fmt::format("{}: {}/{}\n", outcome.scenario, outcome.equal(), outcome.compared);
    int shown = 0;
    for (const Failure& failure : outcome.failures)
      if (shown++ < show)
        out << fmt::format("    {} {}{}{}: {}\n", failure.step, failure.call, failure.path.empty() ? "" : " ",
                           failure.path, failure.what);
  }
}

void print_figures(std::ostream& out, std::span<const Outcome> outcomes) {
  std::map<std::string, std::pair<int, int>> areas;
  int equal = 0, compared = 0, whole = 0;
  for (const Outcome& outcome : outcomes) {
    areas[outcome.area].first += outcome.equal();
    areas[outcome.area].second += outcome.compared;
    equal += outcome.equal();
    compared += outcome.compared;
    whole += outcome.is_whole();
  }
  for (const auto& [area, figures] : areas)
    out << fmt::format("{}: {}/{} = {:.1f}%\n", area, figures.first, figures.second,
                       percent(figures.first, figures.second));
  out << fmt::format("{}/{} answers the same ({:.2f}%), {}/{} scenarios whole\n", equal, compared,
                     percent(equal, compared), whole, outcomes.size());
}

std::string junit(std::span<const Outcome> outcomes) {
  pugi::xml_document document;
  pugi::xml_node suite = document.append_child("testsuites").append_child("testsuite");
  suite.append_attribute("name") = "paridoo verify";
  suite.append_attribute("tests") = outcomes.size();
  int failed = 0;
  for (const Outcome& outcome : outcomes) {
    pugi::xml_node one = suite.append_child("testcase");
    one.append_attribute("classname") = outcome.area.c_str();
    one.append_attribute("name") = outcome.scenario.c_str();
    one.append_attribute("time") = fmt::format("{:.6f}", static_cast<double>(outcome.time.count()) / 1e6).c_str();
    if (outcome.is_whole()) continue;
    ++failed;
    pugi::xml_node failure = one.append_child("failure");
    failure.append_attribute("message") =
        fmt::format("{} of {} answers differ", outcome.failures.size(), outcome.compared).c_str();
    std::string text;
    for (const Failure& each : outcome.failures) text += each.key(outcome.scenario) + ": " + each.what + "\n";
    failure.append_child(pugi::node_pcdata).set_value(text.c_str());
  }
  suite.append_attribute("failures") = failed;
  std::ostringstream out;
  document.save(out, "  ");
  return out.str();
}

}  // namespace paridoo::verify
