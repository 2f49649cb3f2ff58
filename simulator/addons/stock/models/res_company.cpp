// res.company and res.users: what a company needs to move goods.
#include <string>

#include "simulator/addons/stock/location.h"
#include "simulator/addons/stock/models.h"
#include "simulator/addons/stock/warehouse.h"
#include "simulator/orm/text_parts.h"
#include "simulator/orm/user_defaults.h"

namespace paridoo::addons::stock {
namespace {

RecordSet create_location(const RecordSet& company, std::string_view parent, Dict values) {
  const Env& env = company.env();
  if (const auto above = env.find_ref(parent)) values.set("location_id", *above);
  values.set("company_id", company);
  return env["stock.location"].create(std::move(values));
}

// Goods that go to another warehouse of the company are in transit.
void create_transit_location(const RecordSet& company) {
  const RecordSet transit =
      create_location(company, "stock.stock_location_locations",
                      {{"name", "Inter-warehouse transit"}, {"usage", "transit"}, {"active", false}});
  company.write({{"internal_transit_location_id", transit}});
  company["partner_id"].with_company(company).write(
      {{"property_stock_customer", transit}, {"property_stock_supplier", transit}});
}

void create_virtual_locations(const RecordSet& company) {
  constexpr std::string_view above = "stock.stock_location_locations_virtual";
  const orm::Model& products = company.env().registry().at("product.template");
  const RecordSet adjustment =
      create_location(company, above, {{"name", "Inventory adjustment"}, {"usage", "inventory"}});
  set_default_of_company(company, products.at("property_stock_inventory"), adjustment.id());
  const RecordSet production = create_location(company, above, {{"name", "Production"}, {"usage", "production"}});
  set_default_of_company(company, products.at("property_stock_production"), production.id());
  Dict scrap{{"name", "Scrap"}, {"usage", "inventory"}};
  if (!company.env().since(Series::v19)) scrap.set("scrap_location", true);
  create_location(company, above, std::move(scrap));
}

void create_scrap_sequence(const RecordSet& company) {
  company.env()["ir.sequence"].create({{"name", company.text("name") + " Sequence scrap"},
                                       {"code", "stock.scrap"},
                                       {"company_id", company},
                                       {"prefix", "SP/"},
                                       {"padding", 5},
                                       {"number_next", 1},
                                       {"number_increment", 1}});
}

// Companies send goods to each other through transit.
void set_inter_company_locations(const RecordSet& company, const RecordSet& transit) {
  const Dict through{{"property_stock_customer", transit}, {"property_stock_supplier", transit}};
  for (const RecordSet& other : company.none().search(term("id", "!=", company))) {
    other["partner_id"].with_company(company).write(through);
    company["partner_id"].with_company(other).write(through);
  }
}

// Since 18.0 a company makes its first warehouse when it needs one.
void create_warehouse(const RecordSet& company) {
  const Value& code = company.env().context("default_code");
  company.env()["stock.warehouse"].create(
      {{"name", company.text("name")},
       {"code", code ? code : Value(std::string(orm::first_letters(company.text("name"), 5)))},
       {"company_id", company},
       {"partner_id", company["partner_id"]}});
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet companies = super(std::move(values));
  const RecordSet between = inter_company_location(model.env().sudo());
  if (between && !between.flag("active")) between.write({{"active", true}});
  for (const RecordSet& company : companies.sudo()) {
    create_transit_location(company);
    create_virtual_locations(company);
    create_scrap_sequence(company);
    if (between) set_inter_company_locations(company, between);
    if (!model.env().since(Series::v18)) create_warehouse(company);
  }
  return companies;
}

Value get_default_warehouse_id(const RecordSet& user, const Arguments&) { return warehouse_of(user.env().company()); }

}  // namespace

Behaviour res_company() { return {.model = "res.company", .create = create}; }

Behaviour res_users() {
  return {.model = "res.users", .methods = {{"_get_default_warehouse_id", "", get_default_warehouse_id}}};
}

}  // namespace paridoo::addons::stock
