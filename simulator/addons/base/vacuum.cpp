#include "simulator/addons/base/vacuum.h"

#include <array>
#include <chrono>
#include <functional>
#include <optional>
#include <utility>

#include "simulator/orm/attempt.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

constexpr auto wizard_age_max = std::chrono::hours(1);

// What models have marked for this job (@api.autovacuum).
constexpr auto collectors = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"mail.activity", "_gc_delete_old_overdue_activities"},
    {"mail.compose.message", "_gc_lost_attachments"},
    {"res.users.apikeys", "_gc_user_apikeys"},
    {"stock.warehouse.orderpoint", "_unlink_processed_orderpoints"},
});

void try_to(const Env& env, const std::function<void()>& remove) {
  const std::optional<Fault> failure = refusal_of(env, remove);
  if (failure && failure->kind() == FaultKind::not_simulated) throw *failure;
}

void remove_old_wizards(const RecordSet& model) {
  const std::string limit = format_moment(model.env().now() - wizard_age_max);
  const RecordSet old = model.with_context({{"active_test", false}}).search(term("write_date", "<", limit));
  if (old) old.unlink();
}

}  // namespace

void run_vacuum(const Env& env) {
  for (const Model* model : env.registry().models())
    if (model->facts->transient && model->has("write_date"))
      try_to(env, [&] { remove_old_wizards(env.sudo()[model->name]); });
  for (const auto& one : collectors)
    if (env.registry().find(one.first) && env[one.first].has_method(one.second))
      try_to(env, [&] { env[one.first].call(one.second); });
}

}  // namespace paridoo::addons::base
