#include "src/governance/token.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "tools/paridoo/subcommands.h"

namespace paridoo::cli {

namespace {

struct TokenCommand {
  governance::Identity identity = {};
  std::string role = "agent";
  governance::TokenRules rules = {.secret = std::string(governance::development_secret())};
  int hours = 12;
};

int run(TokenCommand command) {
  command.identity.role = *governance::role_named(command.role);
  const auto token = governance::issue_token(command.rules, command.identity, std::chrono::hours(command.hours));
  if (!token) {
    fmt::print(stderr, "paridoo: {}\n", token.error().message);
    return exit_misused;
  }
  fmt::print("{}\n", *token);
  return exit_done;
}

Run define(CLI::App& app) {
  const auto command = std::make_shared<TokenCommand>();
  app.add_option("--employee", command->identity.employee, "whose token it is")->required()->check(CLI::PositiveNumber);
  app.add_option("--role", command->role, "what the employee is")
      ->check(CLI::IsMember({"agent", "staff"}))
      ->capture_default_str();
  app.add_option("--account", command->identity.accounts, "a service account of the employee; may be repeated")
      ->check(CLI::PositiveNumber);
  app.add_option("--hours", command->hours, "how long it is valid")
      ->check(CLI::Range(1, 24 * 365))
      ->capture_default_str();
  app.add_option("--jwt-secret", command->rules.secret, "what the API's tokens are signed with");
  app.add_option("--jwt-issuer", command->rules.issuer, "who issues the API's tokens")->capture_default_str();
  return [command] { return run(*command); };
}

}  // namespace

const Subcommand token = {
    .name = "token",
    .summary = "Prints a token of an employee, for trying the API by hand.",
    .examples =
        "  paridoo token --employee 7 --role agent --account 42\n"
        "  curl -H \"Authorization: Bearer $(paridoo token --employee 7 --account 42)\" "
        "http://127.0.0.1:8070/api/stock/levels\n",
    .define = define,
};

}  // namespace paridoo::cli
