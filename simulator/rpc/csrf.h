// The token that a form must bring back, so that nobody posts it for somebody else.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/environment.h"

namespace paridoo::rpc {

// Of a session, good for a year.
std::string csrf_token(const orm::Env& env, std::string_view session_id);
bool is_csrf_token(const orm::Env& env, std::string_view session_id, std::string_view token);

}  // namespace paridoo::rpc
