#include "simulator/service/demo.h"

#include "simulator/orm/record_set.h"

namespace paridoo::service {

namespace {

using orm::Dict;
using orm::Env;
using orm::List;
using orm::RecordSet;
using orm::Series;
using orm::Value;

constexpr orm::Id administrator = 2;

struct Wares {
  RecordSet desk, chair, lamp, assembly;
};

RecordSet partner(const Env& env, const char* name, const char* city, const char* country, Dict more = {}) {
  const std::string domain = std::string(name).substr(0, std::string_view(name).find(' '));
  Dict values{{"name", name},
              {"is_company", true},
              {"street", "12 Harbour Street"},
              {"city", city},
              {"country_id", env.ref(country)},
              {"email", "office@" + domain + ".example"}};
  values.update(more);
  return env["res.partner"].create(values);
}

// Until 17.0 the type says whether stock is kept of a product, later a field of its own.
RecordSet stored_product(const Env& env, const char* name, const char* code, double price, double cost) {
  Dict values{{"name", name},
              {"default_code", code},
              {"list_price", price},
              {"standard_price", cost},
              {"invoice_policy", "delivery"}};
  if (env.since(Series::v18)) values.update({{"type", "consu"}, {"is_storable", true}});
  if (!env.since(Series::v18)) values.set("detailed_type", "product");
  return env["product.product"].create(values);
}

RecordSet service_product(const Env& env, const char* name, double price) {
  return env["product.product"].create(
      {{"name", name}, {"type", "service"}, {"list_price", price}, {"invoice_policy", "order"}});
}

void put_in_stock(const RecordSet& product, double quantity) {
  const Env& env = product.env();
  env["stock.quant"]
      .create({{"product_id", product},
               {"location_id", env.ref("stock.stock_location_stock")},
               {"inventory_quantity", quantity}})
      .call("action_apply_inventory");
}

Wares make_wares(const Env& env) {
  Wares wares{stored_product(env, "Oak Desk", "DESK-1", 480, 260),
              stored_product(env, "Office Chair", "CHAIR-1", 120, 55),
              stored_product(env, "Desk Lamp", "LAMP-1", 39.9, 14), service_product(env, "Assembly", 60)};
  put_in_stock(wares.desk, 25);
  put_in_stock(wares.chair, 80);
  put_in_stock(wares.lamp, 10);
  return wares;
}

using Lines = std::vector<std::pair<RecordSet, double>>;

RecordSet quotation(const RecordSet& customer, const Lines& lines) {
  List commands;
  for (const auto& [product, quantity] : lines)
    commands.push_back(orm::command::create({{"product_id", product}, {"product_uom_qty", quantity}}));
  return customer.env()["sale.order"].create({{"partner_id", customer}, {"order_line", commands}});
}

RecordSet confirmed(const RecordSet& order) {
  order.call("action_confirm");
  return order;
}

void deliver(const RecordSet& order) {
  for (const RecordSet& picking : order["picking_ids"]) picking.call("button_validate");
  order.env().flush();
}

RecordSet invoiced(const RecordSet& order) {
  const RecordSet wizard = order.env()["sale.advance.payment.inv"].create(
      {{"advance_payment_method", "delivered"}, {"sale_order_ids", List{orm::command::set(order.ids())}}});
  wizard.call("create_invoices");
  return order["invoice_ids"];
}

RecordSet posted(const RecordSet& invoice) {
  invoice.call("action_post");
  return invoice;
}

void pay(const RecordSet& invoice) {
  const Dict context{{"active_model", "account.move"}, {"active_ids", Value(invoice.ids())}};
  invoice.env()["account.payment.register"].with_context(context).create(Dict{}).call("action_create_payments");
}

void sell(const Env& env, const Wares& wares) {
  const RecordSet azure = partner(env, "Azure Interiors", "Lisbon", "base.pt");
  const RecordSet northwind = partner(env, "Northwind Offices", "Seattle", "base.us");
  const RecordSet willow = partner(env, "Willow Architects", "Ghent", "base.be");
  quotation(azure, {{wares.desk, 2}, {wares.chair, 2}});
  quotation(willow, {{wares.lamp, 4}}).write({{"state", "sent"}});
  quotation(willow, {{wares.chair, 1}}).call("action_cancel");
  confirmed(quotation(northwind, {{wares.desk, 3}, {wares.assembly, 3}}));
  confirmed(quotation(northwind, {{wares.lamp, 500}}))["picking_ids"].call("action_cancel");
  const RecordSet draft = confirmed(quotation(azure, {{wares.chair, 6}}));
  deliver(draft);
  invoiced(draft);
  const RecordSet open = confirmed(quotation(northwind, {{wares.desk, 1}, {wares.lamp, 1}}));
  deliver(open);
  posted(invoiced(open));
  const RecordSet closed = confirmed(quotation(willow, {{wares.desk, 2}, {wares.assembly, 1}}));
  deliver(closed);
  pay(posted(invoiced(closed)));
  const RecordSet mistaken = confirmed(quotation(azure, {{wares.assembly, 2}}));
  invoiced(mistaken).call("button_cancel");
}

RecordSet purchase(const RecordSet& vendor, const RecordSet& product, double quantity, double price) {
  const Dict line{{"product_id", product}, {"product_qty", quantity}, {"price_unit", price}};
  return vendor.env()["purchase.order"].create(
      {{"partner_id", vendor}, {"order_line", List{orm::command::create(line)}}});
}

void buy(const Env& env, const Wares& wares) {
  const RecordSet sawmill = partner(env, "Fjord Sawmill", "Bergen", "base.no", {{"supplier_rank", 1}});
  purchase(sawmill, wares.desk, 10, 250);
  purchase(sawmill, wares.chair, 40, 52).call("button_confirm");
  const RecordSet received = purchase(sawmill, wares.desk, 5, 255);
  received.call("button_confirm");
  for (const RecordSet& picking : received["picking_ids"]) picking.call("button_validate");
  purchase(sawmill, wares.lamp, 100, 13).call("button_cancel");
}

}  // namespace

void add_demo_data(Databases& databases, const std::string& name) {
  try {
    databases.open(name)->run(administrator, {}, [](const Env& env) -> Value {
      const Wares wares = make_wares(env);
      sell(env, wares);
      buy(env, wares);
      return {};
    });
  } catch (...) {
    databases.drop(name);
    throw;
  }
}

}  // namespace paridoo::service
