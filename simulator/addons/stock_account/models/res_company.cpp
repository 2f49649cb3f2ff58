// res.company: since 19.0 a job books what the stock is worth, of companies that want it every day.
#include "simulator/addons/stock_account/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::stock_account {

using namespace orm;

namespace {

// Odoo asks on the last day of a month for companies that want it both daily and monthly: there are none.
Value post_stock_valuation(const RecordSet& model, const Arguments&) {
  const Env& env = model.env();
  if (env.today() == end_of_month(env.today())) return {};
  const Domain daily = term("inventory_period", "=", "daily") & term("inventory_valuation", "!=", "real_time");
  if (model.search_count(daily) > 0) throw not_simulated("res.company.action_close_stock_valuation");
  return {};
}

}  // namespace

Behaviour res_company() {
  return {.model = "res.company",
          .methods = {model_method("_cron_post_stock_valuation", "", post_stock_valuation, {.since = Series::v19})}};
}

}  // namespace paridoo::addons::stock_account
