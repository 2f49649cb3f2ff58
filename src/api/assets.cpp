// Assets.
#include <nlohmann/json.hpp>

#include "src/api/handlers.h"
#include "src/api/page.h"
#include "src/assets/asset.h"
#include "src/governance/visibility.h"

namespace paridoo::api {

namespace {

Json render_asset(const assets::Asset& asset) {
  return {
      {"id", asset.id},
      {"name", asset.name},
      {"asset_code", asset.code},
      {"product", render(asset.product)},
      {"partner", render(asset.customer)},
      {"lot", render(asset.lot)},
      {"installation_date", render(asset.installed_on)},
      {"state", asset.state},
      {"note", render(asset.note)},
      {"account", render(asset.account)},
      {"actor", render(asset.actor)},
  };
}

Json render_event(const assets::AssetEvent& event) {
  return {
      {"kind", event.kind},         {"date", event.at},
      {"lot", render(event.lot)},   {"partner", render(event.customer)},
      {"note", render(event.note)}, {"actor", render(event.actor)},
  };
}

Json render_with_history(const assets::AssetWithHistory& asset) {
  auto body = render_asset(asset.asset);
  body["history"] = Json::array();
  for (const auto& event : asset.history) body["history"].push_back(render_event(event));
  return body;
}

Result<Answer> answer_asset(const Result<assets::AssetWithHistory>& asset, int status, const char* message) {
  if (!asset) return asset.error();
  return success(status, {{"message", message}, {"asset", render_with_history(*asset)}});
}

// Whether the caller sees the customer and the product that the body names.
Result<void> check_named(const Call& call) {
  Result<void> seen;
  if (const auto customer = optional_id(call.body, "partner_id"))
    seen = governance::check_visible(call.odoo, call.scope, Subject::customer, *customer, "/partner_id");
  const auto product = optional_id(call.body, "product_id");
  if (seen && product)
    seen = governance::check_visible(call.odoo, call.scope, Subject::product, *product, "/product_id");
  return seen;
}

}  // namespace

Result<Answer> get_assets(const Call& call) {
  const auto page = page_number(call.query, items_default);
  const auto visible = governance::visible(call.odoo, call.scope, Subject::asset);
  if (!visible) return visible.error();
  const auto found = assets::list_assets(call.odoo, {.customer = optional_id(call.query, "partner_id"),
                                                     .account = optional_id(call.query, "sa_id"),
                                                     .state = optional_text(call.query, "state"),
                                                     .visible = *visible,
                                                     .offset = page.offset(),
                                                     .limit = page.limit});
  if (!found) return found.error();
  Json items = Json::array();
  for (const auto& asset : found->assets) items.push_back(render_asset(asset));
  return answer_page(page, found->total, "assets", std::move(items));
}

Result<Answer> get_asset(const Call& call) {
  const auto asset = assets::read_asset(call.odoo, call.id("id"));
  if (!asset) return asset.error();
  return success(200, {{"asset", render_with_history(*asset)}});
}

Result<Answer> post_asset(const Call& call) {
  const auto stamp = governance::stamp_of(call.scope);
  if (!stamp) return stamp.error();
  if (auto seen = check_named(call); !seen) return seen.error();
  const auto asset = assets::create_asset(call.odoo, {.name = call.body.at("name").get<std::string>(),
                                                      .code = call.body.at("asset_code").get<std::string>(),
                                                      .product = call.body.at("product_id").get<Id>(),
                                                      .customer = optional_id(call.body, "partner_id"),
                                                      .lot = optional_id(call.body, "lot_id"),
                                                      .installed_on = optional_text(call.body, "installation_date"),
                                                      .note = optional_text(call.body, "note"),
                                                      .stamp = *stamp});
  return answer_asset(asset, 201, "Asset registered");
}

Result<Answer> put_asset(const Call& call) {
  if (auto seen = check_named(call); !seen) return seen.error();
  assets::AssetChanges changes{.name = optional_text(call.body, "name"),
                               .customer = optional_id(call.body, "partner_id"),
                               .lot = optional_id(call.body, "lot_id"),
                               .state = optional_text(call.body, "state"),
                               .installed_on = optional_text(call.body, "installation_date"),
                               .note = optional_text(call.body, "note")};
  if (call.scope.governed && call.scope.employee != 0) changes.actor = call.scope.employee;
  return answer_asset(assets::update_asset(call.odoo, call.id("id"), changes), 200, "Asset changed");
}

}  // namespace paridoo::api
