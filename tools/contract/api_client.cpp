#include "tools/contract/api_client.h"

#include <httplib.h>

namespace paridoo::contract_suite {

struct ApiClient::Connection {
  explicit Connection(const std::string& url) : client(url) {
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_read_timeout(std::chrono::seconds(120));
  }
  httplib::Client client;
};

ApiClient::ApiClient(const std::string& url) : connection_(std::make_unique<Connection>(url)) {}
ApiClient::~ApiClient() = default;

ApiReply ApiClient::send(const ApiRequest& request) {
  httplib::Request outgoing;
  outgoing.method = request.method;
  outgoing.path = request.path;
  for (const auto& [name, value] : request.headers) outgoing.set_header(name, value);
  if (request.body) {
    outgoing.body = *request.body;
    outgoing.set_header("Content-Type", request.content_type);
  }
  const auto start = std::chrono::steady_clock::now();
  const auto answer = connection_->client.send(outgoing);
  ApiReply reply;
  reply.elapsed = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - start);
  if (!answer) return reply;
  reply.status = answer->status;
  reply.text = answer->body;
  reply.body = nlohmann::json::parse(answer->body, nullptr, false);
  for (const auto& [name, value] : answer->headers) reply.headers.emplace(name, value);
  return reply;
}

}  // namespace paridoo::contract_suite
