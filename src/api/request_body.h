// Reading members of a body or query that has been checked against its schema.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

#include "src/odoo/value.h"
#include "src/orders/quotation.h"

namespace paridoo::api {

std::optional<odoo::Id> optional_id(const nlohmann::json& object, const char* name);
std::optional<double> optional_number(const nlohmann::json& object, const char* name);
std::optional<std::string> optional_text(const nlohmann::json& object, const char* name);
bool flag(const nlohmann::json& object, const char* name);

// The "products" of a quotation.
std::vector<orders::NewOrderLine> parse_order_lines(const nlohmann::json& body);  // orders.cpp

// "page" and "limit" of a list.
struct PageNumber {
  std::int64_t page = 1;
  std::int64_t limit = 0;

  std::int64_t offset() const { return (page - 1) * limit; }
};
PageNumber page_number(const nlohmann::json& query, std::int64_t default_limit);

// The "state" of transfers: "ready" is what Odoo's users see, "assigned" what it is.
std::optional<std::string> transfer_state(const nlohmann::json& query);

}  // namespace paridoo::api
