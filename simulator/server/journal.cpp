#include "simulator/server/journal.h"

#include <algorithm>

#include "simulator/orm/fault.h"

namespace paridoo::server {

namespace {

// As many different names as anybody would read; a client that asks for random ones shall not fill the memory.
constexpr std::size_t names_max = 10'000;

}  // namespace

void Journal::record(const service::CallRecord& call, orm::Moment now) {
  const std::lock_guard lock(mutex_);
  ++total_;
  if (!call.exception.empty()) ++faults_;
  if (call.exception == orm::exception_name(orm::FaultKind::not_simulated) &&
      (not_simulated_.size() < names_max || not_simulated_.count(call.message)))
    ++not_simulated_[call.message];
  entries_.push_back({.number = total_, .time = now, .call = call});
  if (entries_.size() > calls_max_) entries_.pop_front();
}

orm::Dict Journal::describe(const Entry& entry) {
  const service::CallRecord& call = entry.call;
  return {
      {"number", entry.number},
      {"time", orm::format_moment(entry.time)},
      {"service", call.service},
      {"database", call.database},
      {"model", call.model},
      {"method", call.method},
      {"outcome", call.exception.empty() ? "ok" : call.exception},
      {"message", call.message},
      {"microseconds", static_cast<std::int64_t>(call.took.count())},
  };
}

orm::Dict Journal::report(std::size_t last) const {
  const std::lock_guard lock(mutex_);
  orm::List calls;
  for (std::size_t at = entries_.size() - std::min(last, entries_.size()); at < entries_.size(); ++at)
    calls.push_back(describe(entries_[at]));
  orm::Dict names;
  for (const auto& [name, count] : not_simulated_) names.set(name, count);
  return {{"calls", std::move(calls)}, {"total", total_}, {"faults", faults_}, {"not_simulated", std::move(names)}};
}

void Journal::clear() {
  const std::lock_guard lock(mutex_);
  entries_.clear();
  not_simulated_.clear();
  total_ = faults_ = 0;
}

}  // namespace paridoo::server
