#include "src/api/server.h"

#include <fmt/format.h>
#include <httplib.h>

#include <thread>

namespace paridoo::api {

namespace {

// httplib's own parameters hold a form in the body too.
httplib::Params query_of(const httplib::Request& request) {
  httplib::Params query;
  const auto mark = request.target.find('?');
  if (mark != std::string::npos) httplib::detail::parse_query_text(request.target.substr(mark + 1), query);
  return query;
}

HttpRequest request_of(const httplib::Request& from) {
  HttpRequest request{.method = from.method,
                      .path = from.path,
                      .query = {},
                      .headers = {},
                      .body = from.body,
                      .peer = from.remote_addr};
  for (const auto& [name, value] : query_of(from)) request.query.emplace_back(name, value);
  for (const auto& [name, value] : from.headers) request.headers.emplace(name, value);
  return request;
}

void copy(const HttpResponse& from, httplib::Response& to) {
  to.status = from.status;
  for (const auto& [name, value] : from.headers) to.set_header(name, value);
  if (!from.content_type.empty()) to.set_content(from.body, from.content_type);
}

// What httplib answers by itself has no body yet.
void fill_refusal(const httplib::Request&, httplib::Response& response) {
  if (!response.body.empty() || response.status == 204) return;
  const bool too_large = response.status == 413;
  const auto refused = too_large ? refusal(ErrorKind::payload_too_large, "The body is too large.")
                                 : refusal(ErrorKind::invalid_request, "This is not a request.");
  copy(refused, response);
}

// httplib's own would share the port with whoever has it already.
void reuse_address_only(socket_t socket) {
  const int yes = 1;
  setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

void set_up(httplib::Server& server, const Application& application, int threads) {
  const auto answer = [&application](const httplib::Request& from, httplib::Response& to) {
    copy(application.handle(request_of(from)), to);
  };
  constexpr auto any_path = R"([\s\S]*)";
  server.Get(any_path, answer).Post(any_path, answer).Put(any_path, answer);
  server.Patch(any_path, answer).Delete(any_path, answer).Options(any_path, answer);
  server.set_error_handler(httplib::Server::Handler(fill_refusal));
  server.set_payload_max_length(application.body_bytes_max());
  server.set_tcp_nodelay(true);
  server.set_socket_options(reuse_address_only);
  server.set_keep_alive_max_count(1000);
  server.new_task_queue = [threads] { return new httplib::ThreadPool(static_cast<std::size_t>(threads)); };
}

Result<std::unique_ptr<httplib::Server>> make_server(const ServerOptions& options) {
  if (options.certificate_file.empty() && options.key_file.empty()) return std::make_unique<httplib::Server>();
  auto secure = std::make_unique<httplib::SSLServer>(options.certificate_file.c_str(), options.key_file.c_str(),
                                                     nullptr, nullptr);
  if (secure->is_valid()) return std::unique_ptr<httplib::Server>(std::move(secure));
  return Error{ErrorKind::invalid_request,
               fmt::format("{} and {} are no certificate and its key.", options.certificate_file, options.key_file)};
}

}  // namespace

struct ApiServer::Running {
  Running(Application given, std::unique_ptr<httplib::Server> listening)
      : application(std::move(given)), server(std::move(listening)) {}
  ~Running() { stop(); }

  void stop() {
    server->stop();
    if (listener.joinable()) listener.join();
  }

  const Application application;
  const std::unique_ptr<httplib::Server> server;
  int port = 0;
  std::thread listener;
};

Result<ApiServer> ApiServer::start(Application application, const ServerOptions& options) {
  auto listening = make_server(options);
  if (!listening) return listening.error();
  auto running = std::make_unique<Running>(std::move(application), *std::move(listening));
  auto& server = *running->server;
  set_up(server, running->application, options.threads);
  const bool any_port = options.port == 0;
  running->port = any_port ? server.bind_to_any_port(options.host) : options.port;
  if (running->port < 0 || (!any_port && !server.bind_to_port(options.host, options.port))) {
    return Error{ErrorKind::unreachable, fmt::format("Cannot listen on {}:{}.", options.host, options.port)};
  }
  running->listener = std::thread([&server] { server.listen_after_bind(); });
  // httplib forgets a stop() that comes before it runs.
  while (!server.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return ApiServer(std::move(running));
}

ApiServer::ApiServer(std::unique_ptr<Running> running) : running_(std::move(running)) {}
ApiServer::ApiServer(ApiServer&&) noexcept = default;
ApiServer& ApiServer::operator=(ApiServer&&) noexcept = default;
ApiServer::~ApiServer() = default;

int ApiServer::port() const { return running_->port; }
void ApiServer::stop() { running_->stop(); }

}  // namespace paridoo::api
