#include "simulator/server/connection.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <thread>
#include <utility>

namespace paridoo::server {

namespace {

constexpr std::size_t incoming_bytes = 16 * 1024;
constexpr std::size_t outgoing_bytes_max = 256 * 1024;  // more is sent before the answer is complete

bool wait_for(int socket, short event, std::chrono::milliseconds patience) {
  pollfd poll_on{.fd = socket, .events = event, .revents = 0};
  int ready = 0;
  do ready = ::poll(&poll_on, 1, static_cast<int>(patience.count()));
  while (ready < 0 && errno == EINTR);
  return ready > 0;
}

void address_of(const sockaddr_storage& address, std::string& ip, int& port) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    const auto& four = reinterpret_cast<const sockaddr_in&>(address);
    inet_ntop(AF_INET, &four.sin_addr, text.data(), text.size());
    port = ntohs(four.sin_port);
  } else if (address.ss_family == AF_INET6) {
    const auto& six = reinterpret_cast<const sockaddr_in6&>(address);
    inet_ntop(AF_INET6, &six.sin6_addr, text.data(), text.size());
    port = ntohs(six.sin6_port);
  }
  ip = text.data();
}

}  // namespace

Connection::Connection(int socket, std::chrono::milliseconds patience)
    : socket_(socket), patience_(patience), incoming_(incoming_bytes) {
  const int on = 1;
  setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
}

Connection::~Connection() {
  ::shutdown(socket_, SHUT_RDWR);
  ::close(socket_);
}

bool Connection::wait_until_readable(std::chrono::milliseconds patience) const {
  return read_to_ < filled_to_ || wait_for(socket_, POLLIN, patience);
}

bool Connection::is_readable() const { return wait_until_readable(patience_); }

bool Connection::wait_for_request(std::chrono::milliseconds idle) { return wait_until_readable(idle); }

ssize_t Connection::read(char* to, size_t size) {
  if (read_to_ == filled_to_) {
    if (!flush() || !is_readable()) return -1;
    const ssize_t got = ::recv(socket_, incoming_.data(), incoming_.size(), 0);
    if (got <= 0) return got;
    read_to_ = 0;
    filled_to_ = static_cast<std::size_t>(got);
  }
  const std::size_t taken = std::min(size, filled_to_ - read_to_);
  std::memcpy(to, incoming_.data() + read_to_, taken);
  read_to_ += taken;
  return static_cast<ssize_t>(taken);
}

ssize_t Connection::write(const char* from, size_t size) {
  outgoing_.append(from, size);
  if (outgoing_.size() > outgoing_bytes_max && delivery_.is_plain() && !flush()) return -1;
  return static_cast<ssize_t>(size);
}

bool Connection::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t now = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (now > 0)
      bytes.remove_prefix(static_cast<std::size_t>(now));
    else if (errno != EINTR && (errno != EAGAIN || !wait_for(socket_, POLLOUT, patience_)))
      return false;
  }
  return true;
}

bool Connection::send_slowly(const rpc::Delivery& delivery) {
  for (std::size_t at = 0; at < outgoing_.size(); at += delivery.bytes_at_once) {
    if (at > 0) std::this_thread::sleep_for(delivery.pause);
    if (!send(std::string_view(outgoing_).substr(at, delivery.bytes_at_once))) return false;
  }
  return true;
}

// False if the connection is to end.
bool Connection::send_faultily(const rpc::Delivery& delivery) {
  constexpr std::string_view end_of_headers = "\r\n\r\n";
  if (delivery.dropped) return false;
  if (delivery.body_bytes_max) {
    const std::size_t headers = outgoing_.find(end_of_headers) + end_of_headers.size();
    outgoing_.resize(std::min(outgoing_.size(), headers + *delivery.body_bytes_max));
  }
  const bool sent = delivery.bytes_at_once ? send_slowly(delivery) : send(outgoing_);
  return sent && !delivery.body_bytes_max;
}

bool Connection::flush() {
  if (outgoing_.empty()) return true;
  const rpc::Delivery delivery = std::exchange(delivery_, {});
  const bool sent = delivery.is_plain() ? send(outgoing_) : send_faultily(delivery);
  outgoing_.clear();
  if (outgoing_.capacity() > outgoing_bytes_max) outgoing_.shrink_to_fit();
  return sent;
}

void Connection::get_remote_ip_and_port(std::string& ip, int& port) const {
  sockaddr_storage address{};
  socklen_t length = sizeof(address);
  if (getpeername(socket_, reinterpret_cast<sockaddr*>(&address), &length) == 0) address_of(address, ip, port);
}

void Connection::get_local_ip_and_port(std::string& ip, int& port) const {
  sockaddr_storage address{};
  socklen_t length = sizeof(address);
  if (getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length) == 0) address_of(address, ip, port);
}

}  // namespace paridoo::server
