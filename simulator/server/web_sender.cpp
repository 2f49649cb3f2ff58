#include "simulator/server/web_sender.h"

#include <httplib.h>
#include <spdlog/spdlog.h>

namespace paridoo::server {

namespace {

struct Address {
  std::string server, path;
};

// "https://host:port/path?query" at the first slash behind the host.
Address address_of(const std::string& url) {
  const std::size_t scheme = url.find("://");
  const std::size_t slash = url.find('/', scheme == url.npos ? 0 : scheme + 3);
  if (slash == url.npos) return {url, "/"};
  return {url.substr(0, slash), url.substr(slash)};
}

}  // namespace

void post_over_http(const orm::WebPost& message) {
  try {
    const Address address = address_of(message.url);
    httplib::Client client(address.server);
    client.set_connection_timeout(1);
    client.set_read_timeout(1);
    if (!client.Post(address.path, message.body, "application/json"))
      spdlog::warn("the webhook {} did not answer", message.url);
  } catch (const std::exception& error) {
    spdlog::warn("the webhook {} cannot be called: {}", message.url, error.what());
  }
}

}  // namespace paridoo::server
