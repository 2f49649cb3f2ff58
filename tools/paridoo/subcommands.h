// The subcommands of paridoo, a file each. main.cpp lists them.
#pragma once

#include <functional>
#include <string_view>

namespace CLI {
class App;
}

namespace paridoo::cli {

// Runs the subcommand with the options that were parsed, and gives the exit code.
using Run = std::function<int()>;

struct Subcommand {
  std::string_view name;
  std::string_view summary;
  std::string_view examples;  // a line each
  // Adds the options to `app`, which outlives what is returned.
  Run (*define)(CLI::App& app);
};

// Exit codes.
inline constexpr int exit_done = 0;
inline constexpr int exit_failed = 1;
inline constexpr int exit_misused = 2;

// serve.cpp
extern const Subcommand serve;
// verify.cpp
extern const Subcommand verify;
// api.cpp
extern const Subcommand api;
// token.cpp
extern const Subcommand token;
// contract.cpp
extern const Subcommand contract;
// facts.cpp
extern const Subcommand facts_recorder;

}  // namespace paridoo::cli
