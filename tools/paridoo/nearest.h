// What makes the command line kind: every flag has its environment variable, and a mistyped one its correction.
#pragma once

#include <string>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace paridoo::cli {

// "rate-limit" is PARIDOO_RATE_LIMIT there.
std::string variable_of(const std::string& option);

// --auto-db can be given as PARIDOO_AUTO_DB too.
void mirror_in_environment(CLI::Option& option);

// The option (of the subcommand that was meant) or the subcommand most like the first word that the parser did not
// understand; empty if it understood them all or nothing is like it.
std::string nearest_option(const CLI::App& app);

}  // namespace paridoo::cli
