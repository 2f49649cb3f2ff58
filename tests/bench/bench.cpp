// The targets of speed, measured: from exec to the first answer, a fresh database, memory at rest, order to cash
// by RPC and by REST.
//
//   cmake --build --preset release --target bench && build/release/bench
#include <benchmark/benchmark.h>
#include <nlohmann/json.hpp>

#include <stdexcept>

#include "simulator/server/simulator.h"
#include "simulator/service/worlds.h"
#include "src/api/server.h"
#include "src/governance/token.h"
#include "src/odoo/session.h"
#include "src/odoo/transport/http.h"
#include "tests/bench/served_process.h"
#include "tools/contract/api_client.h"
#include "tools/contract/simulated_odoo.h"

namespace paridoo::bench {
namespace {

using nlohmann::json;
using odoo::Dict;
using odoo::Id;
using odoo::List;
using odoo::Value;

const std::string program = PARIDOO_PROGRAM;

template <class T>
T taken(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return *std::move(result);
}

odoo::Session session_on(const std::string& url) {
  return odoo::Session({.database = "odoo",
                        .password = "admin",
                        .transport = taken(odoo::http_transport({.url = url, .ca_file = {}})),
                        .observer = {}});
}

void first_answer_from_exec(benchmark::State& state) {
  for (auto _ : state) {
    const ServedProcess served(program);
    benchmark::DoNotOptimize(taken(session_on(served.url()).search_count("res.partner", {})));
    state.PauseTiming();
    state.counters["resident_MiB"] = static_cast<double>(served.resident_bytes()) / (1024 * 1024);
    state.ResumeTiming();
  }
}
BENCHMARK(first_answer_from_exec)->Unit(benchmark::kMillisecond)->UseRealTime();

void fresh_database(benchmark::State& state) {
  constexpr orm::Series series = orm::Series::v18;
  server::Simulator simulator({.registry = &service::registry_of(series), .image = service::image_of(series)},
                              {.series = series});
  simulator.databases().create("odoo");
  for (auto _ : state) {
    simulator.databases().duplicate("odoo", "fresh");
    state.PauseTiming();
    simulator.databases().drop("fresh");
    state.ResumeTiming();
  }
}
BENCHMARK(fresh_database)->Unit(benchmark::kMillisecond)->UseRealTime();

// A customer, and a product with plenty of stock.
struct Shop {
  Id customer;
  Id product;
};

Shop furnish(const odoo::Session& odoo) {
  const Id customer = taken(odoo.create("res.partner", {{"name", "Marie Dupont"}}));
  const Id product = taken(odoo.create("product.product", {{"name", "Solar Kit"},
                                                           {"type", "consu"},
                                                           {"is_storable", true},
                                                           {"invoice_policy", "delivery"},
                                                           {"list_price", 450.0}}));
  const Value warehouse =
      taken(odoo.call("stock.warehouse", "search_read", {List{}, List{"lot_stock_id"}}, {{"limit", 1}}));
  const Id stock = warehouse.list().at(0).find("lot_stock_id")->list().at(0).integer();
  const Id quant =
      taken(odoo.create("stock.quant", {{"product_id", product}, {"location_id", stock}, {"inventory_quantity", 1e6}}));
  taken(odoo.call("stock.quant", "action_apply_inventory", {List{quant}}));
  return {customer, product};
}

Id first_of(const Value& rows, std::string_view field) { return rows.list().at(0).find(field)->list().at(0).integer(); }

// Eleven calls, as an integration makes them.
void sell(const odoo::Session& odoo, const Shop& shop) {
  const Dict line{{"product_id", shop.product}, {"product_uom_qty", 2.0}};
  const Id order = taken(
      odoo.create("sale.order", {{"partner_id", shop.customer}, {"order_line", List{odoo::command::create(line)}}}));
  taken(odoo.call("sale.order", "action_confirm", {List{order}}));
  const Id picking =
      first_of(taken(odoo.call("sale.order", "read", {List{order}, List{"picking_ids"}})), "picking_ids");
  taken(odoo.call("stock.picking", "button_validate", {List{picking}}));
  const Id wizard =
      taken(odoo.create("sale.advance.payment.inv", {{"advance_payment_method", "delivered"},
                                                     {"sale_order_ids", List{odoo::command::set({order})}}}));
  taken(odoo.call("sale.advance.payment.inv", "create_invoices", {List{wizard}}));
  const Id invoice =
      first_of(taken(odoo.call("sale.order", "read", {List{order}, List{"invoice_ids"}})), "invoice_ids");
  taken(odoo.call("account.move", "action_post", {List{invoice}}));
  const Dict of_invoice{{"context", Dict{{"active_model", "account.move"}, {"active_ids", List{invoice}}}}};
  const Value payment = taken(odoo.call("account.payment.register", "create", {Dict{}}, of_invoice));
  taken(odoo.call("account.payment.register", "action_create_payments", {List{payment}}, of_invoice));
  const Value paid = taken(odoo.call("account.move", "read", {List{invoice}, List{"payment_state"}}));
  if (paid.list().at(0).find("payment_state")->text() != "paid") throw std::runtime_error("the invoice is not paid");
}

void order_to_cash(benchmark::State& state) {
  const ServedProcess served(program);
  const odoo::Session odoo = session_on(served.url());
  const Shop shop = furnish(odoo);
  for (auto _ : state) sell(odoo, shop);
}
BENCHMARK(order_to_cash)->Unit(benchmark::kMillisecond)->UseRealTime();

// A simulator and the REST API over it in this process, asked over HTTP.
class RestShop {
 public:
  RestShop()
      : odoo_("18.0"),
        session_({.database = "odoo", .password = "admin", .transport = odoo_.transport(), .observer = {}}),
        shop_(furnish(session_)),
        api_(taken(
            api::ApiServer::start(api::Application({.odoo = session_, .access = {.tokens = tokens_}}), {.port = 0}))),
        client_("http://127.0.0.1:" + std::to_string(api_.port())) {}

