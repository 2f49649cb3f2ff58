// The service "object": calls of models' methods.
#pragma once

#include <string>

#include "simulator/service/services.h"

namespace paridoo::service {

orm::Value dispatch_object(Services& services, const std::string& method, const orm::List& params);

// Calls a method of a model as a user who is known to be one. `context` is what the environment starts from; a context
// among the named arguments takes its place.
struct ModelCall {
  std::string database = {};
  orm::Id uid = {};
  orm::Dict context = {};
  std::string model = {};
  std::string method = {};
  orm::List args = {};
  orm::Dict kwargs = {};
};
orm::Value call_model(Services& services, const std::string& entrance, const ModelCall& call);

}  // namespace paridoo::service
