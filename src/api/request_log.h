// One line of log a request: key=value, to the default logger of spdlog.
#pragma once

#include <string>

#include "src/api/application.h"

namespace paridoo::api {

// Without the end of line. Nothing that the caller sent can break the line.
std::string log_line(const LogEntry& entry);

// At level info; at warn, with Odoo's own words, where the fault is not the caller's.
void log_request(const LogEntry& entry);

}  // namespace paridoo::api
