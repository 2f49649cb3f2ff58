// What is told of a call: the seam through which the journal of the server learns what was asked.
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace paridoo::service {

struct CallRecord {
  std::string service = {};   // "common", "db", "object", or the path of a web call
  std::string database = {};  // empty if the call is to none
  std::string model = {};     // empty for services
  std::string method = {};
  std::string exception = {};  // empty if it went well; "paridoo.InternalError" for a bug of ours
  std::string message = {};    // the exception's
  std::chrono::microseconds took = {};
};

// Called by many threads at once; must not throw.
using CallObserver = std::function<void(const CallRecord&)>;

}  // namespace paridoo::service
