#include "tools/contract/governed_flows.h"

#include "src/api/routes.h"
#include "tools/contract/refusals.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

struct Flow {
  const char* area;
  void (*run)(Recorder&, const Stage&);
};

constexpr Flow flows[] = {
    {"who sees what", run_visibility},
    {"approval", run_approval},
    {"assignments", run_assignments},
    {"bills of products", run_bills_of_products},
    {"assets", run_assets},
    {"subscriptions", run_subscriptions},
    {"tickets", run_tickets},
};

}  // namespace

void run_governed_flows(Recorder& recorder, const Stage& stage) {
  for (const Flow& flow : flows) {
    if (stage.cast)
      flow.run(recorder, stage);
    else
      recorder.skip(flow.area, "all of it", "this Odoo has no service accounts");
  }
  if (stage.cast) return;
  for (const auto& route : api::routes()) {
    if (route.needs.empty()) continue;
    const auto area = fmt::format("{} {}", api::method_name(route.method), route.path);
    recorder.run({.area = area,
                  .name = "not without the addon",
                  .contract = "error",
                  .request = good_request(recorder, route),
                  .expect = [](const ApiReply& reply) { expect_refusal(reply, 501, "not_supported"); }});
  }
}

}  // namespace paridoo::contract_suite
