// What Python prints of an exception, from a Fault: the protocols show it in different places.
#pragma once

#include <string>

#include "simulator/orm/fault.h"

namespace paridoo::rpc {

// Python's str(): the message; of several arguments the tuple, of a KeyError the quoted key.
std::string str_of(const orm::Fault& fault);
// What JSON-RPC calls the message: the arguments, one a line.
std::string message_of(const orm::Fault& fault);
// A traceback whose last line is "Type: message": clients read that line.
std::string traceback_of(const orm::Fault& fault);

}  // namespace paridoo::rpc
