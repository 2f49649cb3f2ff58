#include "tools/verify/check.h"

#include <unistd.h>

#include <atomic>
#include <map>

#include "tools/verify/difference.h"
#include "tools/verify/labels.h"
#include "tools/verify/normaliser.h"

namespace paridoo::verify {

namespace {

class Unresolved : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Puts ids where the recording has {"$ref": label}.
Json resolved(const Json& value, const Labels& labels) {
  if (value.is_object() && value.size() == 1 && value.contains("$ref")) {
    const std::string label = value["$ref"];
    if (const auto id = labels.id(label)) return *id;
    throw Unresolved(label + " was never answered");
  }
  if (!value.is_structured()) return value;
  Json out = value;
  for (Json& one : out) one = resolved(one, labels);
  return out;
}

class Scenario {
 public:
  Scenario(const Asker& asker, const Golden& golden, const CheckOptions& options, std::string database)
      : asker_(asker),
        golden_(golden),
        options_(options),
        database_(std::move(database)),
        normaliser_(labels_, golden, options.now) {}

  std::vector<Failure> run() {
    bind_xmlids();
    std::vector<Failure> failures;
    for (std::size_t at = 0; at < golden_.steps.size(); ++at)
      if (std::optional<Failure> failure = step(golden_.steps[at])) {
        failure->step = static_cast<int>(at);
        failure->call = golden_.steps[at].model + "." + golden_.steps[at].method;
        failures.push_back(std::move(*failure));
      }
    return failures;
  }

 private:
  std::variant<Json, RpcError> ask(const std::string& login, const std::string& password, const std::string& model,
                                   const std::string& method, Json arguments, Json named) {
    if (!users_.contains(login)) users_[login] = asker_.log_in(database_, login, password);
    return asker_.service(
        "object", "execute_kw",
        Json::array({database_, users_[login], password, model, method, std::move(arguments), std::move(named)}));
  }

  void bind_xmlids() {
    std::map<std::string, Json> names_by_module;
    for (const std::string& xmlid : golden_.xmlids) {
      const std::size_t dot = xmlid.find('.');
      names_by_module[xmlid.substr(0, dot)].push_back(xmlid.substr(dot + 1));
    }
    for (const auto& [module, names] : names_by_module) {
      const Json domain = {{"module", "=", module}, {"name", "in", names}};
      const auto rows = ask(options_.login, options_.password, "ir.model.data", "search_read",
                            Json::array({domain, {"module", "name", "model", "res_id"}}), {{"order", "id"}});
      if (std::holds_alternative<RpcError>(rows)) continue;
      for (const Json& row : std::get<Json>(rows))
        labels_.bind(row.at("model"), row.at("res_id"), "xmlid:" + module + "." + row.at("name").get<std::string>());
    }
  }

  std::optional<Failure> step(const Step& step) {
    normaliser_.said(step.arguments);
    normaliser_.said(step.named);
    try {
      const bool other = !step.login.empty();
      const auto answer =
          ask(other ? step.login : options_.login, other ? step.password : options_.password, step.model, step.method,
              resolved(step.arguments, labels_), resolved(step.named, labels_));
      if (const auto* error = std::get_if<RpcError>(&answer)) return compare_fault(step, *error);
      return compare(step, normaliser_.result(step.model, step.method, std::get<Json>(answer)));
    } catch (const Unresolved& error) {
      return Failure{.path = {}, .what = error.what()};
    } catch (const std::exception& error) {
      return Failure{.path = {}, .what = std::string("no proper answer: ") + error.what()};
    }
  }

  static std::optional<Failure> compare(const Step& step, const Json& answered) {
    if (step.is_unstable) return std::nullopt;
    if (step.wants_fault)
      return Failure{.path = {},
                     .what = "wanted fault " + step.wanted.dump() + ", answered " + answered.dump().substr(0, 160)};
    if (same(step.wanted, answered)) return std::nullopt;
    Difference parting = difference(step.wanted, answered);
    return Failure{.path = std::move(parting.path), .what = std::move(parting.what)};
  }

  static std::optional<Failure> compare_fault(const Step& step, const RpcError& error) {
    const Json form = fault_form(error.error);
    if (step.is_unstable || (step.wants_fault && same(step.wanted, form))) return std::nullopt;
    const std::string wanted = step.wants_fault ? "wanted fault " + step.wanted.dump() + ", answered " : "";
    return Failure{.path = {}, .what = wanted + "fault " + form.dump() + " " + error.message().substr(0, 120)};
  }

  const Asker& asker_;
  const Golden& golden_;
  const CheckOptions& options_;
  std::string database_;
  Labels labels_;
  Normaliser normaliser_;
  std::map<std::string, std::int64_t> users_;
};

// Others may verify against the same server at the same time.
std::string database_name() {
  static std::atomic<int> count = 0;
  return "verify_" + std::to_string(getpid()) + "_" + std::to_string(++count);
}

}  // namespace

std::string Failure::key(const std::string& scenario) const {
  return scenario + " " + std::to_string(step) + " " + call + (path.empty() ? "" : " " + path);
}

Outcome check(const Asker& asker, const Golden& golden, const CheckOptions& options) {
  Outcome outcome{.scenario = golden.scenario, .area = golden.area(), .compared = 0, .failures = {}, .time = {}};
  for (const Step& step : golden.steps) outcome.compared += !step.is_unstable;
  const auto start = std::chrono::steady_clock::now();
  const std::string database = database_name();
  try {
    asker.fresh_database(options.template_database, database);
    outcome.failures = Scenario(asker, golden, options, database).run();
    asker.drop_database(database);
  } catch (const std::exception& error) {
    outcome.failures.assign(static_cast<std::size_t>(outcome.compared),
                            Failure{.step = 0, .call = "setup", .path = {}, .what = error.what()});
  }
  outcome.time = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  return outcome;
}

}  // namespace paridoo::verify
