// `paridoo serve` as a process of its own, on a free port, for as long as the object lives.
#pragma once

#include <sys/types.h>

#include <string>

namespace paridoo::bench {

class ServedProcess {
 public:
  // Starts it and waits for the line that says where it listens. Throws std::runtime_error if it does not come.
  explicit ServedProcess(const std::string& program);
  ~ServedProcess();
  ServedProcess(const ServedProcess&) = delete;
  ServedProcess& operator=(const ServedProcess&) = delete;

  const std::string& url() const { return url_; }
  // Resident memory in bytes.
  std::size_t resident_bytes() const;

 private:
  pid_t pid_ = 0;
  std::string url_;
};

}  // namespace paridoo::bench
