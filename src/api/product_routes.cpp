// Routes of the product catalogue.
#include "src/api/handlers.h"
#include "src/api/route_tables.h"

namespace paridoo::api {

namespace {

// clang-format off
const Route table[] = {
    {.method = Method::get, .path = "/api/products", .operation = "listProducts",
     .summary = "Products that may be sold", .access = Access::employee_or_api_key,
     .query = "products.query", .body = "", .answer = "products.response", .statuses = {200}, .handler = get_products},
    {.method = Method::post, .path = "/api/products", .operation = "createProduct",
     .summary = "Create a product", .access = Access::employee_or_api_key,
     .query = "", .body = "create_product.request", .answer = "change_product.response", .statuses = {201}, .handler = post_product},
    {.method = Method::get, .path = "/api/products/categories", .operation = "listProductCategories",
     .summary = "The tree of product categories", .access = Access::employee_or_api_key,
     .query = "product_categories.query", .body = "", .answer = "product_categories.response", .statuses = {200}, .handler = get_product_categories},
    {.method = Method::get, .path = "/api/products/{id}", .operation = "getProduct",
     .summary = "One product", .access = Access::employee_or_api_key, .subject = Subject::product,
     .query = "", .body = "", .answer = "product.response", .statuses = {200}, .handler = get_product},
    {.method = Method::put, .path = "/api/products/{id}", .operation = "updateProduct",
     .summary = "Change a product", .access = Access::employee_or_api_key, .subject = Subject::product,
     .query = "", .body = "update_product.request", .answer = "change_product.response", .statuses = {200}, .handler = put_product},
    {.method = Method::remove, .path = "/api/products/{id}", .operation = "archiveProduct",
     .summary = "Archive a product: it is not sold any more", .access = Access::employee_or_api_key, .subject = Subject::product,
     .query = "", .body = "", .answer = "change_product.response", .statuses = {200}, .handler = delete_product},
};
// clang-format on

}  // namespace

std::span<const Route> product_routes() { return table; }

}  // namespace paridoo::api
