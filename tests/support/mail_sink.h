// A real mail server, in a process of its own, that keeps the letters it gets (mail_sink.py, by Debian's aiosmtpd).
#pragma once

#include <chrono>
#include <cstdio>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "simulator/rpc/json.h"
#include "tests/support/scratch_folder.h"

namespace paridoo::support {

class MailSink {
 public:
  // `login`: "name:password" that it asks for; empty if it takes letters from anybody.
  explicit MailSink(const std::string& encryption = "none", const std::string& login = {}) {
    const std::string program = std::string(PARIDOO_SOURCE_DIR) + "/tests/support/mail_sink.py";
    const std::string command =
        "/usr/bin/python3 " + program + " " + folder_.path().string() + " " + encryption + " " + login;
    process_.reset(popen(command.c_str(), "w"));
    if (!process_) throw std::runtime_error("no mail server");
    port_ = std::stoi(wait_for("port"));
  }

  int port() const { return port_; }
  // The n-th letter, counted from 1: "from", "to", "text", "encrypted".
  orm::Dict letter(int n) const { return rpc::parse_json(wait_for(std::to_string(n) + ".json")).dict(); }
  bool has_letter(int n) const { return std::filesystem::exists(folder_.path() / (std::to_string(n) + ".json")); }

 private:
  std::string wait_for(const std::string& name) const {
    for (int tries = 0; tries < 1000; ++tries) {
      if (std::ifstream in(folder_.path() / name); in) return {std::istreambuf_iterator<char>(in), {}};
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    throw std::runtime_error("the mail server never wrote " + name);
  }

  struct Close {
    void operator()(FILE* pipe) const { pclose(pipe); }
  };
  tests::ScratchFolder folder_;
  std::unique_ptr<FILE, Close> process_;  // ends first: it writes to the folder
  int port_ = 0;
};

}  // namespace paridoo::support
