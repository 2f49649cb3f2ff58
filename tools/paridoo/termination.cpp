#include "tools/paridoo/termination.h"

namespace paridoo::cli {

Termination::Termination() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGINT);
  sigaddset(&signals_, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
}

void Termination::wait() const {
  int signal = 0;
  sigwait(&signals_, &signal);
}

}  // namespace paridoo::cli