  // Quotation to paid: eight calls.
  void sell() {
    const json products = {{{"product_id", shop_.product}, {"quantity", 2}}};
    const Id order = post("/quotations", {{"customer_id", shop_.customer}, {"products", products}})["order"]["id"];
    const auto of_order = "/orders/" + std::to_string(order);
    const Id delivery = post(of_order + "/confirm")["order"]["picking_ids"][0];
    ask("GET", "/stock/deliveries/" + std::to_string(delivery), {});
    post("/stock/deliveries/" + std::to_string(delivery) + "/validate");
    const auto invoice = post(of_order + "/invoice")["invoice"];
    const auto of_invoice = std::to_string(invoice["id"].get<Id>());
    post(of_order + "/invoices/" + of_invoice + "/confirm");
    post(of_order + "/register-payment", {{"amount", invoice["amount_total"]}});
    const auto paid = ask("GET", "/invoices/" + of_invoice, {})["invoice"]["payment_state"];
    if (paid != "paid") throw std::runtime_error("the invoice is not paid");
  }

 private:
  json ask(const std::string& method, const std::string& path, std::optional<std::string> body) {
    auto reply = client_.send({.method = method, .path = "/api" + path, .headers = headers_, .body = std::move(body)});
    if (reply.status >= 300) throw std::runtime_error(path + ": " + reply.text);
    return std::move(reply.body);
  }
  json post(const std::string& path, const json& body = json::object()) { return ask("POST", path, body.dump()); }

  const governance::TokenRules tokens_{.secret = std::string(governance::development_secret())};
  contract_suite::SimulatedOdoo odoo_;
  const odoo::Session session_;
  const Shop shop_;
  api::ApiServer api_;
  contract_suite::ApiClient client_;
  const std::map<std::string, std::string> headers_{
      {"Authorization", "Bearer " + taken(governance::issue_token(tokens_, {.employee = 7}, std::chrono::hours(1)))}};
};

void order_to_cash_over_rest(benchmark::State& state) {
  RestShop shop;
  for (auto _ : state) shop.sell();
}
// A shop that has been open for a while, and several of them: shared machines are faster and slower by turns.
BENCHMARK(order_to_cash_over_rest)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime()
    ->MinWarmUpTime(0.3)
    ->Repetitions(9)
    ->ReportAggregatesOnly();

}  // namespace
}  // namespace paridoo::bench

BENCHMARK_MAIN();
