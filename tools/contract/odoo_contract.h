// Watches what the API asks of Odoo, and holds each answer against contracts/odoo.
#pragma once

#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "src/odoo/session.h"

namespace paridoo::contract_suite {

class OdooContract {
 public:
  // For the session of the API under test; must not outlive this.
  odoo::Observer observer();

  // What broke the contract since the last time this was asked: an answer that does not fit, a call that has no schema.
  std::vector<std::string> take_violations() const;
  // "model.method" of all calls so far.
  std::set<std::string> calls() const;

 private:
  void check(const odoo::ObjectCall& call, const Result<odoo::Value>& answer);

  mutable std::mutex mutex_;
  mutable std::vector<std::string> violations_;
  std::set<std::string> calls_;
};

}  // namespace paridoo::contract_suite
