// res.company: what every company needs for dropshipping.
#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock_dropshipping/models.h"

namespace paridoo::addons::stock_dropshipping {

void create_sequence(const RecordSet& company) {
  company.env()["ir.sequence"].create({{"name", "Dropship (" + company.text("name") + ")"},
                                       {"code", "stock.dropshipping"},
                                       {"company_id", company},
                                       {"prefix", "DS/"},
                                       {"padding", 5}});
}

void create_picking_type(const RecordSet& company) {
  const Env& env = company.env();
  const RecordSet sequence =
      env["ir.sequence"].search(term("code", "=", "stock.dropshipping") & term("company_id", "=", company));
  env["stock.picking.type"].create({{"name", "Dropship"},
                                    {"company_id", company},
                                    {"warehouse_id", false},
                                    {"sequence_id", sequence.first()},
                                    {"code", "dropship"},
                                    {"default_location_src_id", supplier_location(env)},
                                    {"default_location_dest_id", customer_location(env)},
                                    {"sequence_code", "DS"},
                                    {"use_existing_lots", false}});
}

void create_rule(const RecordSet& company, const RecordSet& route) {
  const Env& env = company.env();
  const RecordSet from = supplier_location(env), to = customer_location(env);
  const RecordSet type = env["stock.picking.type"].search(term("company_id", "=", company) &
                                                              term("default_location_src_id.usage", "=", "supplier") &
                                                              term("default_location_dest_id.usage", "=", "customer"),
                                                          {.limit = 1, .order = "sequence"});
  if (!type) return;
  env["stock.rule"].create({{"name", from.text("name") + " → " + to.text("name")},
                            {"action", "buy"},
                            {"location_dest_id", to},
                            {"location_src_id", from},
                            {"procure_method", "make_to_stock"},
                            {"route_id", route},
                            {"picking_type_id", type},
                            {"company_id", company}});
}

namespace {

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet companies = super(std::move(values));
  const auto route = model.env().find_ref("stock_dropshipping.route_drop_shipping");
  for (const RecordSet& company : companies.sudo()) {
    create_sequence(company);
    create_picking_type(company);
    if (route) create_rule(company, *route);
  }
  return companies;
}

}  // namespace

Behaviour res_company() { return {.model = "res.company", .create = create}; }

}  // namespace paridoo::addons::stock_dropshipping
