#include "tools/contract/flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

std::string name_of(const Stage& stage) { return "Lamp of " + stage.first_meter; }

Id make_product(Walk& walk, const Stage& stage) {
  Id product = 0;
  const json lamp = {{"name", name_of(stage)},       {"default_code", "L-" + stage.first_meter},
                     {"product_type", "storable"},   {"tracking", "lot"},
                     {"invoice_policy", "delivery"}, {"list_price", 12.5}};
  walk.step("a product", post("/api/products", lamp), 201, "change_product.response", [&](const json& body) {
    product = body.at("product").at("id");
    expect_equal(body.at("product").at("product_type"), "product", "the type");
    expect_equal(body.at("product").at("tracking"), "lot", "the tracking");
    expect_near(body.at("product").at("list_price"), 12.5, "the price");
    expect_near(body.at("product").at("qty_on_hand"), 0, "on hand");
  });
  walk.refused("a category that is not there", post("/api/products", {{"name", "Lamp"}, {"category_id", 2147483646}}),
               404, "not_found", "/category_id");
  walk.refused("nothing changes", put(fmt::format("/api/products/{}", product), json::object()), 400,
               "invalid_request");
  walk.step("a new price", put(fmt::format("/api/products/{}", product), {{"list_price", 15}}), 200,
            "change_product.response",
            [](const json& body) { expect_near(body.at("product").at("list_price"), 15, "the price"); });
  walk.step("the product", get(fmt::format("/api/products/{}", product)), 200, "product.response");
  return product;
}

void list_products(Walk& walk, const Stage& stage) {
  walk.step("it is found by a part of its reference", get("/api/products?q=L-" + stage.first_meter), 200,
            "products.response", [](const json& body) { expect_equal(body.at("total"), 1, "the number of products"); });
  for (const auto* type : {"product", "storable", "consu", "service"}) {
    const std::string shown = type == std::string("storable") ? "product" : type;
    walk.step(fmt::format("products of the type {}", type),
              get(fmt::format("/api/products?product_type={}&limit=5", type)), 200, "products.response",
              [&](const json& body) {
                for (const auto& one : body.at("products")) expect_equal(one.at("product_type"), shown, "the type");
              });
  }
  Id category = 0;
  walk.step("the categories", get("/api/products/categories"), 200, "product_categories.response",
            [&](const json& body) { category = body.at("categories").at(0).at("id"); });
  walk.step("one with its products",
            get(fmt::format("/api/products/categories?view=products&category_id={}", category)), 200,
            "product_categories.response",
            [](const json& body) { expect(body.contains("products"), "there are no products"); });
  walk.refused("one that is not there", get("/api/products/categories?category_id=2147483646"), 404, "not_found",
               "/category_id");
}

void archive(Walk& walk, Id product, const Stage& stage) {
  const auto path = fmt::format("/api/products/{}", product);
  walk.step("it is archived", remove(path), 200, "change_product.response",
            [](const json& body) { expect_equal(body.at("product").at("active"), false, "active"); });
  walk.step("it is not listed any more", get("/api/products?q=L-" + stage.first_meter), 200, "products.response",
            [](const json& body) { expect_equal(body.at("total"), 0, "the number of products"); });
  walk.step("it is read all the same", get(path), 200, "product.response",
            [](const json& body) { expect_equal(body.at("product").at("active"), false, "active"); });
  walk.refused("it is not archived twice", remove(path), 400, "invalid_state");
}

}  // namespace

void run_catalogue(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "catalogue");
  const Id product = make_product(walk, stage);
  list_products(walk, stage);
  archive(walk, product, stage);
}

}  // namespace paridoo::contract_suite
