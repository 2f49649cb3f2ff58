// The API over HTTP.
#pragma once

#include <memory>
#include <string>

#include "src/api/application.h"

namespace paridoo::api {

struct ServerOptions {
  std::string host = "127.0.0.1";
  int port = 8070;   // 0: a free one
  int threads = 32;  // a connection that is kept open holds one for some seconds
  // PEM; with both it serves HTTPS only.
  std::string certificate_file = {};
  std::string key_file = {};
};

class ApiServer {
 public:
  // Listens and answers from threads of its own until stop() or the destructor. unreachable if it cannot listen there.
  static Result<ApiServer> start(Application application, const ServerOptions& options);

  ApiServer(ApiServer&&) noexcept;
  ApiServer& operator=(ApiServer&&) noexcept;
  ~ApiServer();

  int port() const;
  // Takes no more requests and waits for those that run.
  void stop();

 private:
  struct Running;
  explicit ApiServer(std::unique_ptr<Running> running);

  std::unique_ptr<Running> running_;
};

}  // namespace paridoo::api
