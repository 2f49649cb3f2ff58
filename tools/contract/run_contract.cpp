#include "tools/contract/run_contract.h"

#include <fmt/format.h>

#include <fstream>
#include <optional>
#include <random>

#include "src/api/server.h"
#include "src/odoo/transport/http.h"
#include "src/odoo/transport/retry.h"
#include "tools/contract/report.h"
#include "tools/contract/simulated_odoo.h"
#include "tools/contract/suite.h"

namespace paridoo::contract_suite {

namespace {

template <typename T>
T needed(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + " " + result.error().detail);
  return *std::move(result);
}

odoo::Session session_on(const std::string& url, const ContractRun& run, odoo::Observer observer = {}) {
  return odoo::Session({.database = run.database,
                        .login = run.login,
                        .password = run.password,
                        .protocol = run.protocol,
                        .transport = odoo::retrying(needed(odoo::http_transport({.url = url})), {}),
                        .observer = std::move(observer)});
}

// Known to nobody: tokens are of use only for this run.
governance::TokenRules fresh_token_rules(std::string issuer) {
  std::random_device random;
  std::string secret;
  while (secret.size() < 64) secret += fmt::format("{:08x}", random());
  return {.secret = std::move(secret), .issuer = std::move(issuer)};
}

void write_junit_file(const CaseResults& results, const std::string& path) {
  std::ofstream file(path);
  write_junit(results, file);
  if (!file.flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace

bool run_contract(const ContractRun& run, std::ostream& out) {
  std::optional<SimulatedOdoo> simulated;
  if (run.url.empty()) simulated.emplace(run.series, run.database, run.addons);
  const auto url = simulated ? simulated->listen() : run.url;
  const auto version = needed(session_on(url, run).version());
  OdooContract watched;
  const auto tokens = fresh_token_rules(governance::employee_issuer);
  const auto customer_tokens = fresh_token_rules(governance::customer_issuer);
  const auto api_key = fresh_token_rules("").secret;
  const auto api = needed(api::ApiServer::start(
      api::Application({.odoo = session_on(url, run, watched.observer()),
                        .access = {.tokens = tokens, .customer_tokens = customer_tokens, .api_key = api_key},
                        .governance = governance::Governance(governance::Mode::if_installed)}),
      {.port = 0}));
  const auto api_url = fmt::format("http://127.0.0.1:{}", api.port());
  out << fmt::format("Odoo {} on {} (database {}), the API on {}\n\n", version.text, url, run.database, api_url);
  const auto results = run_suite({.api_url = api_url,
                                  .odoo = session_on(url, run),
                                  .tokens = tokens,
                                  .customer_tokens = customer_tokens,
                                  .api_key = api_key,
                                  .odoo_contract = &watched});
  print_table(results, out);
  if (!run.junit.empty()) write_junit_file(results, run.junit);
  return all_passed(results);
}

}  // namespace paridoo::contract_suite
