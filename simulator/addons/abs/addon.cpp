#include "simulator/addons/abs/addon.h"

#include "simulator/addons/abs/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::abs {

namespace {

void make_sequence(const orm::Env& env, const char* name, const char* code, const char* prefix) {
  env["ir.sequence"].create(
      {{"name", name}, {"code", code}, {"prefix", prefix}, {"padding", 5}, {"company_id", false}});
}

}  // namespace

orm::Addon abs() {
  return {
      .name = "abs",
      .depends = {"sale_stock"},
      .models = {abs_employee(), abs_payment_attempt(), abs_subscription(), payment_request(), product_template(),
                 sale_order()},
  };
}

void install(const orm::Env& env) {
  make_sequence(env, "Subscription", "abs.subscription", "SUB");
  make_sequence(env, "Payment Attempt", "abs.payment.attempt", "ATT");
  make_sequence(env, "Payment Request", "payment.request", "REQ");
  const orm::RecordSet model = env["ir.model"].search(orm::term("model", "=", "abs.subscription"));
  orm::Dict job{{"name", "Subscriptions: invoice what is due"},
                {"model_id", model},
                {"state", "code"},
                {"code", "model.run_daily_job()"},
                {"interval_number", 1},
                {"interval_type", "days"},
                {"user_id", env.ref("base.user_root")}};
  if (!env.since(orm::Series::v18)) job.set("numbercall", -1);  // again and again
  env["ir.cron"].create(std::move(job));
}

}  // namespace paridoo::addons::abs
