// What a scheduled job's Python code calls: one method of its model, with constants. Nothing else is understood.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/value.h"

namespace paridoo::addons::base {

struct JobCall {
  std::string method = {};
  orm::List arguments = {};
  orm::Dict keywords = {};
};

// "model._gc_notifications(max_age_days=180)" -> {"_gc_notifications", {}, {{"max_age_days", 180}}}. Constants are
// None, True, False, numbers, and texts without backslashes. Empty if the code is anything else.
std::optional<JobCall> parse_job_code(std::string_view code);

}  // namespace paridoo::addons::base
