#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "simulator/orm/facts.h"
#include "simulator/replay/player.h"
#include "simulator/replay/recorder.h"
#include "simulator/server/iso_moment.h"
#include "simulator/server/listener.h"
#include "simulator/server/simulator.h"
#include "simulator/service/worlds.h"
#include "tools/paridoo/subcommands.h"
#include "tools/paridoo/termination.h"

namespace paridoo::cli {

namespace {

struct ServeOptions {
  std::string series = "18.0";
  std::string host = "127.0.0.1";
  int port = 8069;
  std::string database = "odoo";
  std::string data = {};
  std::string auto_db = {};
  std::string master_password = "admin";
  std::string password = "admin";
  std::string api_key = {};
  std::string now = {};
  std::vector<std::string> addons = {};
  bool serialization_faults = false;
  std::string replay = {};
  std::string record = {};
  std::uint64_t seed = std::random_device()();
};

server::SimulatorOptions simulator_options(const ServeOptions& options) {
  server::SimulatorOptions out{.series = *orm::series_named(options.series),
                               .master_password = options.master_password};
  if (!options.data.empty()) out.databases.folder = options.data;
  out.databases.auto_pattern = options.auto_db;
  out.databases.admin_password = options.password;
  out.databases.api_key = options.api_key;
  out.databases.chance_seed = options.seed;
  out.serialization_faults = options.serialization_faults;
  if (!options.now.empty()) out.databases.clock = orm::clock_from(*server::parse_iso_moment(options.now));
  return out;
}

// The world that is inside the binary, or one with the user's own models, which is kept here.
class ServedWorld {
 public:
  explicit ServedWorld(const ServeOptions& options) : series_(*orm::series_named(options.series)) {
    if (options.addons.empty()) return;
    extended_ = service::extend_world(series_, service::extension_named(options.addons));
  }
  service::World get() const { return extended_ ? extended_->world() : service::world_of(series_); }

 private:
  const orm::Series series_;
  std::optional<service::ExtendedWorld> extended_;
};

// Until somebody ends the process.
void listen(const ServeOptions& options, const rpc::Handler& handler, const Termination& termination) {
  const server::Listener listener(handler, {.host = options.host, .port = options.port});
  fmt::print("paridoo: Odoo {} on {} (database {})\n", options.series, listener.url(), options.database);
  std::fflush(stdout);
  termination.wait();
}

// A recording answers, no simulator.
int replay_file(const ServeOptions& options, const Termination& termination) {
  replay::Player player(replay::read_recording(options.replay));
  listen(
      options, [&](const rpc::HttpRequest& request) { return player.handle(request); }, termination);
  return exit_done;
}

void serve_simulator(const ServeOptions& options, server::Simulator& simulator, const Termination& termination) {
  if (options.record.empty()) return listen(options, simulator.handler(), termination);
  replay::Recorder recorder(options.record, options.series);
  const rpc::Handler inner = simulator.handler();
  listen(
      options, [&](const rpc::HttpRequest& request) { return recorder.handle(request, inner); }, termination);
}

int run(const ServeOptions& options) {
  const Termination termination;
  spdlog::set_default_logger(spdlog::stderr_logger_mt("paridoo"));
  if (!options.replay.empty()) return replay_file(options, termination);
  const ServedWorld world(options);
  server::Simulator simulator(world.get(), simulator_options(options));
  if (!simulator.databases().contains(options.database)) simulator.databases().create(options.database);
  service::set_images_aside();
  simulator.databases().open(options.database);  // a file that is no good says so now
  serve_simulator(options, simulator, termination);
  return exit_done;
}

std::string check_series(const std::string& name) {
  const std::vector<orm::Series> known = service::known_series();
  const auto series = orm::series_named(name);
  if (series && std::find(known.begin(), known.end(), *series) != known.end()) return "";
  return fmt::format("{} is no series of Odoo's that is simulated", name);
}

std::string check_moment(const std::string& text) {
  return server::parse_iso_moment(text) ? "" : fmt::format("{} is no moment like 2026-11-22T12:00:00Z", text);
}

std::string check_addon(const std::string& text) try {
  service::extension_named(std::vector<std::string>{text});
  return "";
} catch (const std::runtime_error& error) {
  return error.what();
}

Run define(CLI::App& app) {
  const auto options = std::make_shared<ServeOptions>();
  app.add_option("--series", options->series, "which Odoo to be")->check(check_series)->capture_default_str();
  app.add_option("--host", options->host, "the address to listen on")->capture_default_str();
  app.add_option("--port", options->port, "the port; 0 picks a free one")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--db", options->database, "the database to start with")->capture_default_str();
  app.add_option("--data", options->data, "a folder to keep the databases in; else they live in memory");
  app.add_option("--auto-db", options->auto_db, "names (test_*) that become databases when they are first used");
  app.add_option("--master-password", options->master_password, "of the db service")->capture_default_str();
  app.add_option("--password", options->password, "of the user admin in new databases")->capture_default_str();
  app.add_option("--api-key", options->api_key, "a key of the user admin in new databases");
  app.add_option("--now", options->now, "when the clock starts, as 2026-11-22T12:00:00Z")->check(check_moment);
  app.add_option("--addons", options->addons, "addons that are built in (ov), or folders with model files of your own")
      ->check(check_addon);
  app.add_flag("--serialization-faults", options->serialization_faults,
               "a call that writes fails if another wrote to its database since it arrived");
  app.add_option("--replay", options->replay, "a recording to answer from, in place of a simulator")
      ->check(CLI::ExistingFile);
  app.add_option("--record", options->record, "a file to write the exchanges to");
  app.add_option("--seed", options->seed, "of everything random in the records");
  return [options] { return run(*options); };
}

}  // namespace

const Subcommand serve = {
    .name = "serve",
    .summary = "Serves a simulated Odoo over HTTP.",
    .examples =
        "  paridoo serve\n"
        "  paridoo serve --port 0 --auto-db 'test_*'\n"
        "  paridoo serve --data ./databases --now 2026-11-22T12:00:00Z\n"
        "  paridoo serve --addons ov\n"
        "  paridoo serve --record session.json\n"
        "  paridoo serve --replay session.json\n",
    .define = define,
};

}  // namespace paridoo::cli
