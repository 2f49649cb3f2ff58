// The service "object": calls of models' methods.
#pragma once

#include <string>

#include "simulator/service/services.h"

namespace paridoo::service {

orm::Value dispatch_object(Services& services, const std::string& method, const orm::List& params);

// Calls a method of a model as a user who is known to be one. `entrance` is what the journal calls the way in.
struct ModelCall {
  std::string database = {};
  orm::Id uid = {};
  std::string model = {};
  std::string method = {};
  orm::List args = {};
  orm::Dict kwargs = {};
};
orm::Value call_model(Services& services, const std::string& entrance, const ModelCall& call);

}  // namespace paridoo::service
