#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

void Walk::step(const std::string& name, const ApiRequest& request, int status, const std::string& schema,
                const std::function<void(const json& body)>& look) {
  run({.area = area_, .name = name, .contract = schema, .request = request, .expect = [&](const ApiReply& reply) {
         expect_reply(reply, status, schema);
         if (look) look(reply.body);
       }});
}

void Walk::refused(const std::string& name, const ApiRequest& request, int status, const std::string& code,
                   const std::string& pointer) {
  run({.area = area_, .name = name, .contract = "error", .request = request, .expect = [&](const ApiReply& reply) {
         expect_refusal(reply, status, code_over(target().odoo.protocol(), code), pointer);
       }});
}

void Walk::run(Case one) {
  if (broken_) return recorder_.skip(one.area, one.name, "a step before it failed");
  broken_ = !recorder_.run(one);
}

ApiRequest get(const std::string& path) { return {.method = "GET", .path = path}; }

ApiRequest post(const std::string& path, const json& body) {
  return {.method = "POST", .path = path, .body = body.dump()};
}

ApiRequest put(const std::string& path, const json& body) {
  return {.method = "PUT", .path = path, .body = body.dump()};
}

ApiRequest remove(const std::string& path) { return {.method = "DELETE", .path = path}; }

ApiRequest as(const std::string& authorization, ApiRequest request) {
  request.headers["Authorization"] = authorization;
  return request;
}

ApiRequest with_key(const Target& target, ApiRequest request) {
  request.headers["Authorization"] = "";
  request.headers["X-API-KEY"] = target.api_key;
  return request;
}

ApiRequest new_quotation(odoo::Id customer, const json& products) {
  return post("/api/quotations", {{"customer_id", customer}, {"client_order_ref", "CONTRACT"}, {"products", products}});
}

ApiRequest confirm_order(odoo::Id order) { return post(fmt::format("/api/orders/{}/confirm", order)); }

ApiRequest validate_delivery(odoo::Id delivery, const json& body) {
  return post(fmt::format("/api/stock/deliveries/{}/validate", delivery), body);
}

ApiRequest create_invoice(odoo::Id order) { return post(fmt::format("/api/orders/{}/invoice", order)); }

ApiRequest confirm_invoice(odoo::Id order, odoo::Id invoice) {
  return post(fmt::format("/api/orders/{}/invoices/{}/confirm", order, invoice));
}

ApiRequest register_payment(odoo::Id order, const json& body) {
  return post(fmt::format("/api/orders/{}/register-payment", order), body);
}

}  // namespace paridoo::contract_suite
