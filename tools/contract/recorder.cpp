#include "tools/contract/recorder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace paridoo::contract_suite {

namespace {

std::string token_of_agent(const governance::TokenRules& rules) {
  const governance::Identity agent{.employee = 7, .role = governance::Role::agent, .accounts = {42}};
  const auto token = governance::issue_token(rules, agent, std::chrono::hours(1));
  if (!token) throw std::runtime_error(token.error().message);
  return "Bearer " + *token;
}

// "/api/orders/5?x=1" -> "/api/orders/5"
std::string without_query(const std::string& path) { return path.substr(0, path.find('?')); }

}  // namespace

Recorder::Recorder(const Target& target)
    : target_(target), client_(target.api_url), agent_(token_of_agent(target.tokens)) {}

bool Recorder::record(CaseResult result, const std::function<void(CaseResult&)>& action) {
  const auto start = std::chrono::steady_clock::now();
  try {
    action(result);
  } catch (const std::exception& failure) {
    result.outcome = Outcome::failed;
    result.message = failure.what();
  }
  const auto broken = target_.odoo_contract ? target_.odoo_contract->take_violations() : std::vector<std::string>();
  if (!broken.empty()) {
    result.outcome = Outcome::failed;
    result.message += fmt::format("{}{}", result.message.empty() ? "" : "; ", fmt::join(broken, "; "));
  }
  if (result.elapsed.count() == 0) {
    result.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  }
  results_.push_back(std::move(result));
  return results_.back().outcome == Outcome::passed;
}

bool Recorder::run(const Case& one) {
  auto request = one.request;
  request.headers.try_emplace("Authorization", agent_);
  if (request.headers["Authorization"].empty()) request.headers.erase("Authorization");
  CaseResult result{.area = one.area,
                    .name = one.name,
                    .call = request.method + " " + without_query(request.path),
                    .contract = one.contract,
                    .message = {}};
  return record(std::move(result), [&](CaseResult& into) {
    const auto reply = client_.send(request);
    into.elapsed = reply.elapsed;
    one.expect(reply);
  });
}

bool Recorder::run(std::string area, std::string name, const std::function<void()>& action) {
  CaseResult result{.area = std::move(area), .name = std::move(name), .call = "(Odoo)", .contract = "", .message = {}};
  return record(std::move(result), [&](CaseResult&) { action(); });
}

void Recorder::skip(std::string area, std::string name, std::string why) {
  results_.push_back({.area = std::move(area),
                      .name = std::move(name),
                      .call = "",
                      .contract = "",
                      .outcome = Outcome::skipped,
                      .message = std::move(why)});
}

}  // namespace paridoo::contract_suite
