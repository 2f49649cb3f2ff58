// stock.warn.insufficient.qty.scrap: scraps more than there is, after all.
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {
namespace {

void compute_quant_ids(const RecordSet& warnings) {
  for (const RecordSet& warning : warnings) {
    const RecordSet company = warning["scrap_id"]["company_id"];
    const Domain of_company = term("company_id", "in", List{false, Value(company)});
    warning.set("quant_ids",
                warning.env()["stock.quant"].search(of_company & term("product_id", "=", warning["product_id"]) &
                                                    term("location_id.usage", "=", "internal")));
  }
}

Value action_done(const RecordSet& warning, const Arguments&) { return warning["scrap_id"].call("do_scrap"); }

Value action_cancel(const RecordSet& warning, const Arguments&) {
  if (!warning.env().context("not_unlink_on_discard")) warning["scrap_id"].sudo().unlink();
  return true;
}

}  // namespace

Behaviour stock_warn_insufficient_qty_scrap() {
  return {.model = "stock.warn.insufficient.qty.scrap",
          .computes = {{{"quant_ids"}, compute_quant_ids}},
          .methods = {{"action_done", "", action_done}, {"action_cancel", "", action_cancel}}};
}

}  // namespace paridoo::addons::stock
