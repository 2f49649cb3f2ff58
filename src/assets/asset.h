// Assets: units at customers', known by their serial numbers. Of the custom addon.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "src/governance/scope.h"
#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::assets {

using odoo::Id;

struct Asset {
  Id id = 0;
  std::string name;
  std::string code;
  odoo::Reference product;
  std::optional<odoo::Reference> customer;
  std::optional<odoo::Reference> lot;
  std::optional<std::string> installed_on;
  std::string state;  // active, inactive, transferred, decommissioned
  std::optional<std::string> note;
  std::optional<odoo::Reference> account;
  std::optional<odoo::Reference> actor;
};

struct AssetEvent {
  std::string kind;
  std::string at;  // UTC
  std::optional<odoo::Reference> lot;
  std::optional<odoo::Reference> customer;
  std::optional<std::string> note;
  std::optional<odoo::Reference> actor;
};

struct AssetWithHistory {
  Asset asset;
  std::vector<AssetEvent> history;  // oldest first
};

struct AssetFilter {
  std::optional<Id> customer;
  std::optional<Id> account;
  std::optional<std::string> state;
  odoo::Domain visible = {};  // further conditions
  std::int64_t offset = 0;
  std::int64_t limit = 20;
};

struct AssetPage {
  std::int64_t total = 0;  // of all pages
  std::vector<Asset> assets;
};

struct NewAsset {
  std::string name;
  std::string code;
  Id product = 0;
  std::optional<Id> customer = {};
  std::optional<Id> lot = {};
  std::optional<std::string> installed_on = {};
  std::optional<std::string> note = {};
  std::optional<governance::Stamp> stamp = {};
};

// What is empty stays as it is. Another lot is a swap, another state a return, a transfer, or the end: Odoo keeps the
// history of both.
struct AssetChanges {
  std::optional<std::string> name = {};
  std::optional<Id> customer = {};
  std::optional<Id> lot = {};
  std::optional<std::string> state = {};
  std::optional<std::string> installed_on = {};
  std::optional<std::string> note = {};
  std::optional<Id> actor = {};  // who changes it
};

Result<AssetPage> list_assets(const odoo::Session& odoo, const AssetFilter& filter);
// not_found if there is none.
Result<AssetWithHistory> read_asset(const odoo::Session& odoo, Id id);
// not_found, with the pointer into the request, where the product, customer or lot does not exist; validation_error
// where the lot is of another product, or the code or lot is an asset's already.
Result<AssetWithHistory> create_asset(const odoo::Session& odoo, const NewAsset& asset);
// The same, and invalid_state for one that is decommissioned.
Result<AssetWithHistory> update_asset(const odoo::Session& odoo, Id id, const AssetChanges& changes);

}  // namespace paridoo::assets
