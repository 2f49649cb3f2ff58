// What a transaction sends to other servers once it is committed (webhooks).
#pragma once

#include <functional>
#include <string>

namespace paridoo::orm {

struct WebPost {
  std::string url = {};
  std::string body = {};  // JSON
};

// Sends it and forgets it: whether it arrived is nobody's business.
using WebSender = std::function<void(const WebPost&)>;

}  // namespace paridoo::orm
