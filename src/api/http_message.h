// HTTP as the API sees it, whichever server carries it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace paridoo::api {

// Names of headers do not mind their case.
struct HeaderLess {
  using is_transparent = void;
  bool operator()(std::string_view left, std::string_view right) const;
};
using Headers = std::map<std::string, std::string, HeaderLess>;

struct HttpRequest {
  std::string method = {};  // "GET"
  std::string path = {};    // "/api/orders/5": percent-decoded, without the query
  std::vector<std::pair<std::string, std::string>> query = {};
  Headers headers = {};
  std::string body = {};
  std::string peer = {};  // the address that it came from

  // Empty if there is none.
  std::string_view header(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "application/json";
  Headers headers = {};
  std::string body = {};
};

}  // namespace paridoo::api
