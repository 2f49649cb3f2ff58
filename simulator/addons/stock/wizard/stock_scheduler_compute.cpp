// stock.scheduler.compute: runs the scheduler now, for each company of the user. Until 17.0; Odoo does it in a thread.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

Value procure_calculation(const RecordSet& wizard, const Arguments&) {
  const Env& env = wizard.env();
  const RecordSet companies = env["res.users"].browse(env.uid()).sudo()["company_ids"];
  const RecordSet scheduler = env.sudo()["procurement.group"].with_context({{"allowed_company_ids", companies.ids()}});
  for (const Id company : companies.ids()) scheduler.call("run_scheduler", {false, company});
  return Dict{{"type", "ir.actions.client"}, {"tag", "reload"}};
}

}  // namespace

Behaviour stock_scheduler_compute() {
  return {.model = "stock.scheduler.compute",
          .in = {.until = Series::v17},
          .methods = {{"procure_calculation", "", procure_calculation}}};
}

}  // namespace paridoo::addons::stock
