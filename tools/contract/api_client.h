// The REST API as a client over HTTP sees it.
#pragma once

#include <nlohmann/json.hpp>

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace paridoo::contract_suite {

struct ApiRequest {
  std::string method = "GET";
  std::string path = {};  // with its query
  std::map<std::string, std::string> headers = {};
  std::optional<std::string> body = {};
  std::string content_type = "application/json";
};

struct ApiReply {
  int status = 0;  // 0: no answer at all
  std::map<std::string, std::string> headers = {};
  std::string text = {};
  nlohmann::json body = {};  // discarded where the text is not JSON
  std::chrono::microseconds elapsed{};
};

class ApiClient {
 public:
  // `url` like "http://127.0.0.1:8070".
  explicit ApiClient(const std::string& url);
  ~ApiClient();

  ApiReply send(const ApiRequest& request);

 private:
  struct Connection;
  std::unique_ptr<Connection> connection_;
};

}  // namespace paridoo::contract_suite
