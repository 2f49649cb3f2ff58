// Which transfer a confirmed move goes into: one that fits and is still open, or a new one.
#include <algorithm>
#include <string>
#include <vector>

#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/procurement.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {
namespace {

// Whether only moves for the same partner share a transfer: those without a group. 17.0 asks where they go instead.
bool partner_counts(const RecordSet& move) {
  if (move.env().since(Series::v18)) return groups_of(move).empty();
  const auto is_transit = [&](std::string_view end) { return move[end].text("usage") == "transit"; };
  return is_transit("location_id") || is_transit("location_dest_id");
}

// Moves with equal keys share a transfer.
Ids picking_key(const RecordSet& move) {
  Ids key{move["location_id"].id(), move["location_dest_id"].id(), move["picking_type_id"].id(),
          partner_counts(move) ? move["partner_id"].id() : Id{0}};
  for (const Id id : groups_of(move).ids()) key.push_back(id);
  return key;
}

Domain same_groups(const RecordSet& move) {
  const RecordSet groups = groups_of(move);
  return groups.empty() ? term(group_field(move.env()), "=", false) : term(group_field(move.env()), "in", groups.ids());
}

// 17.0 forgets origins that differ.
void forget_origin(const RecordSet& moves, const RecordSet& picking, Dict& values) {
  for (const RecordSet& move : moves)
    if (move.text("origin") != picking.text("origin")) values.set("origin", false);
}

// Moves for others than the transfer was made for take its partner from it, and add their origins.
Dict changes_of_picking(const RecordSet& moves, const RecordSet& picking) {
  Dict values;
  const std::string before = picking.text("origin");
  std::string origin = before;
  // 18.0 only knows what was there before, and adds the same origin of several moves as often.
  const std::string& known = moves.env().since(Series::v19) ? origin : before;
  const auto is_named = [&](const std::string& name) {
    return ("," + known + ",").find("," + name + ",") != std::string::npos;
  };
  for (const RecordSet& move : moves) {
    if (!(move["partner_id"] == picking["partner_id"])) values.set("partner_id", false);
    if (!move.env().since(Series::v18)) continue;
    const std::string own = move.text("origin");
    if (own == before) continue;
    if (!own.empty() && !is_named(own)) origin += origin.empty() ? own : "," + own;
    values.set("origin", origin.empty() ? Value(false) : Value(origin));
  }
  if (!moves.env().since(Series::v18)) forget_origin(moves, picking, values);
  return values;
}

std::string joined_origins(const RecordSet& moves) {
  std::vector<std::string> origins;
  for (const std::string& origin : moves.texts("origin"))
    if (!origin.empty() && std::find(origins.begin(), origins.end(), origin) == origins.end())
      origins.push_back(origin);
  constexpr std::size_t shown_max = 5;
  std::string text;
  for (std::size_t at = 0; at < std::min(origins.size(), shown_max); ++at) text += (at ? "," : "") + origins[at];
  return origins.size() > shown_max ? text + "..." : text;
}

}  // namespace

Value search_picking_domain(const RecordSet& move, const Arguments&) {
  const RecordSet destination = move["location_dest_id"], type = move["picking_type_id"];
  Domain domain = same_groups(move) & term("location_id", "=", move["location_id"]) &
                  term("location_dest_id", "=", destination ? destination : type["default_location_dest_id"]) &
                  term("picking_type_id", "=", type) & term("printed", "=", false) &
                  term("state", "in", List{"draft", "confirmed", "waiting", "partially_available", "assigned"});
  if (move["partner_id"] && partner_counts(move)) domain = domain & term("partner_id", "=", move["partner_id"]);
  return to_list(domain);
}

Value new_picking_values(const RecordSet& moves, const Arguments&) {
  const std::string origin = joined_origins(moves);
  const RecordSet partners = moves["partner_id"];
  const bool one_partner = partners.size() == 1;
  Dict values{{"origin", origin.empty() ? Value(false) : Value(origin)},
              {"company_id", moves["company_id"]},
              {"user_id", false},
              {"partner_id", one_partner ? Value(partners) : Value(false)},
              {"picking_type_id", moves["picking_type_id"]},
              {"location_id", moves["location_id"]}};
  const Env& env = moves.env();
  if (env.since(Series::v18) && !env.since(Series::v19)) values.set("group_id", moves["group_id"]);
  if (!env.since(Series::v18)) {
    const std::string together = moves["group_id"].text("move_type");
    values.set("move_type", together.empty() ? "direct" : together);
  }
  if (const RecordSet destination = moves["location_dest_id"]) values.set("location_dest_id", destination);
  return values;
}

Value assign_picking_post_process(const RecordSet&, const Arguments&) { return {}; }

namespace {

void assign_one_picking(RecordSet moves) {
  const Value domain = moves.at(0).call("_search_picking_for_assignation_domain");
  RecordSet picking = moves.env()["stock.picking"].search(orm::parse_domain(domain), {.limit = 1});
  const bool is_new = picking.empty();
  if (is_new) {
    // Negative moves will be turned round, and go elsewhere.
    moves = moves.filtered(
        [](const RecordSet& move) { return compare(move.number("product_uom_qty"), 0, move["product_uom"]) >= 0; });
    if (!moves) return;
    picking = picking.create(moves.call("_get_new_picking_values").dict());
  } else if (Dict changes = changes_of_picking(moves, picking); !changes.empty()) {
    picking.write(std::move(changes));
  }
  moves.write({{"picking_id", picking}});
  moves.call("_assign_picking_post_process", {is_new});
}

}  // namespace

void assign_picking(const RecordSet& moves) {
  for (const auto& [_, alike] : moves.grouped(picking_key)) assign_one_picking(alike);
}

}  // namespace paridoo::addons::stock
