// One HTTP exchange as the simulator sees it, whether it came over TCP or in-process.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace paridoo::rpc {

struct Header {
  std::string name;
  std::string value;
};
using Headers = std::vector<Header>;

struct HttpRequest {
  std::string method = "GET";
  std::string path = "/";  // percent-decoded
  std::string query = {};  // what follows the question mark, as it came
  Headers headers = {};
  std::string body = {};
  std::string peer = {};  // the client's address
};

// How an answer travels; anything but the whole at once is a fault that somebody asked for. Only a Listener heeds it.
struct Delivery {
  bool dropped = false;                            // the connection ends instead
  std::optional<std::size_t> body_bytes_max = {};  // the connection ends after so much of the body
  std::size_t bytes_at_once = 0;                   // 0: all
  std::chrono::milliseconds pause = {};            // between them

  bool is_plain() const { return !dropped && !body_bytes_max && !bytes_at_once; }
};

struct HttpResponse {
  int status = 200;
  Headers headers = {};
  std::string body = {};
  Delivery delivery = {};
};

// Answers a request. Called by many threads at once; never throws.
using Handler = std::function<HttpResponse(const HttpRequest&)>;

// The largest body that is read, as in Odoo; a longer one is answered with 413.
inline constexpr std::size_t body_bytes_max = std::size_t{128} << 20;

// The value of a header, its name in any case; empty if there is none.
std::string_view header(const Headers& headers, std::string_view name);
// The type of a body without its parameters, in lower case: "application/json".
std::string mimetype(const HttpRequest& request);
std::string_view cookie(const HttpRequest& request, std::string_view name);

HttpResponse plain_response(int status, std::string body);
HttpResponse json_response(std::string body, int status = 200);
// A small page in the manner of werkzeug's, which is what Odoo answers when a request reaches no controller.
HttpResponse error_page(int status, std::string_view explanation);
// 303 to another address.
HttpResponse redirect(std::string location);
HttpResponse method_not_allowed(std::string_view allowed);

// "404 Not Found" without the number.
std::string_view reason_phrase(int status);

}  // namespace paridoo::rpc
