// The simulator as a whole: databases, services, protocols, journal and admin API behind one handler of requests.
//
// The handler is the same whether a Listener brings it requests over TCP or a caller in the same process does
// (in_process.h).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "simulator/faults/active_faults.h"
#include "simulator/faults/wrap.h"
#include "simulator/orm/facts.h"
#include "simulator/rpc/application.h"
#include "simulator/rpc/http_message.h"
#include "simulator/server/journal.h"
#include "simulator/service/databases.h"
#include "simulator/service/master_password.h"
#include "simulator/service/services.h"

namespace paridoo::server {

struct SimulatorOptions {
  orm::Series series = orm::Series::v18;
  std::string master_password = "admin";
  service::DatabaseOptions databases = {};
  std::vector<faults::Wrapper> faults = {};  // that are always on; others are switched on by the admin API
  bool serialization_faults = false;
};

class Simulator {
 public:
  // `world` must belong to the series of the options. Throws std::runtime_error if the folder for databases is
  // unusable.
  Simulator(service::World world, SimulatorOptions options);
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;

  // Answers a request; may be called by many threads at once. Never throws.
  rpc::HttpResponse handle(const rpc::HttpRequest& request) { return handler_(request); }
  // The same as a value; it must not outlive the simulator.
  rpc::Handler handler() { return handler_; }

  service::Databases& databases() { return databases_; }
  Journal& journal() { return journal_; }

 private:
  service::Databases databases_;
  service::MasterPassword master_password_;
  Journal journal_;
  service::Services services_;
  rpc::Application application_;
  faults::ActiveFaults faults_;
  rpc::Handler handler_;
};

}  // namespace paridoo::server
