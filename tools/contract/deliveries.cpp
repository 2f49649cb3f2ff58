#include "tools/contract/flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

ApiRequest delivery(Id id) { return get(fmt::format("/api/stock/deliveries/{}", id)); }

// Quotes and confirms, and answers the delivery that this made.
Id confirmed_delivery(Walk& walk, const Stage& stage, const json& products) {
  Id order = 0;
  Id made = 0;
  walk.step("a quotation", new_quotation(stage.customer, products), 201, "quotation.response",
            [&](const json& body) { order = body.at("order").at("id"); });
  walk.step("it is confirmed", confirm_order(order), 200, "confirm_order.response",
            [&](const json& body) { made = body.at("order").at("picking_ids").at(0); });
  return made;
}

}  // namespace

void run_backorder(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "backorder");
  const json products = {{{"product_id", stage.kit}, {"quantity", 3}}, {{"product_id", stage.cable}, {"quantity", 2}}};
  const Id first = confirmed_delivery(walk, stage, products);
  Id kits = 0;
  walk.step("the delivery has both products", delivery(first), 200, "delivery.response", [&](const json& body) {
    const auto& lines = body.at("delivery").at("lines");
    expect_equal(lines.size(), 2, "the number of lines");
    for (const auto& line : lines) {
      if (line.at("product").at("id") == stage.kit) kits = line.at("id");
    }
  });
  const json two_kits = {{{"move_id", kits}, {"qty_done", 2}}};
  walk.refused("an unknown move", validate_delivery(first, {{"lines", {{{"move_id", 2147483647}, {"qty_done", 1}}}}}),
               404, "not_found", "/lines/0/move_id");
  Id rest = 0;
  walk.step("two kits leave, the rest stays",
            validate_delivery(first, {{"force_backorder", true}, {"lines", two_kits}}), 200,
            "validate_delivery.response", [&](const json& body) {
              expect_equal(body.at("delivery").at("state"), "done", "the state");
              expect(body.at("backorder").is_object(), "there is no backorder");
              rest = body.at("backorder").at("id");
            });
  walk.step("the backorder has the rest", delivery(rest), 200, "delivery.response", [&](const json& body) {
    expect_equal(body.at("delivery").at("backorder_of").at("id"), first, "whose backorder");
    for (const auto& line : body.at("delivery").at("lines")) {
      const bool is_kit = line.at("product").at("id") == stage.kit;
      expect_near(line.at("qty_ordered"), is_kit ? 1 : 2, "ordered");
    }
  });
  walk.step("the rest leaves", validate_delivery(rest), 200, "validate_delivery.response");
}

void run_serial_numbers(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "serial numbers");
  const Id picking = confirmed_delivery(walk, stage, {{{"product_id", stage.meter}, {"quantity", 1}}});
  Id move = 0;
  walk.step("a meter is reserved", delivery(picking), 200, "delivery.response", [&](const json& body) {
    const auto& line = body.at("delivery").at("lines").at(0);
    expect_equal(line.at("lot_ids").size(), 1, "the number of serial numbers");
    move = line.at("id");
  });
  const auto meter = [&](const std::string& serial) {
    return json{{"lines", {{{"move_id", move}, {"qty_done", 1}, {"lot_name", serial}}}}};
  };
  walk.refused("an unknown serial number", validate_delivery(picking, meter("no such")), 404, "not_found",
               "/lines/0/lot_name");
  walk.step("the other meter leaves", validate_delivery(picking, meter(stage.second_meter)), 200,
            "validate_delivery.response");
  walk.step("it is the one that left", delivery(picking), 200, "delivery.response", [&](const json& body) {
    const auto& lines = body.at("delivery").at("lines").at(0).at("move_lines");
    expect_equal(lines.size(), 1, "the number of meters");
    expect_equal(lines.at(0).at("lot").at("name"), stage.second_meter, "the serial number");
  });
}

}  // namespace paridoo::contract_suite
