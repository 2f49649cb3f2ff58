// An Odoo for tests: answers what the test tells it to, and remembers what it was asked.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "src/odoo/session.h"

namespace paridoo::testing {

class ScriptedOdoo {
 public:
  ScriptedOdoo();

  // Answers to calls of "model.method", in this order; the last one is repeated.
  ScriptedOdoo& answer(const std::string& call, odoo::Value value);
  // The same, written as JSON.
  ScriptedOdoo& answer_json(const std::string& call, std::string_view json);
  // An answer of "model.web_search_read": rows as search_read would have them, with those of an x2many field in place.
  ScriptedOdoo& answer_rows(const std::string& model, std::string_view rows, const std::string& field = {},
                            std::string_view rows_of_field = "[]");
  // An exception of Odoo's in place of an answer.
  ScriptedOdoo& fail(const std::string& call, std::string exception, std::string message);

  // A proxy's answer that Odoo is overloaded.
  ScriptedOdoo& overload(const std::string& call);

  // A login on it, over JSON-RPC.
  odoo::Session session() const;

  // "model.method" of the calls so far, logins left out.
  std::vector<std::string> calls() const;
  // The last call of "model.method"; fails the test if there was none.
  odoo::ObjectCall last(const std::string& call) const;

 private:
  struct State;
  std::shared_ptr<State> state_;
};

}  // namespace paridoo::testing
