#include "tests/unit/src/scripted_odoo.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <mutex>

#include "src/odoo/protocol/codec.h"
#include "src/odoo/protocol/json_value.h"
#include "src/odoo/transport/in_process.h"

namespace paridoo::testing {

using nlohmann::json;

namespace {

// As Odoo would have answered it.
odoo::Value value_of(const json& result) {
  return *odoo::jsonrpc_codec().decode({.status = 200, .body = json{{"result", result}}.dump()});
}

bool is_reference(const json& value) {
  return value.is_array() && value.size() == 2 && value[0].is_number_integer() && value[1].is_string();
}

// search_read writes references as pairs, web_search_read as rows.
json with_named_rows(json value) {
  if (is_reference(value)) return {{"id", value[0]}, {"display_name", value[1]}};
  if (value.is_structured()) {
    for (auto& part : value) part = with_named_rows(std::move(part));
  }
  return value;
}

}  // namespace

struct ScriptedOdoo::State {
  std::mutex mutex;
  std::map<std::string, std::deque<json>> script;  // "model.method" -> {"result": ...} or {"error": ...}
  std::vector<odoo::ObjectCall> calls;

  json respond(const std::string& name) {
    auto& queue = script[name];
    if (queue.empty()) {
      ADD_FAILURE() << "nothing is scripted for " << name;
      return {{"error", {{"code", 200}, {"data", {{"name", "test"}, {"message", "nothing scripted"}}}}}};
    }
    const auto response = queue.front();
    if (queue.size() > 1) queue.pop_front();
    return response;
  }

  json respond_to(const json& params) {
    if (params.at("method") == "authenticate") return {{"result", 2}};
    if (params.at("method") == "version") {
      return json::parse(
          R"({"result": {"server_version": "18.0", "server_version_info": [18, 0, 0, "final", 0, ""]}})");
    }
    const auto& args = params.at("args");
    odoo::ObjectCall call{.database = args[0],
                          .uid = args[1],
                          .password = args[2],
                          .model = args[3],
                          .method = args[4],
                          .arguments = value_of(args[5]).list(),
                          .keywords = value_of(args[6]).dict()};
    const auto name = call.model + "." + call.method;
    calls.push_back(std::move(call));
    return respond(name);
  }
};

ScriptedOdoo::ScriptedOdoo() : state_(std::make_shared<State>()) {}

ScriptedOdoo& ScriptedOdoo::answer(const std::string& call, odoo::Value value) {
  state_->script[call].push_back({{"result", odoo::to_json(value)}});
  return *this;
}

ScriptedOdoo& ScriptedOdoo::answer_json(const std::string& call, std::string_view text) {
  state_->script[call].push_back({{"result", json::parse(text)}});
  return *this;
}

ScriptedOdoo& ScriptedOdoo::answer_rows(const std::string& model, std::string_view rows, const std::string& field,
                                        std::string_view rows_of_field) {
  auto records = json::parse(rows);
  for (auto& record : records) {
    if (!field.empty()) record[field] = json::parse(rows_of_field);
  }
  const json result = {{"length", records.size()}, {"records", with_named_rows(std::move(records))}};
  state_->script[model + ".web_search_read"].push_back({{"result", result}});
  return *this;
}

ScriptedOdoo& ScriptedOdoo::fail(const std::string& call, std::string exception, std::string message) {
  const json data = {{"name", exception}, {"message", message}, {"debug", "Traceback: secret"}};
  state_->script[call].push_back({{"error", {{"code", 200}, {"message", "Odoo Server Error"}, {"data", data}}}});
  return *this;
}

ScriptedOdoo& ScriptedOdoo::overload(const std::string& call) {
  state_->script[call].push_back(json());
  return *this;
}

odoo::Session ScriptedOdoo::session() const {
  const auto answer = [state = state_](const odoo::WireRequest& request) -> odoo::WireResponse {
    const std::lock_guard lock(state->mutex);
    auto response = state->respond_to(json::parse(request.body).at("params"));
    if (response.is_null()) return {.status = 503, .content_type = "text/html", .body = "busy"};
    response["jsonrpc"] = "2.0";
    response["id"] = 1;
    return {.status = 200, .content_type = "application/json", .body = response.dump()};
  };
  return odoo::Session({.database = "test",
                        .login = "admin",
                        .password = "admin",
                        .protocol = odoo::Protocol::jsonrpc,
                        .transport = odoo::in_process_transport(answer),
                        .observer = {}});
}

std::vector<std::string> ScriptedOdoo::calls() const {
  std::vector<std::string> names;
  for (const auto& call : state_->calls) names.push_back(call.model + "." + call.method);
  return names;
}

odoo::ObjectCall ScriptedOdoo::last(const std::string& name) const {
  for (auto call = state_->calls.rbegin(); call != state_->calls.rend(); ++call) {
    if (call->model + "." + call->method == name) return *call;
  }
  ADD_FAILURE() << name << " was not called";
  return {};
}

}  // namespace paridoo::testing
