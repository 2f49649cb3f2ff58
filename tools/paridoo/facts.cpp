#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <memory>

#include "src/odoo/transport/http.h"
#include "tools/facts/record_facts.h"
#include "tools/facts/record_seed.h"
#include "tools/paridoo/subcommands.h"

namespace paridoo::cli {

namespace {

struct FactsCommand {
  odoo::HttpOptions http = {.url = "http://127.0.0.1:8069", .ca_file = {}};
  odoo::SessionOptions session = {};
  facts::FactsWanted wanted = {};
  facts::SeedWanted seed = {};
  std::string folder = {};
};

bool wants_facts(const facts::FactsWanted& wanted) {
  return !wanted.models.empty() || !wanted.modules.empty() || wanted.manual_fields;
}

void record(const FactsCommand& command) {
  const odoo::Session odoo(command.session);
  if (!command.seed.model.empty()) fmt::print("{}\n", facts::record_seed(odoo, command.seed, command.folder).string());
  if (!wants_facts(command.wanted)) return;
  for (const auto& file : facts::record_facts(odoo, command.wanted, command.folder)) fmt::print("{}\n", file.string());
}

int run(FactsCommand command) {
  if (!wants_facts(command.wanted) && command.seed.model.empty()) {
    fmt::print(stderr, "paridoo: say what to record: --model, --module, --manual-fields or --seed\n");
    return exit_misused;
  }
  const Result<odoo::Transport> transport = odoo::http_transport(command.http);
  if (!transport) throw std::runtime_error(transport.error().message);
  command.session.transport = *transport;
  record(command);
  return exit_done;
}

Run define(CLI::App& app) {
  const auto command = std::make_shared<FactsCommand>();
  app.add_option("--from", command->http.url, "the URL of the Odoo to ask")->required();
  app.add_option("--db", command->session.database, "its database")->required();
  app.add_option("--login", command->session.login, "an administrator, who sees all fields")->capture_default_str();
  app.add_option("--password", command->session.password, "the user's password or API key")->required();
  app.add_option("--module", command->wanted.modules, "record what this module brought: models, and fields of others");
  app.add_option("--model", command->wanted.models, "record this model whole");
  app.add_flag("--manual-fields", command->wanted.manual_fields, "record the fields that were added by hand");
  app.add_option("--seed", command->seed.model,
                 "record the records of this model, as fixtures/odoo/<series>/seed holds");
  app.add_option("--seed-field", command->seed.field, "of these only those whose field ...");
  app.add_option("--seed-value", command->seed.value, "... has this value");
  app.add_option("folder", command->folder, "where to write the files")->required();
  return [command] { return run(*command); };
}

}  // namespace

const Subcommand facts_recorder = {
    .name = "facts",
    .summary = "Records the models of a live Odoo's own modules, for serve --addons.",
    .examples =
        "  paridoo facts --from https://erp.example.com --db test --password admin --module my_rental my_addons\n"
        "  paridoo serve --addons my_addons\n",
    .define = define,
};

}  // namespace paridoo::cli
