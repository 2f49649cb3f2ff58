// Threads for connections: a connection that is kept open holds a thread, so there must be as many as there are
// clients.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace paridoo::server {

// Starts a thread when a job comes and none is idle, up to `threads_max`; more jobs wait.
class ConnectionThreads {
 public:
  explicit ConnectionThreads(std::size_t threads_max) : threads_max_(threads_max) {}
  ConnectionThreads(const ConnectionThreads&) = delete;
  ConnectionThreads& operator=(const ConnectionThreads&) = delete;
  ~ConnectionThreads() { finish(); }

  void run(std::function<void()> job);
  // Waits until every job that was given is done. No more jobs may be given.
  void finish();

 private:
  void work();

  const std::size_t threads_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;
  std::size_t idle_ = 0;
  bool finishing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace paridoo::server
