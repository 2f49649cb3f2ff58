#include "tools/contract/flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

ApiRequest stock_of(Id product) { return get(fmt::format("/api/stock/levels/{}", product)); }

std::function<void(const json&)> on_hand_is(double quantity) {
  return [=](const json& body) { expect_near(body.at("totals").at("qty_on_hand"), quantity, "on hand"); };
}

json count_of(const Stage& stage, Id product, double counted) {
  return {{"warehouse_id", stage.warehouse},
          {"reason", "Contract count"},
          {"lines", {{{"product_id", product}, {"quantity_counted", counted}}}}};
}

void receive(Walk& walk, const Stage& stage) {
  walk.step("the warehouses", get("/api/warehouses"), 200, "warehouses.response", [&](const json& body) {
    bool known = false;
    for (const auto& one : body.at("warehouses")) {
      known = known || (one.at("id") == stage.warehouse && one.at("locations").at("stock").at("id") == stage.shelf);
    }
    expect(known, "the warehouse is not among them");
  });
  json receipt = {{"warehouse_id", stage.warehouse},
                  {"partner_id", stage.customer},
                  {"lines", {{{"product_id", stage.cable}, {"qty", 4}}}}};
  Id waiting = 0;
  walk.step("a receipt that waits", post("/api/stock/receive", receipt), 201, "new_transfer.response",
            [&](const json& body) {
              expect(body.at("picking").at("state") != "done", "it is done");
              waiting = body.at("picking").at("id");
            });
  walk.step("it is listed", get(fmt::format("/api/stock/receipts?partner_id={}", stage.customer)), 200,
            "receipts.response", [&](const json& body) {
              expect_equal(body.at("receipts").at(0).at("id"), waiting, "the receipt");
              expect_equal(body.at("receipts").at(0).at("supplier").at("id"), stage.customer, "the supplier");
            });
  receipt["lines"][0]["product_id"] = 2147483646;
  walk.refused("a product that is not there", post("/api/stock/receive", receipt), 404, "not_found",
               "/lines/0/product_id");
  receipt["warehouse_id"] = 2147483646;
  walk.refused("a warehouse that is not there", post("/api/stock/receive", receipt), 404, "not_found", "/warehouse_id");
}

// One serial number that is new, by both names of the route.
void receive_serials(Walk& walk, const Stage& stage) {
  const auto serial = stage.first_meter + "-new";
  const json receipt = {{"warehouse_id", stage.warehouse},
                        {"partner_id", stage.customer},
                        {"validate", true},
                        {"lines",
                         {{{"product_id", stage.meter}, {"qty", 1}, {"lot_name", serial}},
                          {{"product_id", stage.meter}, {"qty", 1}, {"lot_name", serial + "-2"}}}}};
  const json drafted = {{"warehouse_id", stage.warehouse},
                        {"supplier_id", stage.customer},
                        {"lines", {{{"product_id", stage.meter}, {"quantity", 2}, {"lots", {serial, serial + "-2"}}}}}};
  auto too_few = drafted;
  too_few["lines"][0]["quantity"] = 3;
  walk.refused("fewer numbers than pieces", post("/api/warehouse/receive", too_few), 400, "invalid_request",
               "/lines/0/lots");
  auto nobody = drafted;
  nobody.erase("supplier_id");
  walk.refused("from nobody", post("/api/warehouse/receive", nobody), 400, "invalid_request", "/partner_id");
  Id received = 0;
  walk.step("two new meters arrive", post("/api/warehouse/receive", drafted), 201, "new_transfer.response",
            [&](const json& body) {
              expect_equal(body.at("picking").at("state"), "done", "the state");
              received = body.at("picking").at("id");
            });
  walk.step("the receipt names both", get(fmt::format("/api/stock/receipts/{}", received)), 200, "receipt.response",
            [](const json& body) {
              expect_equal(body.at("receipt").at("lines").at(0).at("lot_ids").size(), 2, "the number of meters");
            });
  walk.step("a meter is found by its number", get("/api/stock/lots/" + serial), 200, "lot.response",
            [&](const json& body) {
              expect_equal(body.at("lot").at("product").at("id"), stage.meter, "the product");
              expect_equal(body.at("locations").at(0).at("location").at("id"), stage.shelf, "the place");
              expect_near(body.at("locations").at(0).at("qty_on_hand"), 1, "on hand");
            });
  walk.step("by a part of it", get("/api/stock/lots?limit=100&q=" + serial), 200, "lots.response",
            [](const json& body) { expect_equal(body.at("total"), 2, "the number of meters"); });
  walk.step("and exactly", get("/api/stock/lots?serial=" + serial), 200, "lots.response",
            [](const json& body) { expect_equal(body.at("total"), 1, "the number of meters"); });
  walk.refused("an unknown number", get("/api/stock/lots/no-such-number"), 404, "not_found");
  walk.refused("the same number is not received twice", post("/api/stock/receive", receipt), 400, "validation_error");
}

