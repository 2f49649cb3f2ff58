#include "tools/contract/stage.h"

#include <fmt/format.h>

#include <random>

#include "src/governance/governance.h"
#include "src/odoo/row.h"
#include "tools/contract/check.h"

namespace paridoo::contract_suite {

namespace {

template <typename T>
T got(Result<T> result) {
  if (!result) throw CaseFailed(result.error().message + " " + result.error().detail);
  return *std::move(result);
}

struct Product {
  std::string name;
  double price = 0;
  std::string tracking = "none";
};

// Odoo 18 made a flag of the type "product".
odoo::Dict storable(const odoo::Session& odoo) {
  if (got(odoo.version()).major >= 18) return {{"type", "consu"}, {"is_storable", true}};
  return {{"detailed_type", "product"}};
}

Id create_goods(const odoo::Session& odoo, const Product& product) {
  auto values = storable(odoo);
  values.push_back({"name", product.name});
  values.push_back({"list_price", product.price});
  values.push_back({"invoice_policy", "delivery"});
  values.push_back({"tracking", product.tracking});
  return got(odoo.create("product.product", std::move(values)));
}

Id create_service(const odoo::Session& odoo, const std::string& name, double price) {
  return got(odoo.create("product.product",
                         {{"name", name}, {"list_price", price}, {"type", "service"}, {"invoice_policy", "order"}}));
}

Id create_lot(const odoo::Session& odoo, const std::string& name, Id product, Id company) {
  return got(odoo.create("stock.lot", {{"name", name}, {"product_id", product}, {"company_id", company}}));
}

// Counts the shelf, as a person with a list would.
void put_on_shelf(const odoo::Session& odoo, const Stage& stage, Id product, double quantity, Id lot = 0) {
  odoo::Dict values{{"product_id", product}, {"location_id", stage.shelf}, {"inventory_quantity", quantity}};
  if (lot != 0) values.push_back({"lot_id", lot});
  const Id quant = got(odoo.create("stock.quant", std::move(values)));
  got(odoo.call_on("stock.quant", {quant}, "action_apply_inventory"));
}

// Answers the company that owns the warehouse.
Id find_warehouse(const odoo::Session& odoo, Stage& stage) {
  constexpr std::string_view fields[] = {"lot_stock_id", "company_id"};
  const auto row = got(odoo.find("stock.warehouse", {}, fields));
  expect(row.has_value(), "this Odoo has no warehouse");
  odoo::RowReader reader("stock.warehouse", *row);
  stage.warehouse = reader.id("id");
  stage.shelf = reader.reference("lot_stock_id").id;
  return got(reader.finish(reader.reference("company_id").id));
}

constexpr auto validity = std::chrono::hours(1);

// The token of a new employee who is a member of these accounts.
std::string new_employee(const Target& target, Id& employee, governance::Role role, const odoo::Ids& accounts,
                         const char* until = nullptr) {
  employee = got(target.odoo.create("abs.employee", {{"name", "Employee"}}));
  for (const Id account : accounts) {
    odoo::Dict membership{{"account_id", account},
                          {"employee_id", employee},
                          {"role_code", std::string(governance::role_name(role))},
                          {"date_from", "2020-01-01"}};
    if (until) membership.push_back({"date_to", until});
    got(target.odoo.create("ov.membership", std::move(membership)));
  }
  const governance::Identity identity{.employee = employee, .role = role, .accounts = accounts};
  return "Bearer " + got(governance::issue_token(target.tokens, identity, validity));
}

Cast cast_people(const Target& target, const Stage& stage, const std::string& suffix) {
  using governance::Role;
  Cast cast;
  const auto account = [&](const char* name, double threshold) {
    return got(target.odoo.create(
        "ov.serviced_account", {{"name", name + suffix}, {"code", name + suffix}, {"approval_threshold", threshold}}));
  };
  cast.account = account("Togo ", 5000);
  cast.other_account = account("Benin ", 0);
  const auto outlet = [&](Id of) {
    return got(target.odoo.create("ov.outlet", {{"name", "Outlet"}, {"account_id", of}}));
  };
  cast.outlet = outlet(cast.account);
  cast.other_outlet = outlet(cast.other_account);
  Id other = 0;
  cast.agent = new_employee(target, cast.agent_id, Role::agent, {cast.account});
  cast.staff = new_employee(target, other, Role::staff, {cast.account});
  cast.outsider = new_employee(target, other, Role::agent, {cast.other_account});
  cast.outsider_staff = new_employee(target, other, Role::staff, {cast.other_account});
  cast.both = new_employee(target, other, Role::agent, {cast.account, cast.other_account});
  cast.left = new_employee(target, other, Role::agent, {cast.account}, "2020-12-31");
  got(target.odoo.create("ov.sa_customer_assignment",
                         {{"account_id", cast.account}, {"partner_id", stage.customer}, {"actor_id", cast.agent_id}}));
  return cast;
}

void add_what_is_governed(const Target& target, Stage& stage, const std::string& suffix) {
  stage.cast = cast_people(target, stage, suffix);
  stage.package_code = "SHS-" + suffix;
  stage.package =
      got(target.odoo.create("product.product", {{"name", "Solar Home System"}, {"default_code", stage.package_code}}));
  stage.warranty = got(target.odoo.create("product.product", {{"name", "Warranty " + suffix},
                                                              {"type", "service"},
                                                              {"list_price", 12.0},
                                                              {"invoice_policy", "order"},
                                                              {"x_pu_category", "contract"},
                                                              {"x_contract_type", "warranty"},
                                                              {"recurring_invoice", true}}));
}

// Odoo 19 begins with a bank journal only.
const char* source_of_money(const odoo::Session& odoo, Id company) {
  const auto of_cash = odoo::where("type", "=", "cash") & odoo::where("company_id", "=", company);
  return got(odoo.search_count("account.journal", of_cash)) > 0 ? "cash" : "bank";
}

std::string fresh_suffix() { return fmt::format("{:06x}", std::random_device{}() & 0xffffffU); }

}  // namespace

Stage set_the_stage(const Target& target) {
  const odoo::Session& odoo = target.odoo;
  const auto suffix = fresh_suffix();
  Stage stage{.first_meter = "SN-1-" + suffix, .second_meter = "SN-2-" + suffix};
  const Id company = find_warehouse(odoo, stage);
  stage.payment_source = source_of_money(odoo, company);
  stage.customer =
      got(odoo.create("res.partner", {{"name", "Marie Dupont " + suffix}, {"email", "marie@example.com"}}));
  stage.kit = create_goods(odoo, {.name = "Solar Kit 200W " + suffix, .price = 100});
  stage.cable = create_goods(odoo, {.name = "Cable Set " + suffix, .price = 25});
  stage.meter = create_goods(odoo, {.name = "Meter " + suffix, .price = 60, .tracking = "serial"});
  stage.fitting = create_service(odoo, "Installation " + suffix, 40);
  put_on_shelf(odoo, stage, stage.kit, 10);
  put_on_shelf(odoo, stage, stage.cable, 10);
  stage.side_shelf = got(odoo.create(
      "stock.location", {{"name", "Shelf " + suffix}, {"location_id", stage.shelf}, {"usage", "internal"}}));
  stage.first_lot = create_lot(odoo, stage.first_meter, stage.meter, company);
  stage.second_lot = create_lot(odoo, stage.second_meter, stage.meter, company);
  for (const Id lot : {stage.first_lot, stage.second_lot}) put_on_shelf(odoo, stage, stage.meter, 1, lot);
  const auto token_of = [&](Id customer) {
    return "Bearer " + got(governance::issue_customer_token(target.customer_tokens, customer, validity));
  };
  stage.shopper = token_of(stage.customer);
  stage.other_shopper = token_of(got(odoo.create("res.partner", {{"name", "Kofi " + suffix}})));
  if (got(governance::Governance().has_model(odoo, "ov.membership"))) add_what_is_governed(target, stage, suffix);
  return stage;
}

}  // namespace paridoo::contract_suite
