#include "simulator/replay/player.h"

#include <fmt/format.h>

#include "simulator/replay/answer.h"
#include "simulator/replay/match.h"

namespace paridoo::replay {

rpc::HttpResponse Player::handle(const rpc::HttpRequest& request) {
  const std::lock_guard lock(mutex_);
  std::optional<rpc::HttpResponse> last;
  for (std::size_t at = 0; at < exchanges_.size(); ++at) {
    const auto captured = matched(exchanges_[at], request);
    if (!captured) continue;
    last = answer_of(exchanges_[at], *captured);
    if (answered_[at]) continue;
    answered_[at] = true;
    break;
  }
  if (last) return *last;
  return rpc::plain_response(501,
                             fmt::format("The recording has no {} {} with this body.\n", request.method, request.path));
}

}  // namespace paridoo::replay
