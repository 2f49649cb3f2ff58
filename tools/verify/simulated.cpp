#include "tools/verify/simulated.h"

#include <memory>

#include "simulator/server/in_process.h"
#include "simulator/server/simulator.h"
#include "simulator/service/worlds.h"
#include "src/odoo/transport/in_process.h"

namespace paridoo::verify {

odoo::Transport simulated(orm::Series series, std::chrono::sys_seconds now) {
  const auto simulator = std::make_shared<server::Simulator>(
      service::world_of(series),
      server::SimulatorOptions{.series = series, .databases = {.clock = orm::clock_from(now)}});
  simulator->databases().create("odoo");
  return odoo::in_process_transport([simulator](const odoo::WireRequest& request) {
    const rpc::HttpResponse response =
        server::ask(simulator->handler(), "POST", request.path, {{"Content-Type", request.content_type}}, request.body);
    return odoo::WireResponse{.status = response.status, .content_type = {}, .body = response.body};
  });
}

}  // namespace paridoo::verify
