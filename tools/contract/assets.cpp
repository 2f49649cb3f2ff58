#include "tools/contract/governed_flows.h"
#include "tools/contract/walk.h"

namespace paridoo::contract_suite {

namespace {

std::function<void(const json&)> ends_with(const char* state, const char* event) {
  return [=](const json& body) {
    expect_equal(body.at("asset").at("state"), state, "the state");
    expect_equal(body.at("asset").at("history").back().at("kind"), event, "what happened last");
  };
}

}  // namespace

void run_assets(Recorder& recorder, const Stage& stage) {
  Walk walk(recorder, "assets");
  const Cast& cast = *stage.cast;
  Id asset = 0;
  const json body = {{"name", "Meter"},
                     {"asset_code", stage.first_meter},
                     {"product_id", stage.meter},
                     {"partner_id", stage.customer},
                     {"installation_date", "2026-04-23"},
                     {"lot_id", stage.first_lot}};
  walk.step("an asset", post("/api/assets", body), 201, "change_asset.response", [&](const json& reply) {
    asset = reply.at("asset").at("id");
    expect_equal(reply.at("asset").at("account").at("id"), cast.account, "the account");
    expect_equal(reply.at("asset").at("actor").at("id"), cast.agent_id, "the actor");
    ends_with("active", "installed")(reply);
  });
  walk.refused("its code is taken", post("/api/assets", body), 400, "validation_error");
  auto other = body;
  other["asset_code"] = "another";
  walk.refused("and its serial number", post("/api/assets", other), 400, "validation_error");
  other["lot_id"] = 2147483646;
  walk.refused("an unknown serial number", post("/api/assets", other), 404, "not_found", "/lot_id");
  walk.refused("not at a customer of others", as(cast.outsider, post("/api/assets", other)), 404, "not_found",
               "/partner_id");
  const auto path = fmt::format("/api/assets/{}", asset);
  const auto listed = get(fmt::format("/api/assets?partner_id={}&state=active", stage.customer));
  walk.step("it is listed", listed, 200, "assets.response",
            [](const json& reply) { expect_equal(reply.at("total"), 1, "how many there are"); });
  walk.step("but not to others", as(cast.outsider, listed), 200, "assets.response",
            [](const json& reply) { expect_equal(reply.at("total"), 0, "how many there are"); });
  walk.refused("who do not see it", as(cast.outsider, get(path)), 404, "not_found");
  walk.refused("nor change it", as(cast.outsider, put(path, {{"note", "mine"}})), 404, "not_found");
  walk.step("the asset", get(path), 200, "asset.response");
  walk.step("it is swapped", put(path, {{"lot_id", stage.second_lot}, {"note", "broken"}}), 200,
            "change_asset.response", ends_with("active", "swapped"));
  walk.step("it comes back", put(path, {{"state", "inactive"}}), 200, "change_asset.response",
            ends_with("inactive", "returned"));
  walk.step("it goes to somebody else", put(path, {{"state", "transferred"}}), 200, "change_asset.response",
            ends_with("transferred", "transferred"));
  walk.step("it is scrapped", put(path, {{"state", "decommissioned"}}), 200, "change_asset.response",
            ends_with("decommissioned", "decommissioned"));
  walk.refused("that is its end", put(path, {{"state", "active"}}), 400, "invalid_state");
}

}  // namespace paridoo::contract_suite
