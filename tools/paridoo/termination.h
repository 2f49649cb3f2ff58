// SIGINT and SIGTERM, taken by whoever waits for them and by nobody else.
#pragma once

#include <signal.h>

namespace paridoo::cli {

// Made before the first thread is: threads inherit that they do not take the signals.
class Termination {
 public:
  Termination();
  void wait() const;

 private:
  sigset_t signals_ = {};
};

}  // namespace paridoo::cli
