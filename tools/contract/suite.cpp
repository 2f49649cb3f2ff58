#include "tools/contract/suite.h"

#include <algorithm>
#include <optional>

#include "tools/contract/flows.h"
#include "tools/contract/governed_flows.h"
#include "tools/contract/recorder.h"
#include "tools/contract/refusals.h"
#include "tools/contract/stage.h"

namespace paridoo::contract_suite {

namespace {

void run_flows(Recorder& recorder, const Stage& stage) {
  run_order_to_cash(recorder, stage);
  run_backorder(recorder, stage);
  run_serial_numbers(recorder, stage);
  run_smart_payment(recorder, stage);
  run_unknown_records(recorder, stage);
  run_warehouse(recorder, stage);
  run_catalogue(recorder, stage);
  run_order_changes(recorder, stage);
  run_books(recorder, stage);
  run_idempotency(recorder, stage);
  run_governed_flows(recorder, stage);
}

}  // namespace

CaseResults run_suite(const Target& target) {
  Recorder recorder(target);
  std::optional<Stage> stage;
  const bool ready =
      recorder.run("setting up", "a customer, products and stock in Odoo", [&] { stage = set_the_stage(target); });
  if (ready && stage->cast) recorder.act_as(stage->cast->agent);
  if (ready) run_flows(recorder, *stage);
  run_refusals(recorder, stage && stage->cast.has_value());
  return recorder.take_results();
}

bool all_passed(const CaseResults& results) {
  return std::none_of(results.begin(), results.end(), [](const CaseResult& r) { return r.outcome == Outcome::failed; });
}

}  // namespace paridoo::contract_suite
