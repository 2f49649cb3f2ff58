// Bills of products.
#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/render.h"
#include "src/api/request_body.h"
#include "src/catalogue/bill_of_products.h"
#include "src/governance/visibility.h"

namespace paridoo::api {

namespace {

using catalogue::BillOfProducts;

catalogue::BillLineValues parse_line(const nlohmann::json& body) {
  return {.product = optional_id(body, "product_id"),
          .quantity = optional_number(body, "quantity"),
          .sequence = optional_id(body, "sequence")};
}

catalogue::BillPropertyValues parse_property(const nlohmann::json& body) {
  catalogue::BillPropertyValues values{.name = optional_text(body, "name")};
  if (body.contains("options")) values.options = body.at("options").get<std::vector<std::string>>();
  return values;
}

Json render_bill(const BillOfProducts& bill) {
  Json lines = Json::array();
  for (const auto& line : bill.lines) {
    lines.push_back({{"id", line.id},
                     {"product", render(line.product)},
                     {"quantity", line.quantity},
                     {"sequence", line.sequence},
                     {"product_type", line.product_type},
                     {"pu_category", render(line.category)}});
  }
  Json properties = Json::array();
  for (const auto& property : bill.properties)
    properties.push_back({{"id", property.id}, {"name", property.name}, {"options", property.options}});
  return {{"id", bill.id ? Json(*bill.id) : Json()},
          {"name", render(bill.name)},
          {"product", render(bill.product)},
          {"lines", std::move(lines)},
          {"properties", std::move(properties)}};
}

// The product of the path, if the caller sees it.
Result<catalogue::Packaged> packaged(const Call& call) {
  const auto visible = governance::visible(call.odoo, call.scope, Subject::product);
  if (!visible) return visible.error();
  return catalogue::find_packaged(call.odoo, call.text("ref"), *visible);
}

// The bill after `change` of it.
template <typename Change>
Result<Answer> changed(const Call& call, int status, const char* message, Change change) {
  const auto product = packaged(call);
  if (!product) return product.error();
  const Result<BillOfProducts> bill = change(*product);
  if (!bill) return bill.error();
  return success(status, {{"message", message}, {"bom", render_bill(*bill)}});
}

}  // namespace

Result<Answer> get_bill_of_products(const Call& call) {
  const auto product = packaged(call);
  if (!product) return product.error();
  const auto bill = catalogue::read_bill(call.odoo, *product);
  if (!bill) return bill.error();
  return success(200, {{"bom", render_bill(*bill)}});
}

Result<Answer> post_bill_line(const Call& call) {
  return changed(call, 201, "Line added",
                 [&](const auto& product) { return catalogue::add_line(call.odoo, product, parse_line(call.body)); });
}

Result<Answer> put_bill_line(const Call& call) {
  return changed(call, 200, "Line changed", [&](const auto& product) {
    return catalogue::update_line(call.odoo, product, call.id("line_id"), parse_line(call.body));
  });
}

Result<Answer> delete_bill_line(const Call& call) {
  return changed(call, 200, "Line removed",
                 [&](const auto& product) { return catalogue::remove_line(call.odoo, product, call.id("line_id")); });
}

Result<Answer> post_bill_property(const Call& call) {
  return changed(call, 201, "Property added", [&](const auto& product) {
    return catalogue::add_property(call.odoo, product, parse_property(call.body));
  });
}

Result<Answer> put_bill_property(const Call& call) {
  return changed(call, 200, "Property changed", [&](const auto& product) {
    return catalogue::update_property(call.odoo, product, call.id("property_id"), parse_property(call.body));
  });
}

Result<Answer> delete_bill_property(const Call& call) {
  return changed(call, 200, "Property removed", [&](const auto& product) {
    return catalogue::remove_property(call.odoo, product, call.id("property_id"));
  });
}

}  // namespace paridoo::api
