#include "simulator/faults/active_faults.h"

#include <fmt/format.h>

#include <algorithm>

#include "simulator/faults/fault.h"
#include "simulator/orm/fault.h"

namespace paridoo::faults {

namespace {

const FaultType& type_named(const std::string& name) {
  for (const FaultType& one : all_faults())
    if (one.name == name) return one;
  throw orm::value_error(fmt::format("there is no fault {}", name));
}

}  // namespace

void ActiveFaults::set(const std::string& name, const orm::Dict& configuration) {
  Active active{.configuration = configuration,
                .wrapper = limited(read_when(configuration), type_named(name).make(configuration))};
  const std::lock_guard lock(mutex_);
  active_.insert_or_assign(name, std::move(active));
  rebuild();
}

bool ActiveFaults::clear(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const bool was_on = active_.erase(name) > 0;
  rebuild();
  return was_on;
}

void ActiveFaults::clear() {
  const std::lock_guard lock(mutex_);
  active_.clear();
  rebuild();
}

orm::Dict ActiveFaults::report() const {
  const std::lock_guard lock(mutex_);
  orm::Dict out;
  for (const auto& [name, active] : active_) out.set(name, active.configuration);
  return out;
}

// Counting of requests starts anew for all of them.
void ActiveFaults::rebuild() {
  std::vector<Wrapper> wrappers;
  for (const auto& [_, active] : active_) wrappers.push_back(active.wrapper);
  chain_ = wrappers.empty() ? nullptr : std::make_shared<const rpc::Handler>(wrapped(inner_, wrappers));
}

rpc::HttpResponse ActiveFaults::handle(const rpc::HttpRequest& request) const {
  std::shared_ptr<const rpc::Handler> chain;
  {
    const std::lock_guard lock(mutex_);
    chain = chain_;
  }
  return chain ? (*chain)(request) : inner_(request);
}

}  // namespace paridoo::faults
