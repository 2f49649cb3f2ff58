// What a row of the route table is made of.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "src/governance/access.h"
#include "src/governance/scope.h"
#include "src/governance/subject.h"
#include "src/odoo/session.h"

namespace paridoo::api {

using governance::Access;
using governance::Subject;
using odoo::Id;

// A request that has been let in and fits its schemas.
struct Call {
  const odoo::Session& odoo;
  const governance::Identity& caller;
  const governance::Scope& scope;                              // what the caller sees, and acts for
  std::map<std::string, Id, std::less<>> ids = {};             // from the path, by the names in its pattern
  std::map<std::string, std::string, std::less<>> texts = {};  // the same of what is no id
  const nlohmann::json& query;                                 // an object; defaults are not filled in
  const nlohmann::json& body;
  std::string_view request_id = {};

  Id id(std::string_view name) const { return ids.find(name)->second; }
  const std::string& text(std::string_view name) const { return texts.find(name)->second; }
};

struct Answer {
  int status = 200;
  std::string body = {};  // JSON
};

// Parses the call, asks a use case, renders what it says.
using Handler = Result<Answer> (*)(const Call&);

enum class Method { get, post, put, remove };

std::string_view method_name(Method method);

// Whether a parameter of paths is a text ("code") and not the id of a record.
bool is_text_parameter(std::string_view name);

struct Route {
  Method method = Method::get;
  std::string_view path = {};  // "/api/orders/{id}": what stands in braces is the id of a record, or is_text_parameter
  std::string_view operation = {};  // unique
  std::string_view summary = {};
  Access access = Access::employee;
  // What {id} is of: the caller must see it. Lists and new records are the handler's affair.
  Subject subject = Subject::none;
  std::string_view needs = {};  // a model that not every Odoo has; empty: none
  // Names of schemas in contracts/api without ".json"; empty where there is nothing to check.
  std::string_view query = {};
  std::string_view body = {};
  std::string_view answer = {};
  std::vector<int> statuses = {};  // with which it may succeed
  Handler handler = nullptr;
};

}  // namespace paridoo::api
