// Serves a handler over HTTP: connections are kept open, each has a thread, answers go out at once.
#pragma once

#include <memory>
#include <string>

#include "simulator/rpc/http_message.h"

namespace paridoo::server {

struct ListenerOptions {
  std::string host = "127.0.0.1";
  int port = 0;  // 0: any that is free
  std::size_t connections_max = 512;
};

class Listener {
 public:
  // Answers from the moment that the constructor returns. Throws std::runtime_error if the address cannot be had.
  Listener(rpc::Handler handler, const ListenerOptions& options);
  // Finishes the calls that are under way, then closes every connection.
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  int port() const;
  // "http://127.0.0.1:8069"
  const std::string& url() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace paridoo::server
