// The faults that are switched on at the moment. Safe to use by several threads.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "simulator/faults/wrap.h"
#include "simulator/orm/value.h"
#include "simulator/rpc/http_message.h"

namespace paridoo::faults {

class ActiveFaults {
 public:
  explicit ActiveFaults(rpc::Handler handler) : inner_(std::move(handler)) {}

  // Switches a fault on, in place of the one of that name that was on. Throws a Fault for a name that is none, or a
  // configuration that makes no sense.
  void set(const std::string& name, const orm::Dict& configuration);
  // Says whether it was on.
  bool clear(const std::string& name);
  void clear();
  // {"latency": {"milliseconds": 200}}
  orm::Dict report() const;

  rpc::HttpResponse handle(const rpc::HttpRequest& request) const;

 private:
  struct Active {
    orm::Dict configuration;
    Wrapper wrapper;
  };
  void rebuild();

  const rpc::Handler inner_;
  mutable std::mutex mutex_;
  std::map<std::string, Active, std::less<>> active_;
  std::shared_ptr<const rpc::Handler> chain_;  // null: nothing is on
};

}  // namespace paridoo::faults
