#include "tools/verify/verify.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

#include "simulator/orm/facts.h"
#include "src/odoo/transport/http.h"
#include "tools/paridoo/subcommands.h"
#include "tools/verify/simulated.h"

namespace paridoo::cli {

namespace {

struct VerifyCommand {
  std::string series = "18.0";
  std::string against = {};
  verify::VerifyOptions options = {};
};

odoo::Transport live(const std::string& url) {
  Result<odoo::Transport> transport = odoo::http_transport({.url = url, .ca_file = {}});
  if (!transport) throw std::runtime_error(transport.error().message);
  return *transport;
}

int run(VerifyCommand command) {
  const orm::Series series = *orm::series_named(command.series);
  // In our own process the clock can be set; a live server's cannot be counted on.
  if (command.against.empty()) command.options.recorded_clock = true;
  return verify::verify(
      command.options,
      [&](std::chrono::sys_seconds now) {
        return command.against.empty() ? verify::simulated(series, now) : live(command.against);
      },
      std::cout);
}

std::string check_series(const std::string& name) {
  return orm::series_named(name) ? "" : name + " is no series of Odoo's that is simulated";
}

Run define(CLI::App& app) {
  const auto command = std::make_shared<VerifyCommand>();
  verify::VerifyOptions& options = command->options;
  app.add_option("paths", options.paths, "golden files, or folders of them")->required();
  app.add_option("--series", command->series, "which Odoo to simulate")->check(check_series)->capture_default_str();
  app.add_option("--against", command->against, "the URL of a server to ask instead of the simulator");
  app.add_option("--template", options.template_database, "the database that each scenario gets a copy of")
      ->capture_default_str();
  app.add_option("--known", options.known, "the list of known differences");
  app.add_flag("--write-known", options.write_known, "update that list instead of judging by it");
  app.add_option("--junit", options.junit, "where to write JUnit XML");
  app.add_option("--show", options.show, "differences to print for each scenario")->capture_default_str();
  app.add_flag("--recorded-clock", options.recorded_clock,
               "the server's clock stands at noon of the day of the recordings");
  return [command] { return run(*command); };
}

}  // namespace

const Subcommand verify = {
    .name = "verify",
    .summary = "Asks what recorded scenarios asked a real Odoo, and says where the answers differ.",
    .examples =
        "  paridoo verify fixtures/recordings/18.0/golden/stock\n"
        "  paridoo verify --known tests/parity/known/18.0.txt --junit verify.xml fixtures/recordings/18.0/golden\n"
        "  paridoo verify --against http://localhost:8069 --template odoo my_scenario.json\n",
    .define = define,
};

}  // namespace paridoo::cli
