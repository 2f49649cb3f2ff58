// Writes down what passes.
#pragma once

#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>

#include "simulator/replay/recording.h"

namespace paridoo::replay {

// The file holds a whole recording after each exchange. API keys and session cookies are written as {key} and
// {session}, passwords in the bodies of requests as {password}; answers are kept as they come.
class Recorder {
 public:
  // Throws std::runtime_error if the file cannot be written. `series` is what the recording says of the server.
  Recorder(const std::filesystem::path& file, std::string series);

  // Asks the handler and writes down both. Safe to call by several threads.
  rpc::HttpResponse handle(const rpc::HttpRequest& request, const rpc::Handler& inner);

 private:
  void write(const rpc::HttpRequest& request, const rpc::HttpResponse& response);

  std::ofstream file_;
  const std::string series_;
  std::mutex mutex_;
  std::size_t written_ = 0;
};

}  // namespace paridoo::replay
