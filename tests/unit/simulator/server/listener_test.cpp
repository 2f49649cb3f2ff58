#include "simulator/server/listener.h"

#include <gtest/gtest.h>
#include <httplib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/raw_socket.h"

namespace paridoo::server {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

rpc::HttpResponse echo(const rpc::HttpRequest& request) {
  return rpc::plain_response(200, request.method + " " + request.path + " " + request.query + " " + request.body);
}

TEST(Listener, ServesEveryMethodOnAnyPath) {
  const Listener listener(echo, {});
  httplib::Client client("127.0.0.1", listener.port());
  EXPECT_EQ(client.Get("/a%20b?c=d")->body, "GET /a b c=d ");
  EXPECT_EQ(client.Post("/p", "text", "text/plain")->body, "POST /p  text");
  EXPECT_EQ(client.Put("/p", "text", "text/plain")->body, "PUT /p  text");
  EXPECT_EQ(client.Delete("/p")->body, "DELETE /p  ");
  EXPECT_EQ(client.Options("/p")->body, "OPTIONS /p  ");
}

TEST(Listener, TakesABodyThatSaysItIsAForm) {
  const Listener listener(echo, {});
  httplib::Client client("127.0.0.1", listener.port());
  const std::string body(100'000, 'x');  // the library alone would refuse a form of this size
  EXPECT_EQ(client.Post("/p", body, "application/x-www-form-urlencoded")->body, "POST /p  " + body);
}

TEST(Listener, SaysThatAPortIsTaken) {
  const Listener first(echo, {});
  EXPECT_THROW(Listener(echo, {.port = first.port()}), std::runtime_error);
}

TEST(Listener, AnswersAnIdleConnectionInWellUnderAMillisecond) {
  const Listener listener(echo, {});
  httplib::Client client("127.0.0.1", listener.port());
  client.set_keep_alive(true);
  client.set_tcp_nodelay(true);
  std::vector<Clock::duration> took;
  for (int i = 0; i < 50; ++i) {
    const auto start = Clock::now();
    ASSERT_TRUE(client.Post("/", "{}", "application/json"));
    took.push_back(Clock::now() - start);
  }
  std::nth_element(took.begin(), took.begin() + 10, took.end());
  EXPECT_LT(took[10], 2ms);  // a delayed acknowledgement would make it 40
}

TEST(Listener, KeepsAConnectionForManyRequestsAndForThoseSentAhead) {
  const Listener listener(echo, {});
  support::RawSocket socket(listener.port());
  std::string ahead;
  for (int i = 0; i < 20; ++i) ahead += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  socket.send(ahead);
  const std::string answers = socket.receive_until("GET /19");
  for (int i = 0; i < 20; ++i) EXPECT_NE(answers.find("GET /" + std::to_string(i)), std::string::npos) << i;
}

TEST(Listener, ServesManyOpenConnectionsAtOnce) {
  const Listener listener(echo, {});
  std::vector<std::unique_ptr<support::RawSocket>> idle;
  for (int i = 0; i < 50; ++i) {
    idle.push_back(std::make_unique<support::RawSocket>(listener.port()));
    idle.back()->send("GET /first HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_NE(idle.back()->receive_until("/first").find("200"), std::string::npos);
  }
  httplib::Client client("127.0.0.1", listener.port());
  EXPECT_TRUE(client.Get("/"));
}

TEST(Listener, ClosesAConnectionThatDoesNotSpeakHttp) {
  const Listener listener(echo, {});
  support::RawSocket socket(listener.port());
  socket.send("what is this\r\n\r\nGET / HTTP/1.1\r\n\r\n");
  const std::string answer = socket.receive_until_closed();
  EXPECT_EQ(answer.find("HTTP/1.1 400"), 0u);
  EXPECT_EQ(answer.find("200"), std::string::npos);
}

TEST(Listener, ReadsChunkedBodies) {
  const Listener listener(echo, {});
  support::RawSocket socket(listener.port());
  socket.send("POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_NE(socket.receive_until("abcde").find("POST /c  abcde"), std::string::npos);
}

TEST(Listener, AnswersABodyThatIsTooLargeWith413) {
  const Listener listener(echo, {});
  support::RawSocket socket(listener.port());
  const std::size_t length = rpc::body_bytes_max + 1;
  socket.send("POST /c HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n");
  const std::string block(1 << 20, 'x');
  for (std::size_t sent = 0; sent < length; sent += block.size())
    socket.send(block.substr(0, std::min(block.size(), length - sent)));
  EXPECT_EQ(socket.receive_until("</p>").find("HTTP/1.1 413"), 0u);
}

TEST(Listener, EndsAtOnceThoughClientsKeepConnectionsOpen) {
  auto listener = std::make_unique<Listener>(echo, ListenerOptions{});
  support::RawSocket idle(listener->port());
  idle.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  idle.receive_until("200 OK");
  const auto start = Clock::now();
  listener.reset();
  EXPECT_LT(Clock::now() - start, 2s);
}

TEST(Listener, FinishesTheCallThatIsUnderWay) {
  std::atomic<bool> begun = false;
  const auto slow = [&](const rpc::HttpRequest&) {
    begun = true;
    std::this_thread::sleep_for(200ms);
    return rpc::plain_response(200, "done");
  };
  auto listener = std::make_unique<Listener>(slow, ListenerOptions{});
  support::RawSocket socket(listener->port());
  socket.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  while (!begun) std::this_thread::yield();
  listener.reset();
  EXPECT_NE(socket.receive_until("done").find("200 OK"), std::string::npos);
}

}  // namespace
}  // namespace paridoo::server
