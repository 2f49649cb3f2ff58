#include "tools/contract/simulated_odoo.h"

#include <optional>
#include <stdexcept>

#include "simulator/orm/facts.h"
#include "simulator/server/in_process.h"
#include "simulator/server/listener.h"
#include "simulator/server/simulator.h"
#include "simulator/service/worlds.h"
#include "src/odoo/transport/in_process.h"

namespace paridoo::contract_suite {

namespace {

orm::Series known_series(std::string_view name) {
  const auto series = orm::series_named(name);
  if (!series) throw std::runtime_error(std::string(name) + " is no series of Odoo's that is simulated");
  return *series;
}

std::optional<service::ExtendedWorld> extended_by(orm::Series series, const std::vector<std::string>& addons) {
  if (addons.empty()) return std::nullopt;
  return service::extend_world(series, service::extension_named(addons));
}

std::string_view content_type(const rpc::HttpResponse& response) {
  return rpc::header(response.headers, "Content-Type");
}

}  // namespace

struct SimulatedOdoo::Parts {
  Parts(orm::Series series, std::optional<service::ExtendedWorld> with_addons)
      : extended(std::move(with_addons)),
        simulator(extended ? extended->world() : service::world_of(series), {.series = series}) {}

  const std::optional<service::ExtendedWorld> extended;
  server::Simulator simulator;
  std::optional<server::Listener> listener;
};

SimulatedOdoo::SimulatedOdoo(std::string_view series, const std::string& database,
                             const std::vector<std::string>& addons)
    : parts_(std::make_unique<Parts>(known_series(series), extended_by(known_series(series), addons))) {
  parts_->simulator.databases().create(database);
}

SimulatedOdoo::~SimulatedOdoo() = default;

odoo::Transport SimulatedOdoo::transport() {
  return odoo::in_process_transport([handler = parts_->simulator.handler()](const odoo::WireRequest& request) {
    rpc::Headers headers{{"Content-Type", request.content_type}};
    if (!request.cookie.empty()) headers.push_back({"Cookie", request.cookie});
    const auto response = server::ask(handler, request.get ? "GET" : "POST", request.path, headers, request.body);
    const auto cookie = rpc::header(response.headers, "Set-Cookie");
    return odoo::WireResponse{.status = response.status,
                              .content_type = std::string(content_type(response)),
                              .body = response.body,
                              .cookie = std::string(cookie.substr(0, cookie.find(';')))};
  });
}

const std::string& SimulatedOdoo::listen() {
  if (!parts_->listener) parts_->listener.emplace(parts_->simulator.handler(), server::ListenerOptions{});
  return parts_->listener->url();
}

}  // namespace paridoo::contract_suite
