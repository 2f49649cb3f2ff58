// The journal: what was asked of the server lately, and how it went.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>

#include "simulator/orm/clock.h"
#include "simulator/orm/value.h"
#include "simulator/service/call_record.h"

namespace paridoo::server {

// Keeps the last calls and counts them all. Safe to use by several threads.
class Journal {
 public:
  explicit Journal(std::size_t calls_max = 1000) : calls_max_(calls_max) {}

  void record(const service::CallRecord& call, orm::Moment now);

  // {"calls": [{"number", "time", "service", "database", "model", "method", "outcome", "message", "microseconds"},
  // ...],
  //  "total", "faults", "not_simulated": {name: count}}; calls in the order in which they ended, `last` of them at
  //  most.
  orm::Dict report(std::size_t last) const;
  void clear();

 private:
  struct Entry {
    std::int64_t number;
    orm::Moment time;
    service::CallRecord call;
  };
  static orm::Dict describe(const Entry& entry);

  const std::size_t calls_max_;
  mutable std::mutex mutex_;
  std::deque<Entry> entries_;
  std::int64_t total_ = 0;
  std::int64_t faults_ = 0;
  std::map<std::string, std::int64_t> not_simulated_;
};

}  // namespace paridoo::server
