// A walk: steps of one area that stop at the first failure, and the requests that they share.
#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>

#include "tools/contract/recorder.h"

namespace paridoo::contract_suite {

using nlohmann::json;

class Walk {
 public:
  Walk(Recorder& recorder, std::string area) : recorder_(recorder), area_(std::move(area)) {}

  // A step that succeeds with `status` and an answer that fits `schema`; `look` then looks at its body.
  void step(const std::string& name, const ApiRequest& request, int status, const std::string& schema,
            const std::function<void(const json& body)>& look = {});
  // A step that is refused.
  void refused(const std::string& name, const ApiRequest& request, int status, const std::string& code,
               const std::string& pointer = {});

  const Target& target() const { return recorder_.target(); }

 private:
  void run(Case one);

  Recorder& recorder_;
  std::string area_;
  bool broken_ = false;
};

ApiRequest get(const std::string& path);
ApiRequest post(const std::string& path, const json& body = json::object());
ApiRequest put(const std::string& path, const json& body);
ApiRequest remove(const std::string& path);
// The same from somebody else than the suite's agent: "Bearer ...".
ApiRequest as(const std::string& authorization, ApiRequest request);
// The same from one of our own systems.
ApiRequest with_key(const Target& target, ApiRequest request);

// Requests of the workflow.
ApiRequest new_quotation(odoo::Id customer, const json& products);
ApiRequest confirm_order(odoo::Id order);
ApiRequest validate_delivery(odoo::Id delivery, const json& body = json::object());
ApiRequest create_invoice(odoo::Id order);
ApiRequest confirm_invoice(odoo::Id order, odoo::Id invoice);
ApiRequest register_payment(odoo::Id order, const json& body);

}  // namespace paridoo::contract_suite
