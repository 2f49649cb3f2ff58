// What a row of the route table is made of.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "src/governance/access.h"
#include "src/odoo/session.h"

namespace paridoo::api {

using governance::Access;
using odoo::Id;

// A request that has been let in and fits its schemas.
struct Call {
  const odoo::Session& odoo;
  const governance::Identity& caller;
  std::map<std::string, Id, std::less<>> ids = {};  // from the path, by the names in its pattern
  const nlohmann::json& query;                      // an object; defaults are not filled in
  const nlohmann::json& body;
  std::string_view request_id = {};

  Id id(std::string_view name) const { return ids.find(name)->second; }
};

struct Answer {
  int status = 200;
  std::string body = {};  // JSON
};

// Parses the call, asks a use case, renders what it says.
using Handler = Result<Answer> (*)(const Call&);

enum class Method { get, post };

std::string_view method_name(Method method);

struct Route {
  Method method = Method::get;
  std::string_view path = {};       // "/api/orders/{id}": what stands in braces is the id of a record
  std::string_view operation = {};  // unique
  std::string_view summary = {};
  Access access = Access::employee;
  // Names of schemas in contracts/api without ".json"; empty where there is nothing to check.
  std::string_view query = {};
  std::string_view body = {};
  std::string_view answer = {};
  std::vector<int> statuses = {};  // with which it may succeed
  Handler handler = nullptr;
};

}  // namespace paridoo::api
