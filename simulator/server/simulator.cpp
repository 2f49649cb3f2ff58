#include "simulator/server/simulator.h"

#include "simulator/server/admin.h"
#include "simulator/server/web_sender.h"

namespace paridoo::server {

namespace {

service::DatabaseOptions with_sender(service::DatabaseOptions options) {
  if (!options.sender) options.sender = post_over_http;
  return options;
}

}  // namespace

Simulator::Simulator(service::World world, SimulatorOptions options)
    : databases_(world, with_sender(std::move(options.databases))),
      master_password_(std::move(options.master_password)),
      services_{
          .series = options.series,
          .databases = databases_,
          .master_password = master_password_,
          .observe = [this](const service::CallRecord& call) { journal_.record(call, databases_.clock()()); },
          .serialization_faults = options.serialization_faults,
      },
      application_(services_),
      faults_(faults::wrapped([this](const rpc::HttpRequest& request) { return application_.handle(request); },
                              options.faults)) {
  // The admin API stays outside of the faults: it is how a test takes them away again.
  handler_ = [this](const rpc::HttpRequest& request) {
    try {
      if (request.path.starts_with(admin_prefix)) return serve_admin(request, {services_, journal_, faults_});
      return faults_.handle(request);
    } catch (const std::exception& error) {
      return rpc::internal_error(request, error.what());
    }
  };
}

}  // namespace paridoo::server
