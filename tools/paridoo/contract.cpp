#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <memory>

#include "tools/contract/run_contract.h"
#include "tools/paridoo/subcommands.h"

namespace paridoo::cli {

namespace {

using contract_suite::ContractRun;

struct ContractCommand {
  ContractRun run = {};
  std::string protocol = "jsonrpc";
  bool plain = false;
};

int run(ContractCommand command) {
  command.run.protocol = *odoo::protocol_named(command.protocol);
  if (command.plain) command.run.addons = {};
  try {
    return contract_suite::run_contract(command.run, std::cout) ? exit_done : exit_failed;
  } catch (const std::runtime_error& error) {
    fmt::print(stderr, "paridoo: the contract suite could not run: {}\n", error.what());
    return exit_misused;
  }
}

Run define(CLI::App& app) {
  const auto command = std::make_shared<ContractCommand>();
  auto& run_options = command->run;
  app.add_option("--series", run_options.series, "which Odoo to simulate")->capture_default_str();
  app.add_flag("--plain", command->plain,
               "simulate it without the ov addon: the cases of service accounts are skipped");
  app.add_option("--against", run_options.url, "the URL of a live Odoo to run over instead");
  app.add_option("--db", run_options.database, "the database; what the cases need is made in it")
      ->capture_default_str();
  app.add_option("--login", run_options.login, "a user who may sell, deliver and invoice")->capture_default_str();
  app.add_option("--password", run_options.password, "the user's password or API key")->capture_default_str();
  app.add_option("--protocol", command->protocol, "how the API talks to Odoo")
      ->check(CLI::IsMember({"jsonrpc", "xmlrpc"}))
      ->capture_default_str();
  app.add_option("--junit", run_options.junit, "where to write JUnit XML");
  return [command] { return run(*command); };
}

}  // namespace

const Subcommand contract = {
    .name = "contract",
    .summary = "Runs the contract suite of the REST API, over the simulator or a live Odoo.",
    .examples =
        "  paridoo contract\n"
        "  paridoo contract --junit contract.xml\n"
        "  paridoo contract --against https://erp.example.com --db test --login admin --password admin\n",
    .define = define,
};

}  // namespace paridoo::cli
