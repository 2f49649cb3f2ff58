#include "tests/unit/src/scripted_documents.h"

#include <nlohmann/json.hpp>

namespace paridoo::testing {

using nlohmann::json;

std::string order_json(const OrderLook& look) {
  const json order = {{"id", 5},
                      {"name", "S00001"},
                      {"state", look.state},
                      {"partner_id", {10, "Marie Dupont"}},
                      {"client_order_ref", false},
                      {"date_order", "2026-11-22 10:00:00"},
                      {"company_id", {1, "My Company"}},
                      {"currency_id", {1, "USD"}},
                      {"amount_untaxed", 434.78},
                      {"amount_tax", 65.22},
                      {"amount_total", 500.0},
                      {"invoice_status", look.invoice_status},
                      {"delivery_status", look.delivery_status},
                      {"picking_ids", {3}},
                      {"invoice_ids", json::parse(look.invoices)}};
  return json::array({order}).dump();
}

std::string invoice_json(const InvoiceLook& look) {
  const bool draft = look.state == "draft";
  const json invoice = {{"id", look.id},
                        {"name", draft ? json(false) : json("INV/2026/00001")},
                        {"move_type", "out_invoice"},
                        {"state", look.state},
                        {"payment_state", look.payment_state},
                        {"partner_id", {10, "Marie Dupont"}},
                        {"ref", false},
                        {"invoice_origin", "S00001"},
                        {"invoice_date", draft ? json(false) : json("2026-11-22")},
                        {"invoice_date_due", "2026-11-22"},
                        {"journal_id", {1, "Customer Invoices"}},
                        {"currency_id", {1, "USD"}},
                        {"amount_untaxed", 434.78},
                        {"amount_tax", 65.22},
                        {"amount_total", 500.0},
                        {"amount_residual", look.residual}};
  return json::array({invoice}).dump();
}

}  // namespace paridoo::testing
