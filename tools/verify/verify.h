// `paridoo verify`: asks what golden files asked, and says where the answers differ.
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "src/odoo/transport/transport.h"

namespace paridoo::verify {

struct VerifyOptions {
  std::vector<std::filesystem::path> paths;
  std::filesystem::path known;  // the list of known differences; empty: none are known
  std::filesystem::path junit;  // where to write JUnit XML; empty: nowhere
  bool write_known = false;     // updates the list instead of judging by it
  int show = 3;                 // differences to print for each scenario
  bool recorded_clock = false;  // the server's clock stands at noon of the day of each recording
  std::string template_database = "odoo";
};

// A transport to the server to be asked. One in our own process is made anew for each day of recording, its clock at
// noon of that day; a live one ignores the moment.
using ServerAt = std::function<odoo::Transport(std::chrono::sys_seconds now)>;

// 0: all as expected; 1: differences that are not known, or known ones that have vanished; 2: could not run (no such
// file, a malformed one, no server).
int verify(const VerifyOptions& options, const ServerAt& server, std::ostream& out);

}  // namespace paridoo::verify
