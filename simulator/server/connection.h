// A client's connection as the HTTP library reads and writes it.
//
// The library's own stream lives for one request and sends header and body apart. This one lives as long as the
// connection, so that requests sent ahead of their answers are not lost, and sends an answer in one piece.
#pragma once

#include <httplib.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/rpc/http_message.h"

namespace paridoo::server {

class Connection : public httplib::Stream {
 public:
  // Takes over the socket, and closes it at the end.
  Connection(int socket, std::chrono::milliseconds patience);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Waits for the next request; false if the client closes or does not ask within `idle`.
  bool wait_for_request(std::chrono::milliseconds idle);
  // Sends what was written; false if the client does not take it.
  bool flush();
  // How the answer that is being written travels; for the next flush() only.
  void deliver(const rpc::Delivery& delivery) { delivery_ = delivery; }

  bool is_readable() const override;
  bool is_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  void get_remote_ip_and_port(std::string& ip, int& port) const override;
  void get_local_ip_and_port(std::string& ip, int& port) const override;
  socket_t socket() const override { return socket_; }

 private:
  bool wait_until_readable(std::chrono::milliseconds patience) const;
  bool send(std::string_view bytes);
  bool send_slowly(const rpc::Delivery& delivery);
  bool send_faultily(const rpc::Delivery& delivery);

  const int socket_;
  const std::chrono::milliseconds patience_;  // for the rest of a request, and for the client to take an answer
  std::vector<char> incoming_;
  std::size_t read_to_ = 0;
  std::size_t filled_to_ = 0;
  std::string outgoing_;
  rpc::Delivery delivery_ = {};
};

}  // namespace paridoo::server
