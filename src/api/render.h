// How the things that use cases answer look in JSON: see the schemas of the same names in contracts/api.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <string_view>

#include "src/api/route.h"
#include "src/invoicing/invoice.h"
#include "src/odoo/row.h"
#include "src/orders/order.h"
#include "src/payments/payment.h"
#include "src/stock/delivery.h"

namespace paridoo::api {

using Json = nlohmann::ordered_json;

Json render(const odoo::Reference& reference);
// Null where there is none.
Json render(const std::optional<odoo::Reference>& reference);
Json render(const std::optional<std::string>& text);

Json render(const orders::OrderWithLines& order);
Json render(const stock::Delivery& delivery);
Json render(const stock::DeliveryWithMoves& delivery);
Json render_lines(const std::vector<stock::Move>& moves);
Json render(const invoicing::Invoice& invoice);
Json render(const invoicing::InvoiceWithLines& invoice);
Json render(const payments::Payment& payment);
Json render_document(const std::string& name, const std::string& pdf);

// The envelope of every success: {"success": true, ...members}.
Answer success(int status, const Json& members);

}  // namespace paridoo::api
