#include "src/odoo/transport/http.h"

#include <httplib.h>

#include <memory>
#include <mutex>
#include <regex>
#include <vector>

namespace paridoo::odoo {

namespace {

struct Address {
  std::string origin;       // scheme, host and port
  std::string path_prefix;  // without a slash at its end
};

Result<Address> parse_address(const std::string& url) {
  static const std::regex form(R"((https?://[^/?#\s]+)(/[^?#\s]*)?)");
  std::smatch parts;
  if (url.size() > 2000 || !std::regex_match(url, parts, form)) {
    return Error{ErrorKind::invalid_request, "\"" + url.substr(0, 100) + "\" is not an http or https address."};
  }
  auto prefix = parts[2].str();
  while (prefix.ends_with('/')) prefix.pop_back();
  return Address{.origin = parts[1].str(), .path_prefix = std::move(prefix)};
}

// Idle connections. A client serves one request at a time, so that each call takes one out and puts it back.
class ConnectionPool {
 public:
  explicit ConnectionPool(HttpOptions options, Address address)
      : options_(std::move(options)), address_(std::move(address)) {}

  std::unique_ptr<httplib::Client> take() {
    const std::lock_guard lock(mutex_);
    if (idle_.empty()) return connect();
    auto client = std::move(idle_.back());
    idle_.pop_back();
    return client;
  }

  void give_back(std::unique_ptr<httplib::Client> client) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(client));
  }

  const std::string& path_prefix() const { return address_.path_prefix; }
  std::chrono::milliseconds read_timeout() const { return options_.read_timeout; }

 private:
  std::unique_ptr<httplib::Client> connect() const {
    auto client = std::make_unique<httplib::Client>(address_.origin);
    client->set_keep_alive(true);
    client->set_tcp_nodelay(true);
    client->set_connection_timeout(options_.connect_timeout);
    client->set_read_timeout(options_.read_timeout);
    client->set_write_timeout(options_.read_timeout);
    if (!options_.ca_file.empty()) client->set_ca_cert_path(options_.ca_file);
    client->enable_server_certificate_verification(true);
    return client;
  }

  const HttpOptions options_;
  const Address address_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<httplib::Client>> idle_;
};

ErrorKind kind_of(httplib::Error failure, bool waited_long) {
  switch (failure) {
    case httplib::Error::Connection:
    case httplib::Error::ConnectionTimeout:
    case httplib::Error::BindIPAddress:
    case httplib::Error::SSLConnection:
    case httplib::Error::SSLLoadingCerts:
    case httplib::Error::SSLServerVerification: return ErrorKind::unreachable;
    case httplib::Error::Read: return waited_long ? ErrorKind::timeout : ErrorKind::connection_lost;
    default: return ErrorKind::connection_lost;
  }
}

Error transport_error(httplib::Error failure, bool waited_long) {
  const auto kind = kind_of(failure, waited_long);
  const char* message = kind == ErrorKind::unreachable ? "Odoo cannot be reached."
                        : kind == ErrorKind::timeout   ? "Odoo did not answer in time."
                                                       : "The connection to Odoo was lost.";
  return {.kind = kind, .message = message, .detail = httplib::to_string(failure)};
}

httplib::Result send(httplib::Client& client, const std::string& path, const WireRequest& request) {
  httplib::Headers headers;
  if (!request.cookie.empty()) headers.emplace("Cookie", request.cookie);
  return request.get ? client.Get(path, headers) : client.Post(path, headers, request.body, request.content_type);
}

// "session_id=..." of a Set-Cookie header.
std::string session_cookie(const httplib::Response& response) {
  for (std::size_t i = 0; i < response.get_header_value_count("Set-Cookie"); ++i) {
    const auto cookie = response.get_header_value("Set-Cookie", i);
    if (cookie.starts_with("session_id=")) return cookie.substr(0, cookie.find(';'));
  }
  return {};
}

Result<WireResponse> exchange(ConnectionPool& pool, const WireRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  auto client = pool.take();
  const auto answer = send(*client, pool.path_prefix() + request.path, request);
  if (!answer) return transport_error(answer.error(), std::chrono::steady_clock::now() - start >= pool.read_timeout());
  WireResponse response{.status = answer->status,
                        .content_type = answer->get_header_value("Content-Type"),
                        .body = answer->body,
                        .cookie = session_cookie(*answer)};
  pool.give_back(std::move(client));
  return response;
}

}  // namespace

Result<Transport> http_transport(const HttpOptions& options) {
  auto address = parse_address(options.url);
  if (!address) return address.error();
  auto pool = std::make_shared<ConnectionPool>(options, *std::move(address));
  return Transport([pool](const WireRequest& request) { return exchange(*pool, request); });
}

}  // namespace paridoo::odoo
