#include "src/assets/asset.h"

#include <fmt/format.h>

#include "src/governance/assignment.h"
#include "src/odoo/existence.h"

namespace paridoo::assets {

namespace {

using odoo::add;
using odoo::Dict;
using odoo::where;

constexpr std::string_view model = "ov.asset";

constexpr std::string_view asset_fields[] = {
    "name",  "asset_code", "product_id", "partner_id", "lot_id", "installation_date",
    "state", "note",       "x_sa_id",    "x_actor_id",
};

constexpr std::string_view event_fields[] = {"kind", "date", "lot_id", "partner_id", "note", "actor_id"};

Result<Asset> asset_from(const odoo::Value& value) {
  odoo::RowReader row(model, value);
  return row.finish(Asset{
      .id = row.id("id"),
      .name = row.text("name"),
      .code = row.text("asset_code"),
      .product = row.reference("product_id"),
      .customer = row.optional_reference("partner_id"),
      .lot = row.optional_reference("lot_id"),
      .installed_on = row.optional_text("installation_date"),
      .state = row.text("state"),
      .note = row.optional_text("note"),
      .account = row.optional_reference("x_sa_id"),
      .actor = row.optional_reference("x_actor_id"),
  });
}

Result<AssetEvent> event_from(const odoo::Value& value) {
  odoo::RowReader row("ov.asset.event", value);
  return row.finish(AssetEvent{
      .kind = row.text("kind"),
      .at = row.text("date"),
      .lot = row.optional_reference("lot_id"),
      .customer = row.optional_reference("partner_id"),
      .note = row.optional_text("note"),
      .actor = row.optional_reference("actor_id"),
  });
}

Result<void> check_references(const odoo::Session& odoo, const std::optional<Id>& product, const std::optional<Id>& lot,
                              const std::optional<Id>& customer) {
  struct Reference {
    std::string_view model;
    std::optional<Id> id;
    std::string_view pointer;
  };
  for (const auto& [of, id, pointer] :
       {Reference{"product.product", product, "/product_id"}, Reference{"stock.lot", lot, "/lot_id"},
        Reference{"res.partner", customer, "/partner_id"}}) {
    if (!id) continue;
    if (auto known = odoo::check_exists(odoo, of, *id, pointer); !known) return known;
  }
  return {};
}

Dict values_of(const NewAsset& asset) {
  Dict values{{"name", asset.name}, {"asset_code", asset.code}, {"product_id", asset.product}};
  add(values, "partner_id", asset.customer);
  add(values, "lot_id", asset.lot);
  add(values, "installation_date", asset.installed_on);
  add(values, "note", asset.note);
  for (auto& member : governance::stamp_values(asset.stamp)) values.push_back(std::move(member));
  return values;
}

Dict values_of(const AssetChanges& changes) {
  Dict values;
  add(values, "name", changes.name);
  add(values, "partner_id", changes.customer);
  add(values, "lot_id", changes.lot);
  add(values, "state", changes.state);
  add(values, "installation_date", changes.installed_on);
  add(values, "note", changes.note);
  add(values, "x_actor_id", changes.actor);
  return values;
}

}  // namespace

Result<AssetPage> list_assets(const odoo::Session& odoo, const AssetFilter& filter) {
  auto domain = filter.visible;
  if (filter.customer) domain &= where("partner_id", "=", *filter.customer);
  if (filter.account) domain &= where("x_sa_id", "=", *filter.account);
  if (filter.state) domain &= where("state", "=", *filter.state);
  const auto total = odoo.search_count(model, domain);
  if (!total) return total.error();
  const auto rows = odoo.search_read(model, domain, asset_fields,
                                     {.order = "id desc", .offset = filter.offset, .limit = filter.limit});
  if (!rows) return rows.error();
  auto assets = odoo::read_all<Asset>(*rows, asset_from);
  if (!assets) return assets.error();
  return AssetPage{.total = *total, .assets = *std::move(assets)};
}

Result<AssetWithHistory> read_asset(const odoo::Session& odoo, Id id) {
  const auto row = odoo.find(model, where("id", "=", id), asset_fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, fmt::format("There is no asset {}.", id)};
  auto asset = asset_from(**row);
  if (!asset) return asset.error();
  const auto rows = odoo.search_read("ov.asset.event", where("asset_id", "=", id), event_fields, {.order = "date, id"});
  if (!rows) return rows.error();
  auto history = odoo::read_all<AssetEvent>(*rows, event_from);
  if (!history) return history.error();
  return AssetWithHistory{.asset = *std::move(asset), .history = *std::move(history)};
}

Result<AssetWithHistory> create_asset(const odoo::Session& odoo, const NewAsset& asset) {
  if (auto known = check_references(odoo, asset.product, asset.lot, asset.customer); !known) return known.error();
  const auto id = odoo.create(model, values_of(asset));
  if (!id) return id.error();
  if (asset.stamp) {
    auto assigned = governance::assign(odoo, governance::Subject::asset, *id, *asset.stamp);
    if (!assigned) return assigned.error();
  }
  return read_asset(odoo, *id);
}

Result<AssetWithHistory> update_asset(const odoo::Session& odoo, Id id, const AssetChanges& changes) {
  const auto asset = read_asset(odoo, id);
  if (!asset) return asset.error();
  if (asset->asset.state == "decommissioned") {
    return Error{ErrorKind::invalid_state, fmt::format("Asset {} is decommissioned.", asset->asset.code)};
  }
  if (auto known = check_references(odoo, {}, changes.lot, changes.customer); !known) return known.error();
  if (auto written = odoo.write(model, {id}, values_of(changes)); !written) return written.error();
  return read_asset(odoo, id);
}

}  // namespace paridoo::assets
