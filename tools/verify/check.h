// Asks what one recorded scenario asked, on a database of its own, and compares the answers.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "tools/verify/asker.h"
#include "tools/verify/golden.h"

namespace paridoo::verify {

struct Failure {
  int step = 0;
  std::string call = {};  // "account.move.read"
  std::string path = {};  // where the answers part; empty for the answer as a whole
  std::string what = {};

  // "stock/serials 12 stock.quant.search_read [0].quantity": what the list of known differences names.
  std::string key(const std::string& scenario) const;
};

struct Outcome {
  std::string scenario;
  std::string area;
  int compared = 0;
  std::vector<Failure> failures;
  std::chrono::microseconds time{};

  bool is_whole() const { return failures.empty(); }
  int equal() const { return compared - static_cast<int>(failures.size()); }
};

struct CheckOptions {
  std::string template_database = "odoo";
  std::string login = "admin";
  std::string password = "admin";
  std::chrono::sys_seconds now;  // what time it is at the server
};

// A server that cannot be asked fails every step.
Outcome check(const Asker& asker, const Golden& golden, const CheckOptions& options);

}  // namespace paridoo::verify
