// The seam under the codecs: bytes to an Odoo, bytes back.
#pragma once

#include <functional>
#include <string>

#include "src/result/result.h"

namespace paridoo::odoo {

struct WireRequest {
  std::string path = {};
  std::string content_type = {};
  std::string body = {};
  // Asking twice does no harm: see is_read_only().
  bool repeatable = false;
  bool get = false;         // else it is POSTed
  std::string cookie = {};  // of a web session: "session_id=..."; empty: none
};

struct WireResponse {
  int status = 0;
  std::string content_type = {};
  std::string body = {};
  std::string cookie = {};  // "session_id=..." where the answer sets one
};

// Fails with unreachable, connection_lost or timeout; any HTTP status is an answer. Safe to call from several threads.
using Transport = std::function<Result<WireResponse>(const WireRequest&)>;

}  // namespace paridoo::odoo
