// paridoo: an Odoo simulator, and what proves that it answers like Odoo. `paridoo --help` says the rest.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <memory>
#include <string>
#include <vector>

#include "tools/paridoo/nearest.h"
#include "tools/paridoo/subcommands.h"

namespace paridoo::cli {

namespace {

// A subcommand is a file of its own that defines its row; a new one is declared in subcommands.h and listed here.
constexpr const Subcommand* subcommands[] = {&serve, &api, &token, &verify, &contract, &facts_recorder};

struct Defined {
  CLI::App* app;
  Run run;
};

std::vector<Defined> define_all(CLI::App& app) {
  std::vector<Defined> out;
  for (const Subcommand* one : subcommands) {
    CLI::App* added = app.add_subcommand(std::string(one->name), std::string(one->summary));
    added->fallthrough();
    added->footer(fmt::format("Examples:\n{}", one->examples));
    Run run = one->define(*added);
    for (CLI::Option* option : added->get_options()) mirror_in_environment(*option);
    out.push_back({.app = added, .run = std::move(run)});
  }
  return out;
}

// CLI11 would let the file go before the environment.
class FileBehindEnvironment : public CLI::ConfigTOML {
 public:
  std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    auto items = CLI::ConfigTOML::from_config(input);
    std::erase_if(items, [](const CLI::ConfigItem& item) {
      const char* given = std::getenv(variable_of(item.name).c_str());
      return given && *given != '\0';
    });
    return items;
  }
};

// Help goes to the standard output and is no failure; everything else that the parser throws is.
int report(const CLI::App& app, const CLI::ParseError& error) {
  const int code = app.exit(error);
  if (code == 0) return exit_done;
  if (const std::string hint = nearest_option(app); !hint.empty()) fmt::print(stderr, "Did you mean {}?\n", hint);
  return exit_misused;
}

int run(int count, char** arguments) {
  CLI::App app("An Odoo that runs in a few megabytes, starts in milliseconds, and proves that it answers like Odoo.",
               "paridoo");
  app.require_subcommand(1);
  app.set_config("--config", "", "a file of options: those of a subcommand in a section of its name (TOML)");
  app.config_formatter(std::make_shared<FileBehindEnvironment>());
  app.allow_config_extras(CLI::config_extras_mode::error);
  const std::vector<Defined> defined = define_all(app);
  try {
    app.parse(count, arguments);
  } catch (const CLI::ParseError& error) {
    return report(app, error);
  }
  for (const Defined& one : defined)
    if (one.app->parsed()) return one.run();
  return exit_misused;
}

}  // namespace

}  // namespace paridoo::cli

int main(int count, char** arguments) {
  try {
    return paridoo::cli::run(count, arguments);
  } catch (const std::exception& error) {
    fmt::print(stderr, "paridoo: {}\n", error.what());
    return paridoo::cli::exit_failed;
  }
}
