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
  std::int64_t customer = 0;
  std::string secret = {};
  std::string issuer = {};
  int hours = 12;
};

governance::TokenRules rules_of(const TokenCommand& command) {
  const bool of_customer = command.customer != 0;
  const auto known = of_customer ? governance::development_customer_secret() : governance::development_secret();
  return {.secret = command.secret.empty() ? std::string(known) : command.secret,
          .issuer = !command.issuer.empty() ? command.issuer
                    : of_customer           ? governance::customer_issuer
                                            : governance::employee_issuer};
}

int run(TokenCommand command) {
  command.identity.role = *governance::role_named(command.role);
  const auto validity = std::chrono::hours(command.hours);
  const auto token = command.customer != 0
                         ? governance::issue_customer_token(rules_of(command), command.customer, validity)
                         : governance::issue_token(rules_of(command), command.identity, validity);
  if (!token) {
    fmt::print(stderr, "paridoo: {}\n", token.error().message);
    return exit_misused;
  }
  fmt::print("{}\n", *token);
  return exit_done;
}

Run define(CLI::App& app) {
  const auto command = std::make_shared<TokenCommand>();
  auto* whose = app.add_option_group("whose token it is");
  whose->add_option("--employee", command->identity.employee, "an employee's")->check(CLI::PositiveNumber);
  whose->add_option("--customer", command->customer, "a customer's: the partner in Odoo")->check(CLI::PositiveNumber);
  whose->require_option(1);
  app.add_option("--role", command->role, "what the employee is")
      ->check(CLI::IsMember({"agent", "staff"}))
      ->capture_default_str();
  app.add_option("--account", command->identity.accounts, "a service account of the employee; may be repeated")
      ->check(CLI::PositiveNumber);
  app.add_option("--hours", command->hours, "how long it is valid")
      ->check(CLI::Range(1, 24 * 365))
      ->capture_default_str();
  app.add_option("--jwt-secret", command->secret, "what the API's tokens of this kind are signed with");
  app.add_option("--jwt-issuer", command->issuer, "who issues the API's tokens of this kind");
  return [command] { return run(*command); };
}

}  // namespace

const Subcommand token = {
    .name = "token",
    .summary = "Prints a token of an employee or a customer, for trying the API by hand.",
    .examples =
        "  paridoo token --employee 7 --role agent --account 42\n"
        "  curl -H \"Authorization: Bearer $(paridoo token --employee 7 --account 42)\" "
        "http://127.0.0.1:8070/api/stock/levels\n",
    .define = define,
};

}  // namespace paridoo::cli
