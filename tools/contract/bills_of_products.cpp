#include "tools/contract/governed_flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

void run_bills_of_products(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "bills of products");
  Id line = 0, property = 0;
  const auto path = fmt::format("/api/products/{}/bom", stage.package);
  walk.step("a product without bill", get(path), 200, "bop.response", [](const json& body) {
    expect_equal(body.at("bom").at("id"), nullptr, "the bill");
    expect_equal(body.at("bom").at("lines").size(), 0, "the number of lines");
  });
  walk.step("a line", post(path, {{"product_id", stage.kit}}), 201, "change_bop.response", [&](const json& body) {
    line = body.at("bom").at("lines").at(0).at("id");
    expect_near(body.at("bom").at("lines").at(0).at("quantity"), 1, "the quantity");
  });
  walk.step("another", post(path, {{"product_id", stage.fitting}, {"quantity", 2}, {"sequence", 20}}), 201,
            "change_bop.response", [](const json& body) {
              expect_equal(body.at("bom").at("lines").at(1).at("product_type"), "service", "the type");
            });
  walk.refused("not itself", post(path, {{"product_id", stage.package}}), 400, "validation_error");
  walk.refused("nor what there is not", post(path, {{"product_id", 2147483646}}), 404, "not_found", "/product_id");
  walk.step("more of it", put(fmt::format("{}/{}", path, line), {{"quantity", 3}}), 200, "change_bop.response",
            [](const json& body) { expect_near(body.at("bom").at("lines").at(0).at("quantity"), 3, "the quantity"); });
  walk.refused("not a line of another bill",
               put(fmt::format("/api/products/{}/bom/{}", stage.kit, line), {{"quantity", 3}}), 404, "not_found");
  walk.step("a choice", post(path + "/properties", {{"name", "Panel Colour"}, {"options", {"Black", "Silver"}}}), 201,
            "change_bop.response",
            [&](const json& body) { property = body.at("bom").at("properties").at(0).at("id"); });
  walk.refused("not twice", post(path + "/properties", {{"name", "Panel Colour"}, {"options", {"Red"}}}), 400,
               "validation_error");
  walk.step("fewer options", put(fmt::format("{}/properties/{}", path, property), {{"options", {"Black"}}}), 200,
            "change_bop.response", [](const json& body) {
              expect_equal(body.at("bom").at("properties").at(0).at("options"), json({"Black"}), "the options");
            });
  walk.step("by its other name", get(fmt::format("/api/products/{}/bop", stage.package_code)), 200, "bop.response",
            [](const json& body) { expect_equal(body.at("bom").at("lines").size(), 2, "the number of lines"); });
  const auto order_of = [&](const json& choices) {
    json product = {{"product_id", stage.package}, {"quantity", 2}};
    if (!choices.empty()) product["choices"] = choices;
    return new_quotation(stage.customer, json::array({product}));
  };
  walk.step("an order of the package", order_of({{{"property", "Panel Colour"}, {"option", "Black"}}}), 201,
            "quotation.response", [&](const json& body) {
              const auto& lines = body.at("order").at("lines");
              expect_equal(lines.size(), 2, "the number of lines");
              expect_equal(lines.at(0).at("product").at("id"), stage.kit, "the product");
              expect_near(lines.at(0).at("quantity"), 6, "the quantity");
            });
  walk.refused("whose colour must be chosen", order_of(json::array()), 400, "invalid_request", "/products/0/choices");
  walk.refused("among those that there are", order_of({{{"property", "Panel Colour"}, {"option", "Red"}}}), 400,
               "invalid_request", "/products/0/choices");
  walk.step("no choice", remove(fmt::format("{}/properties/{}", path, property)), 200, "change_bop.response");
  walk.step("without the line", remove(fmt::format("{}/{}", path, line)), 200, "change_bop.response",
            [](const json& body) { expect_equal(body.at("bom").at("lines").size(), 1, "the number of lines"); });
  walk.refused("it is gone", remove(fmt::format("{}/{}", path, line)), 404, "not_found");
  walk.step("our own systems may too", with_key(walk.target(), get(path)), 200, "bop.response");
}

}  // namespace paridoo::contract_suite
