#include "tools/contract/report.h"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <algorithm>
#include <map>

namespace paridoo::contract_suite {

namespace {

using std::chrono::microseconds;

struct Row {
  std::string step;
  std::string call;
  std::string contract;
  std::string result;
  microseconds elapsed{};
};

double milliseconds(microseconds elapsed) { return static_cast<double>(elapsed.count()) / 1000; }

std::string_view outcome_name(Outcome outcome) {
  switch (outcome) {
    case Outcome::passed: return "ok";
    case Outcome::failed: return "FAILED";
    case Outcome::skipped: return "skipped";
  }
  return "";
}

// The refusals of a route are named by it.
bool is_refusal(const CaseResult& result) { return result.area.find(" /") != std::string::npos; }

std::string id_as_word(const std::string& call) {
  std::string out;
  for (const char c : call) {
    if (c < '0' || c > '9') {
      out += c;
    } else if (!out.ends_with("N")) {
      out += 'N';
    }
  }
  return out;
}

Row row_of(const CaseResult& result) {
  return {.step = result.name,
          .call = id_as_word(result.call),
          .contract = result.contract,
          .result = std::string(outcome_name(result.outcome)),
          .elapsed = result.elapsed};
}

struct Sum {
  int all = 0;
  int passed = 0;
  microseconds elapsed{};
};

void add(Sum& sum, const CaseResult& result) {
  ++sum.all;
  sum.passed += result.outcome == Outcome::passed;
  sum.elapsed += result.elapsed;
}

Row row_of(const std::string& area, const Sum& sum) {
  return {.step = fmt::format("{} refusals", sum.all),
          .call = area,
          .contract = "error",
          .result = sum.passed == sum.all ? "ok" : fmt::format("{} FAILED", sum.all - sum.passed),
          .elapsed = sum.elapsed};
}

void print_row(const Row& row, std::ostream& out) {
  out << fmt::format("  {:<42} {:<58} {:<28} {:<9} {:>8.1f} ms\n", row.step, row.call, row.contract, row.result,
                     milliseconds(row.elapsed));
}

void print_head(std::ostream& out) {
  out << fmt::format("  {:<42} {:<58} {:<28} {:<9} {:>11}\n", "step", "call", "contract", "result", "time");
}

void print_workflows(const CaseResults& results, std::ostream& out) {
  std::string area;
  for (const auto& result : results) {
    if (is_refusal(result)) continue;
    if (result.area != area) out << (area.empty() ? "" : "\n") << result.area << "\n";
    area = result.area;
    print_row(row_of(result), out);
  }
}

void print_refusals(const CaseResults& results, std::ostream& out) {
  std::vector<std::pair<std::string, Sum>> sums;
  for (const auto& result : results) {
    if (!is_refusal(result)) continue;
    if (sums.empty() || sums.back().first != result.area) sums.emplace_back(result.area, Sum{});
    add(sums.back().second, result);
  }
  out << "\nwhat each route refuses\n";
  for (const auto& [area, sum] : sums) print_row(row_of(area, sum), out);
}

void print_failures(const CaseResults& results, std::ostream& out) {
  for (const auto& result : results) {
    if (result.outcome != Outcome::failed) continue;
    out << fmt::format("\nFAILED {}: {}\n  {}\n  {}\n", result.area, result.name, result.call, result.message);
  }
}

int count(const CaseResults& results, Outcome outcome) {
  return static_cast<int>(
      std::count_if(results.begin(), results.end(), [&](const auto& r) { return r.outcome == outcome; }));
}

microseconds total_time(const CaseResults& results) {
  microseconds sum{};
  for (const auto& result : results) sum += result.elapsed;
  return sum;
}

void add_case(pugi::xml_node suite, const CaseResult& result) {
  auto node = suite.append_child("testcase");
  node.append_attribute("classname") = result.area.c_str();
  node.append_attribute("name") = result.name.c_str();
  node.append_attribute("time") = fmt::format("{:.6f}", milliseconds(result.elapsed) / 1000).c_str();
  if (result.outcome == Outcome::failed)
    node.append_child("failure").append_attribute("message") = result.message.c_str();
  if (result.outcome == Outcome::skipped)
    node.append_child("skipped").append_attribute("message") = result.message.c_str();
}

}  // namespace

void print_table(const CaseResults& results, std::ostream& out) {
  print_head(out);
  print_workflows(results, out);
  print_refusals(results, out);
  print_failures(results, out);
  out << fmt::format("\n{} cases: {} passed, {} failed, {} skipped, in {:.0f} ms\n", results.size(),
                     count(results, Outcome::passed), count(results, Outcome::failed), count(results, Outcome::skipped),
                     milliseconds(total_time(results)));
}

void write_junit(const CaseResults& results, std::ostream& out) {
  pugi::xml_document document;
  auto suite = document.append_child("testsuites").append_child("testsuite");
  suite.append_attribute("name") = "paridoo contract";
  suite.append_attribute("tests") = static_cast<int>(results.size());
  suite.append_attribute("failures") = count(results, Outcome::failed);
  suite.append_attribute("skipped") = count(results, Outcome::skipped);
  suite.append_attribute("time") = fmt::format("{:.6f}", milliseconds(total_time(results)) / 1000).c_str();
  for (const auto& result : results) add_case(suite, result);
  document.save(out, "  ");
}

}  // namespace paridoo::contract_suite
