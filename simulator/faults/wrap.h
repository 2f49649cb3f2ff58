// Where faults are put: between the server and the protocols.
//
// A fault is a file of its own in this folder: a struct whose fields are its configuration, and a function that makes a
// Wrapper of it. A wrapper takes the handler and gives one that answers in its place, and may ask the first one, before
// or after it has done its harm, or not at all.
#pragma once

#include <functional>
#include <span>
#include <utility>

#include "simulator/rpc/http_message.h"

namespace paridoo::faults {

using Wrapper = std::function<rpc::Handler(rpc::Handler inner)>;

// The last wrapper is the outermost: it sees a request first.
inline rpc::Handler wrapped(rpc::Handler handler, std::span<const Wrapper> wrappers) {
  for (const Wrapper& wrap : wrappers) handler = wrap(std::move(handler));
  return handler;
}

}  // namespace paridoo::faults
