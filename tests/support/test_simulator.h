// A simulator, of 18.0 unless the options say otherwise, with one database "odoo" in memory, and short ways of asking
// it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/value.h"
#include "simulator/rpc/json.h"
#include "simulator/rpc/xmlrpc_codec.h"
#include "simulator/server/in_process.h"
#include "simulator/server/simulator.h"
#include "simulator/service/worlds.h"

namespace paridoo::support {

inline service::World world_of(orm::Series series) {
  return {.registry = &service::registry_of(series), .image = service::image_of(series)};
}

class TestSimulator {
 public:
  explicit TestSimulator(server::SimulatorOptions options = {}) : TestSimulator(options, world_of(options.series)) {}
  // With another world of that series.
  TestSimulator(server::SimulatorOptions options, service::World world) : simulator_(world, std::move(options)) {
    if (!simulator_.databases().contains("odoo")) simulator_.databases().create("odoo");
  }

  server::Simulator& simulator() { return simulator_; }

  rpc::HttpResponse post(std::string_view target, std::string body, rpc::Headers headers) {
    return server::ask(simulator_.handler(), "POST", target, std::move(headers), std::move(body));
  }
  rpc::HttpResponse get(std::string_view target) { return server::ask(simulator_.handler(), "GET", target, {}, {}); }

  // The whole JSON answer to a JSON body.
  orm::Dict json(std::string_view target, const orm::Value& body, rpc::Headers headers = {}) {
    headers.push_back({"Content-Type", "application/json"});
    return rpc::parse_json(post(target, rpc::dump_json(body), std::move(headers)).body).dict();
  }
  // The answer to a call of a service by JSON-RPC: "result" or "error" in it.
  orm::Dict service(std::string_view name, std::string_view method, orm::List args) {
    return json("/jsonrpc", orm::Dict{{"jsonrpc", "2.0"},
                                      {"id", 1},
                                      {"params", orm::Dict{{"service", name}, {"method", method}, {"args", args}}}});
  }
  // The answer to a call of a model's method as the administrator.
  orm::Dict execute_kw(std::string_view model, std::string_view method, orm::List args, orm::Dict kwargs = {}) {
    return service("object", "execute_kw", {"odoo", 2, "admin", model, method, std::move(args), std::move(kwargs)});
  }

 private:
  server::Simulator simulator_;
};

inline orm::Value result_of(const orm::Dict& answer) { return answer.get("result"); }
// The exception's name in an answer, "" if it is none.
inline std::string error_name(const orm::Dict& answer) {
  const orm::Value& error = answer.get("error");
  return error.is_dict() ? error.dict().get("data").dict().get("name").text() : std::string();
}
// The result in an answer, or the exception's name.
inline orm::Value outcome_of(const orm::Dict& answer) {
  const std::string error = error_name(answer);
  return error.empty() ? result_of(answer) : orm::Value(error);
}

}  // namespace paridoo::support
