// A server that answers from a recording.
#pragma once

#include <mutex>
#include <vector>

#include "simulator/replay/recording.h"

namespace paridoo::replay {

class Player {
 public:
  explicit Player(std::vector<RecordedExchange> exchanges) : exchanges_(std::move(exchanges)) {}

  // The answer to the first exchange of this request that has not been answered yet; once all have been, to the last.
  // A request that nobody recorded is answered with 501. Safe to call by several threads.
  rpc::HttpResponse handle(const rpc::HttpRequest& request);

 private:
  const std::vector<RecordedExchange> exchanges_;
  std::mutex mutex_;
  std::vector<bool> answered_ = std::vector<bool>(exchanges_.size());
};

}  // namespace paridoo::replay
