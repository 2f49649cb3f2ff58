#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdio>
#include <memory>
#include <optional>

#include "src/api/request_log.h"
#include "src/api/routes.h"
#include "src/api/server.h"
#include "src/odoo/transport/http.h"
#include "src/odoo/transport/retry.h"
#include "tools/contract/simulated_odoo.h"
#include "tools/paridoo/first_account.h"
#include "tools/paridoo/subcommands.h"
#include "tools/paridoo/termination.h"

namespace paridoo::cli {

namespace {

struct ApiCommand {
  odoo::HttpOptions odoo = {};  // without a url: simulated
  std::string series = "18.0";
  std::string protocol = "jsonrpc";
  std::string database = "odoo";
  std::string login = "admin";
  std::string password = "admin";
  paridoo::api::ServerOptions server = {};
  governance::AccessRules access = {
      .tokens = {.secret = std::string(governance::development_secret())},
      .customer_tokens = {.secret = std::string(governance::development_customer_secret()),
                          .issuer = governance::customer_issuer}};
  std::vector<std::string> addons = {"ov"};
  bool plain = false;
  std::string governance = {};  // empty: required over a live Odoo, else as the simulated one has it
  std::string allowed_origin = "*";
  std::string store = {};  // empty: in memory
  int rate_limit = 0;
};

bool is_loopback(const std::string& host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

// What is wrong with the options together; empty if nothing is.
std::string misuse(const ApiCommand& command) {
  const auto& secret = command.access.tokens.secret;
  const auto& customer_secret = command.access.customer_tokens.secret;
  if (secret.size() < 32) return "--jwt-secret must have at least 32 characters";
  if (!customer_secret.empty() && customer_secret.size() < 32)
    return "--customer-jwt-secret must have at least 32 characters";
  const bool known =
      secret == governance::development_secret() || customer_secret == governance::development_customer_secret();
  if (!known || is_loopback(command.server.host)) return "";
  return "serving " + command.server.host +
         " needs a --jwt-secret and a --customer-jwt-secret of your own: those for development are known to everyone";
}

odoo::Session session_of(const ApiCommand& command, odoo::Transport transport, odoo::Observer observer = {}) {
  return odoo::Session({.database = command.database,
                        .login = command.login,
                        .password = command.password,
                        .protocol = *odoo::protocol_named(command.protocol),
                        .transport = std::move(transport),
                        .observer = std::move(observer)});
}

governance::Mode mode_of(const ApiCommand& command) {
  if (!command.governance.empty()) return *governance::mode_named(command.governance);
  return command.odoo.url.empty() ? governance::Mode::if_installed : governance::Mode::required;
}

// Which routes this Odoo cannot serve, for whoever starts the API.
void tell_what_is_missing(const odoo::Session& odoo, const governance::Governance& governance) {
  for (const auto& route : paridoo::api::routes()) {
    if (route.needs.empty()) continue;
    const auto there = governance.has_model(odoo, route.needs);
    if (!there) return spdlog::warn("Odoo does not say what it has: {}", there.error().message);
    if (!*there)
      spdlog::warn("not served: {} {}, as this Odoo has no {}", method_name(route.method), route.path, route.needs);
  }
  const auto scope = governance.scope(odoo, {}, "");
  if (scope && !scope->governed) spdlog::warn("served ungoverned: everybody with a token sees everything");
  if (!scope) spdlog::warn("nothing is served: {} (--governance if-installed would)", scope.error().message);
}

// Standard output is for what a script waits for.
void log_to_standard_error() {
  spdlog::set_default_logger(
      std::make_shared<spdlog::logger>("api", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%e %l %v");
}

int complain(const std::string& what) {
  fmt::print(stderr, "paridoo: {}\n", what);
  return exit_misused;
}

int serve_until_terminated(const ApiCommand& command, odoo::Transport transport, const std::string& odoo_name,
                           const std::shared_ptr<paridoo::api::Metrics>& metrics) {
  const Termination termination;
  auto store = delivery::IdempotencyStore::open(command.store);
  if (!store) return complain(store.error().message);
  const odoo::Session session = session_of(command, std::move(transport), metrics->observer());
  const governance::Governance governance(mode_of(command));
  tell_what_is_missing(session, governance);
  auto server = paridoo::api::ApiServer::start(paridoo::api::Application({.odoo = session,
                                                                          .access = command.access,
                                                                          .governance = governance,
                                                                          .allowed_origin = command.allowed_origin,
                                                                          .idempotency = *std::move(store),
                                                                          .metrics = metrics,
                                                                          .requests_per_minute_max = command.rate_limit,
                                                                          .log = paridoo::api::log_request}),
                                               command.server);
  if (!server) return complain(server.error().message);
  const auto* scheme = command.server.certificate_file.empty() ? "http" : "https";
  fmt::print("paridoo: API on {}://{}:{} over {}\n", scheme, command.server.host, server->port(), odoo_name);
  std::fflush(stdout);
  termination.wait();
  server->stop();
  return exit_done;
}

// The simulated Odoo is there to be looked at too, and somebody may sell in it.
void introduce(const ApiCommand& command, contract_suite::SimulatedOdoo& simulated) {
  spdlog::info("the simulated Odoo is on {} (database {}, admin/admin)", simulated.listen(), command.database);
  const odoo::Session session = session_of(command, simulated.transport());
  const auto governed = governance::Governance().has_model(session, "ov.membership");
  if (!governed || !*governed) return;
  const auto first = make_first_account(session);
  if (!first) return spdlog::warn("it has no service account: {}", first.error().message);
  spdlog::info("its service account {} has an agent, employee {}, and staff, employee {}: see paridoo token",
               first->account, first->agent, first->staff);
}

int run(const ApiCommand& command) {
  if (const auto wrong = misuse(command); !wrong.empty()) return complain(wrong);
  log_to_standard_error();
  const auto metrics = std::make_shared<paridoo::api::Metrics>();
  if (command.odoo.url.empty()) {
    contract_suite::SimulatedOdoo simulated(command.series, command.database,
                                            command.plain ? std::vector<std::string>{} : command.addons);
    introduce(command, simulated);
    return serve_until_terminated(command, simulated.transport(), "a simulated Odoo " + command.series, metrics);
  }
  auto transport = odoo::http_transport(command.odoo);
  if (!transport) return complain(transport.error().message);
  return serve_until_terminated(command, odoo::retrying(*std::move(transport), {.repeated = metrics->retries()}),
                                command.odoo.url, metrics);
}

void define_odoo(CLI::App& app, ApiCommand& command) {
  auto* url = app.add_option("--odoo", command.odoo.url, "the URL of a live Odoo");
  app.add_option("--simulate", command.series, "the series of the Odoo to simulate, without --odoo")
      ->excludes(url)
      ->capture_default_str();
  app.add_option("--addons", command.addons, "what the simulated Odoo has beside Odoo's own modules")
      ->excludes(url)
      ->capture_default_str();
  app.add_flag("--plain", command.plain, "simulate an Odoo without addons")->excludes(url);
  app.add_option("--db", command.database, "the database")->capture_default_str();
  app.add_option("--login", command.login, "the user that the API acts as")->capture_default_str();
  app.add_option("--password", command.password, "the user's password or API key")->capture_default_str();
  app.add_option("--protocol", command.protocol, "how to talk to Odoo")
      ->check(CLI::IsMember({"jsonrpc", "xmlrpc"}))
      ->capture_default_str();
  app.add_option("--ca-file", command.odoo.ca_file, "certificates to trust besides the system's")
      ->check(CLI::ExistingFile);
}

Run define(CLI::App& app) {
  const auto command = std::make_shared<ApiCommand>();
  define_odoo(app, *command);
  app.add_option("--host", command->server.host, "the address to listen on")->capture_default_str();
  app.add_option("--port", command->server.port, "the port; 0 picks a free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--jwt-secret", command->access.tokens.secret, "what employees' tokens are signed with");
  app.add_option("--jwt-issuer", command->access.tokens.issuer, "who issues them")->capture_default_str();
  app.add_option("--customer-jwt-secret", command->access.customer_tokens.secret,
                 "what customers' tokens are signed with");
  app.add_option("--customer-jwt-issuer", command->access.customer_tokens.issuer, "who issues them")
      ->capture_default_str();
  app.add_option("--governance", command->governance,
                 "service accounts: off, if-installed, or required, which an Odoo without them is not served with")
      ->check(CLI::IsMember({"off", "if-installed", "required"}));
  app.add_option("--api-key", command->access.api_key,
                 "the X-API-KEY of your own systems; without it none is accepted");
  app.add_option("--store", command->store, "the file that keeps the answers to requests with an Idempotency-Key");
  app.add_option("--rate-limit", command->rate_limit, "how many requests a caller may make in a minute; 0: any number")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  auto* certificate =
      app.add_option("--tls-certificate", command->server.certificate_file, "serve HTTPS with this; PEM")
          ->check(CLI::ExistingFile);
  auto* key = app.add_option("--tls-key", command->server.key_file, "its key; PEM")->check(CLI::ExistingFile);
  certificate->needs(key);
  key->needs(certificate);
  app.add_option("--allowed-origin", command->allowed_origin, "the web pages that may call (CORS)")
      ->capture_default_str();
  return [command] { return run(*command); };
}

}  // namespace

const Subcommand api = {
    .name = "api",
    .summary = "Serves the REST API over a simulated or a live Odoo.",
    .examples =
        "  paridoo api\n"
        "  paridoo api --simulate 18.0 --port 0\n"
        "  paridoo api --odoo https://erp.example.com --db prod --login api@example.com --password KEY\n",
    .define = define,
};

}  // namespace paridoo::cli