void count(Walk& walk, const Stage& stage) {
  walk.step("cables are counted", post("/api/stock/adjustment", count_of(stage, stage.cable, 50)), 200,
            "adjust_stock.response", [&](const json& body) {
              const auto& line = body.at("adjustments").at(0);
              expect_equal(line.at("location").at("id"), stage.shelf, "the place");
              expect_near(line.at("qty_counted"), 50, "counted");
            });
  walk.step("there are as many", stock_of(stage.cable), 200, "product_stock.response", on_hand_is(50));
  walk.step("the same count again changes nothing", post("/api/stock/adjust", count_of(stage, stage.cable, 50)), 200,
            "adjust_stock.response",
            [](const json& body) { expect_near(body.at("adjustments").at(0).at("difference"), 0, "the difference"); });
  walk.step("none is left", post("/api/stock/adjustment", count_of(stage, stage.cable, 0)), 200,
            "adjust_stock.response");
  walk.step("so it is", stock_of(stage.cable), 200, "product_stock.response", on_hand_is(0));
  walk.step("twenty are found", post("/api/stock/adjustment", count_of(stage, stage.cable, 20)), 200,
            "adjust_stock.response");
  walk.step("the forecast has what is to come",
            get(fmt::format("/api/stock/levels/{}?warehouse_id={}", stage.cable, stage.warehouse)), 200,
            "product_stock.response",
            [](const json& body) { expect_near(body.at("totals").at("qty_forecasted"), 24, "the forecast"); });
  auto unknown_lot = count_of(stage, stage.meter, 1);
  unknown_lot["lines"][0]["lot_id"] = 2147483646;
  walk.refused("an unknown lot", post("/api/stock/adjustment", unknown_lot), 404, "not_found", "/lines/0/lot_id");
}

void transfer(Walk& walk, const Stage& stage) {
  json move = {{"from_location_id", stage.shelf},
               {"to_location_id", stage.side_shelf},
               {"validate", true},
               {"lines", {{{"product_id", stage.cable}, {"qty", 5}}}}};
  walk.step("five cables change their shelf", post("/api/stock/transfer", move), 201, "new_transfer.response",
            [](const json& body) { expect_equal(body.at("picking").at("state"), "done", "the state"); });
  walk.step("they lie in two places", stock_of(stage.cable), 200, "product_stock.response", [](const json& body) {
    expect_equal(body.at("by_location").size(), 2, "the number of places");
    expect_near(body.at("totals").at("qty_on_hand"), 20, "on hand");
  });
  walk.refused("a count must say in which", post("/api/stock/adjustment", count_of(stage, stage.cable, 1)), 400,
               "invalid_request", "/lines/0/location_id");
  walk.step(
      "the movement is on record",
      get(fmt::format("/api/stock/movements?product_id={}&location_id={}&picking_type=internal&date_from=2020-01-01",
                      stage.cable, stage.side_shelf)),
      200, "movements.response", [&](const json& body) {
        expect_equal(body.at("total"), 1, "the number of movements");
        expect_near(body.at("movements").at(0).at("qty_done"), 5, "moved");
        expect_equal(body.at("movements").at(0).at("type"), "internal", "the type");
      });
  move["validate"] = false;
  move["lines"][0]["quantity"] = 5;
  walk.refused("by two names", post("/api/stock/transfer", move), 400, "invalid_request", "/lines/0/qty");
  move["lines"][0].erase("qty");
  walk.step("one that waits", post("/api/stock/transfer", move), 201, "new_transfer.response");
  move["to_location_id"] = stage.shelf;
  walk.refused("from a shelf to itself", post("/api/stock/transfer", move), 400, "invalid_request", "/to_location_id");
}

}  // namespace

void run_warehouse(Recorder& recorder, const Stage& stage) {
  Walk receipts(recorder, "receipts");
  receive(receipts, stage);
  Walk serials(recorder, "new serial numbers");
  receive_serials(serials, stage);
  Walk counts(recorder, "counting and moving");
  count(counts, stage);
  transfer(counts, stage);
}

}  // namespace paridoo::contract_suite
