#include "simulator/server/listener.h"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "simulator/server/connection.h"
#include "simulator/server/connection_threads.h"

namespace paridoo::server {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t requests_max = 1'000'000;  // on one connection, as the answers say; it is not enforced
constexpr auto idle_max = 60s;                   // how long a connection is kept open between two requests
constexpr auto patience_max = 30s;               // for the rest of a request that has begun

// The library's view of our threads.
class Tasks : public httplib::TaskQueue {
 public:
  explicit Tasks(std::size_t threads_max) : threads_(threads_max) {}
  void enqueue(std::function<void()> task) override { threads_.run(std::move(task)); }
  void shutdown() override { threads_.finish(); }

 private:
  ConnectionThreads threads_;
};

// The connections that are open, so that they can be ended when the server stops.
class OpenSockets {
 public:
  void add(int socket) {
    const std::lock_guard lock(mutex_);
    sockets_.insert(socket);
    if (ended_) ::shutdown(socket, SHUT_RD);
  }
  void remove(int socket) {
    const std::lock_guard lock(mutex_);
    sockets_.erase(socket);
  }
  // Nothing more is read from the clients; what is being answered still goes out.
  void end_all() {
    const std::lock_guard lock(mutex_);
    ended_ = true;
    for (const int socket : sockets_) ::shutdown(socket, SHUT_RD);
  }

 private:
  std::mutex mutex_;
  std::set<int> sockets_;
  bool ended_ = false;
};

// What the library would do beside reading a request and writing an answer is taken from the request before it sees it.
void make_plain(httplib::Request& request) {
  for (const char* name : {"Accept-Encoding", "Content-Encoding", "Range"}) request.headers.erase(name);
  request.ranges.clear();
  const bool chunked = request.has_header("Transfer-Encoding");
  if (!chunked && !request.has_header("Content-Length")) request.set_header("Content-Length", "0");
}

rpc::HttpRequest request_of(const httplib::Request& from, std::string body) {
  const auto question_mark = from.target.find('?');
  rpc::HttpRequest request{
      .method = from.method,
      .path = from.path,
      .query = question_mark == std::string::npos ? std::string() : from.target.substr(question_mark + 1),
      .body = std::move(body),
      .peer = from.remote_addr,
  };
  for (const auto& [name, value] : from.headers) request.headers.push_back({name, value});
  return request;
}

// The connection whose request this thread answers: the library does not tell handlers.
thread_local Connection* answering = nullptr;

void render(rpc::HttpResponse&& from, httplib::Response& to) {
  if (answering) answering->deliver(from.delivery);
  to.status = from.status;
  to.body = std::move(from.body);
  for (rpc::Header& header : from.headers) to.headers.emplace(std::move(header.name), std::move(header.value));
}

// Reads the whole body, but keeps no more of it than the handler would take.
// No endpoint takes a form with parts: those are read and forgotten.
bool read_body(const httplib::Request& request, const httplib::ContentReader& reader, std::string& body) {
  const auto ignore_content = [](const char*, std::size_t) { return true; };
  if (request.is_multipart_form_data())
    return reader([](const httplib::MultipartFormData&) { return true; }, ignore_content);
  return reader([&](const char* data, std::size_t size) {
    if (body.size() <= rpc::body_bytes_max) body.append(data, size);
    return true;
  });
}

class Server : public httplib::Server {
 public:
  explicit Server(rpc::Handler handler) : handler_(std::move(handler)) {
    set_socket_options([](socket_t socket) {
      const int on = 1;  // but no SO_REUSEPORT: a port that somebody listens on is taken
      setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    });
    set_keep_alive_timeout(std::chrono::seconds(idle_max).count());
    set_keep_alive_max_count(requests_max);
    set_payload_max_length(rpc::body_bytes_max);
    add_routes();
  }

  void end_connections() { sockets_.end_all(); }

 private:
  void add_routes() {
    const std::string any = R"([\s\S]*)";
    const Handler plain = [this](const httplib::Request& request, httplib::Response& response) {
      render(handler_(request_of(request, {})), response);
    };
    const HandlerWithContentReader with_body = [this](const httplib::Request& request, httplib::Response& response,
                                                      const httplib::ContentReader& reader) {
      std::string body;
      if (!read_body(request, reader, body)) {
        if (response.status == 413) render(rpc::error_page(413, "The body is too large."), response);
        response.set_header("Connection", "close");
        return;
      }
      render(handler_(request_of(request, std::move(body))), response);
    };
    Get(any, plain).Options(any, plain);
    Post(any, with_body).Put(any, with_body).Patch(any, with_body).Delete(any, with_body);
  }

  bool process_and_close_socket(socket_t socket) override {
    Connection connection(socket, patience_max);
    sockets_.add(socket);
    while (svr_sock_ != INVALID_SOCKET && connection.wait_for_request(idle_max))
      if (!answer_one(connection)) break;
    sockets_.remove(socket);
    return true;
  }

  // False if the connection ends with this request.
  bool answer_one(Connection& connection) {
    bool understood = false;
    bool closing = false;
    answering = &connection;
    const bool answered = process_request(connection, false, closing, [&](httplib::Request& request) {
      understood = true;  // else what follows on the connection is not the start of a request
      make_plain(request);
    });
    return connection.flush() && answered && understood && !closing;
  }

  const rpc::Handler handler_;
  OpenSockets sockets_;
};

}  // namespace

struct Listener::Parts {
  explicit Parts(rpc::Handler handler) : server(std::move(handler)) {}

  Server server;
  std::string url = {};
  int port = 0;
  std::thread thread = {};
};

Listener::Listener(rpc::Handler handler, const ListenerOptions& options)
    : parts_(std::make_unique<Parts>(std::move(handler))) {
  Server& server = parts_->server;
  // The library deletes the task queue.
  server.new_task_queue = [count = options.connections_max] { return std::make_unique<Tasks>(count).release(); };
  parts_->port = options.port ? options.port : server.bind_to_any_port(options.host);
  const bool bound = options.port ? server.bind_to_port(options.host, options.port) : parts_->port > 0;
  if (!bound) throw std::runtime_error(fmt::format("cannot listen on {}:{}", options.host, options.port));
  const bool six = options.host.find(':') != std::string::npos;
  parts_->url = fmt::format("http://{}:{}", six ? "[" + options.host + "]" : options.host, parts_->port);
  parts_->thread = std::thread([&server] { server.listen_after_bind(); });
  while (!server.is_running()) std::this_thread::yield();
}

Listener::~Listener() {
  parts_->server.stop();
  parts_->server.end_connections();
  parts_->thread.join();
}

int Listener::port() const { return parts_->port; }
const std::string& Listener::url() const { return parts_->url; }

}  // namespace paridoo::server
