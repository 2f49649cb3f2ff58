// Work that may fail and then has not happened: Odoo's savepoints.
#pragma once

#include <functional>
#include <optional>

#include "simulator/orm/environment.h"
#include "simulator/orm/fault.h"

namespace paridoo::orm {

// Runs `work` and gives true, or undoes what it did if it threw a Fault and gives false. What was pending before is
// flushed first, and stays.
bool attempt(const Env& env, const std::function<void()>& work);
// The same, and gives the Fault that undid it; empty if the work is done.
std::optional<Fault> refusal_of(const Env& env, const std::function<void()>& work);

}  // namespace paridoo::orm
