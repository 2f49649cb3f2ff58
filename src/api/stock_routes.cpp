// Routes of warehouses and stock.
#include "src/api/handlers.h"
#include "src/api/route_tables.h"

namespace paridoo::api {

namespace {

// clang-format off
const Route table[] = {
    {.method = Method::get, .path = "/api/warehouses", .operation = "listWarehouses",
     .summary = "Warehouses with their named locations", .access = Access::employee_or_api_key,
     .query = "", .body = "", .answer = "warehouses.response", .statuses = {200}, .handler = get_warehouses},
    {.method = Method::get, .path = "/api/stock/levels/{product_id}", .operation = "getStockOfProduct",
     .summary = "The stock of one product by location, with its forecast", .access = Access::employee_or_api_key,
     .query = "product_stock.query", .body = "", .answer = "product_stock.response", .statuses = {200}, .handler = get_product_stock},
    {.method = Method::get, .path = "/api/stock/lots", .operation = "listLots",
     .summary = "Lots and serial numbers", .access = Access::employee_or_api_key,
     .query = "lots.query", .body = "", .answer = "lots.response", .statuses = {200}, .handler = get_lots},
    {.method = Method::get, .path = "/api/stock/lots/{lot_name}", .operation = "locateLot",
     .summary = "Where a lot or serial number lies", .access = Access::employee_or_api_key,
     .query = "", .body = "", .answer = "lot.response", .statuses = {200}, .handler = get_lot},
    {.method = Method::get, .path = "/api/stock/receipts", .operation = "listReceipts",
     .summary = "Incoming transfers", .access = Access::employee_or_api_key,
     .query = "receipts.query", .body = "", .answer = "receipts.response", .statuses = {200}, .handler = get_receipts},
    {.method = Method::get, .path = "/api/stock/receipts/{id}", .operation = "getReceipt",
     .summary = "One receipt with its lines and lots", .access = Access::employee_or_api_key,
     .query = "", .body = "", .answer = "receipt.response", .statuses = {200}, .handler = get_receipt},
    {.method = Method::get, .path = "/api/stock/movements", .operation = "listMovements",
     .summary = "What has moved, the latest first", .access = Access::employee_or_api_key,
     .query = "movements.query", .body = "", .answer = "movements.response", .statuses = {200}, .handler = get_movements},
    {.method = Method::post, .path = "/api/stock/receive", .operation = "receiveGoods",
     .summary = "Take in what a supplier brings", .access = Access::employee,
     .query = "", .body = "receive_goods.request", .answer = "new_transfer.response", .statuses = {201}, .handler = post_receipt},
    {.method = Method::post, .path = "/api/warehouse/receive", .operation = "receiveGoodsByItsOtherName",
     .summary = "The same as /api/stock/receive, by the names of the first draft: the goods are here already", .access = Access::employee,
     .query = "", .body = "receive_drafted_goods.request", .answer = "new_transfer.response", .statuses = {201}, .handler = post_drafted_receipt},
    {.method = Method::post, .path = "/api/stock/adjustment", .operation = "adjustStock",
     .summary = "Correct the books by what was counted", .access = Access::employee,
     .query = "", .body = "adjust_stock.request", .answer = "adjust_stock.response", .statuses = {200}, .handler = post_adjustment},
    {.method = Method::post, .path = "/api/stock/adjust", .operation = "adjustStockByItsOtherName",
     .summary = "The same as /api/stock/adjustment", .access = Access::employee,
     .query = "", .body = "adjust_stock.request", .answer = "adjust_stock.response", .statuses = {200}, .handler = post_adjustment},
    {.method = Method::post, .path = "/api/stock/transfer", .operation = "transferGoods",
     .summary = "Move goods from one location to another", .access = Access::employee,
     .query = "", .body = "transfer_goods.request", .answer = "new_transfer.response", .statuses = {201}, .handler = post_transfer},
};
// clang-format on

}  // namespace

std::span<const Route> stock_routes() { return table; }

}  // namespace paridoo::api
