// ov.asset: a unit at a customer's, known by its serial number, with its history. What stock does to the serial number
// it does to the asset: see stock_picking.cpp and stock_scrap.cpp.
#include <string>
#include <vector>

#include "simulator/addons/ov/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::ov {

using orm::CreateSuper;
using orm::Dict;
using orm::Id;
using orm::List;
using orm::RecordSet;
using orm::term;
using orm::Value;
using orm::WriteSuper;

namespace {

void add_event(const RecordSet& asset, const char* kind, const Value& note) {
  asset.env()["ov.asset.event"].create({{"asset_id", asset},
                                        {"kind", kind},
                                        {"date", asset.env().now_text()},
                                        {"lot_id", asset["lot_id"]},
                                        {"partner_id", asset["partner_id"]},
                                        {"note", note},
                                        {"actor_id", asset["x_actor_id"]}});
}

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet made = super(std::move(values));
  for (const RecordSet& asset : made) add_event(asset, "installed", asset.value("note"));
  return made;
}

// What an asset is before a write, to tell afterwards what has happened to it.
struct Before {
  RecordSet asset;
  std::string state;
  Id lot = 0;
};

const char* event_of_state(const std::string& state) {
  if (state == "inactive") return "returned";
  if (state == "transferred") return "transferred";
  return state == "decommissioned" ? "decommissioned" : "reactivated";
}

void tell(const Before& before, const Value& note) {
  const std::string state = before.asset.text("state");
  if (before.lot != before.asset["lot_id"].id()) add_event(before.asset, "swapped", note);
  if (before.state != state) add_event(before.asset, event_of_state(state), note);
}

void refuse_changes_of_what_is_gone(const RecordSet& assets, const Dict& values) {
  if (!values.contains("state") && !values.contains("lot_id") && !values.contains("partner_id")) return;
  if (const RecordSet gone = assets.where("state", "=", "decommissioned"))
    throw orm::user_error("Asset " + gone.first().text("asset_code") + " is decommissioned: it stays as it is.");
}

void write(const RecordSet& assets, Dict values, const WriteSuper& super) {
  refuse_changes_of_what_is_gone(assets, values);
  std::vector<Before> before;
  for (const RecordSet& asset : assets) before.push_back({asset, asset.text("state"), asset["lot_id"].id()});
  const Value note = values.get("note");
  super(assets, std::move(values));
  for (const Before& one : before) tell(one, note.is_none() ? Value(false) : note);
}

void check_lot(const RecordSet& assets) {
  for (const RecordSet& asset : assets) {
    const RecordSet lot = asset["lot_id"];
    if (lot.empty()) continue;
    if (!(lot["product_id"] == asset["product_id"]))
      throw orm::validation_error("Serial number " + lot.text("name") + " is of another product.");
    const auto others = term("lot_id", "=", lot) & term("state", "!=", "decommissioned") & term("id", "!=", asset.id());
    if (asset.text("state") != "decommissioned" && asset.search(others))
      throw orm::validation_error("Serial number " + lot.text("name") + " is an asset already.");
  }
}

}  // namespace

orm::Behaviour ov_asset() {
  return {
      .model = "ov.asset",
      .name_search_fields = {"name", "asset_code"},
      .constraints = {{check_lot, {"lot_id", "product_id", "state"}}},
      .unique = {{{"asset_code"}, "There is an asset of this code already."}},
      .create = create,
      .write = write,
  };
}

orm::Behaviour ov_asset_event() { return {.model = "ov.asset.event", .rec_name = "kind"}; }

}  // namespace paridoo::addons::ov
