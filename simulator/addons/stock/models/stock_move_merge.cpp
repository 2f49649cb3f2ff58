// Moves of one transfer that agree become one; negative ones are taken off the positive ones that agree.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/decimal_precision.h"
#include "simulator/addons/stock/models/stock_move.h"
#include "simulator/addons/stock/quantity.h"

namespace paridoo::addons::stock {

Value merge_distinct_fields(const RecordSet& moves, const Arguments&) {
  List fields{"product_id",
              "price_unit",
              "location_id",
              "location_dest_id",
              "location_final_id",
              "product_uom",
              "restrict_partner_id",
              "scrapped",
              "origin_returned_move_id",
              "package_level_id",
              "propagate_cancel",
              "description_picking",
              "product_packaging_id",
              "never_product_template_attribute_value_ids"};
  const Env& env = moves.env();
  if (!env.context("merge_extra")) fields.push_back("procure_method");
  if (!base::config_parameter(env, "stock.merge_only_same_date").empty()) fields.push_back("date");
  if (base::config_parameter(env, "stock.merge_ignore_date_deadline").empty()) fields.push_back("date_deadline");
  return fields;
}

Value merge_negative_excluded_fields(const RecordSet& moves, const Arguments&) {
  if (moves.env().since(Series::v18)) return List{"description_picking"};
  return List{"description_picking", "price_unit"};
}

Value clean_merged(const RecordSet& moves, const Arguments&) {
  moves.write({{"propagate_cancel", false}});
  return {};
}

namespace {

// What has to be equal for two moves to be one. Prices count as they are shown, not to the last bit.
class Key {
 public:
  Key(const RecordSet& moves, const Value& fields, const Value& excluded) {
    const auto is_excluded = [&](const Value& name) {
      return excluded.is_list() &&
             std::find(excluded.list().begin(), excluded.list().end(), name) != excluded.list().end();
    };
    for (const Value& name : fields.list())
      if (!is_excluded(name) && moves.model().has(name.text())) fields_.push_back(name.text());
    rounds_prices_ = moves.env().since(Series::v18);
    const RecordSet currency = moves["company_id"].first()["currency_id"];
    const int decimals = base::precision_of(moves.env(), "Product Price");
    price_decimals_ =
        currency ? std::min<int>(static_cast<int>(currency.integer("decimal_places")), decimals) : decimals;
  }

  List of(const RecordSet& move) const {
    List key;
    for (const std::string& field : fields_) key.push_back(field == "price_unit" ? price_of(move) : move.value(field));
    return key;
  }

 private:
  Value price_of(const RecordSet& move) const {
    if (!rounds_prices_) return move.number("price_unit");
    const double price = orm::float_round(move.number("price_unit"), orm::digits(price_decimals_));
    return fmt::format("{:.{}f}", price, price_decimals_);
  }

  std::vector<std::string> fields_;
  bool rounds_prices_ = true;
  int price_decimals_ = 2;
};

struct Merge {
  RecordSet removed;
  RecordSet kept;
  RecordSet emptied;
};
using Singles = std::vector<std::pair<List, RecordSet>>;

Value linked(const RecordSet& moves) {
  List commands;
  for (const Id id : moves.ids()) commands.push_back(command::link(id));
  return commands;
}

std::string merged_origin(const RecordSet& moves) {
  std::vector<std::string> origins;
  for (const std::string& origin : moves.texts("origin"))
    if (!origin.empty() && std::find(origins.begin(), origins.end(), origin) == origins.end())
      origins.push_back(origin);
  return fmt::format("{}", fmt::join(origins, "/"));
}

Dict merged_values(const RecordSet& moves, bool merge_extra) {
  std::vector<std::string> dates = moves.texts("date");
  const RecordSet pickings = moves["picking_id"];
  const bool all_direct = pickings.where("move_type", "!=", "direct").empty();
  const auto date =
      all_direct ? std::min_element(dates.begin(), dates.end()) : std::max_element(dates.begin(), dates.end());
  return {{"product_uom_qty", merge_extra ? moves.at(0).number("product_uom_qty") : moves.sum("product_uom_qty")},
          {"date", *date},
          {"move_dest_ids", linked(moves["move_dest_ids"])},
          {"move_orig_ids", linked(moves["move_orig_ids"])},
          {"state", relevant_state(moves)},
          {"origin", merged_origin(moves)}};
}

void merge_alike(const RecordSet& moves, bool merge_extra, Merge& merge) {
  const RecordSet first = moves.at(0);
  moves["move_line_ids"].write({{"move_id", first}});
  first.write(merged_values(moves, merge_extra));
  merge.removed |= moves - first;
  merge.kept |= first;
}

// The candidates of one transfer; those that are left are remembered by their shorter key.
void merge_candidates(const RecordSet& candidates, const Key& key, const Key& short_key, bool merge_extra, Merge& merge,
                      Singles& singles) {
  const RecordSet open = candidates.filtered([](const RecordSet& move) {
    const std::string state = move.text("state");
    return state != "done" && state != "cancel" && state != "draft";
  });
  for (const auto& [_, alike] : open.grouped([&](const RecordSet& move) { return key.of(move); })) {
    if (alike.size() > 1) merge_alike(alike, merge_extra, merge);
    const List of = short_key.of(alike.at(0));
    auto single = std::find_if(singles.begin(), singles.end(), [&](const auto& entry) { return entry.first == of; });
    if (single == singles.end())
      singles.emplace_back(of, alike.at(0));
    else
      single->second |= alike.at(0);
  }
}

double value_of(const RecordSet& move) { return move.number("product_qty") * move.number("price_unit"); }

double unit_price(const RecordSet& move, double value) {
  const Rounding digits = orm::digits(base::precision_of(move.env(), "Product Price"));
  return move.number("product_qty") == 0 ? 0 : orm::float_round(value / move.number("product_qty"), digits);
}

// 17.0 does not mix prices.
bool may_absorb(const RecordSet& negative, const RecordSet& positive) {
  const Env& env = negative.env();
  if (env.since(Series::v18)) return true;
  const auto decimals = static_cast<int>(positive["product_id"]["currency_id"].integer("decimal_places"));
  const Rounding digits = orm::digits(std::min(decimals, base::precision_of(env, "Product Price")));
  return orm::float_compare(positive.number("price_unit"), negative.number("price_unit"), digits) == 0;
}

// Whether the positive move takes all of the negative one.
bool absorb(const RecordSet& negative, const RecordSet& positive, Merge& merge) {
  const double value = value_of(positive) + value_of(negative);
  const double less = negative.number("product_uom_qty"), more = positive.number("product_uom_qty");
  if (compare(more, std::abs(less), positive["product_uom"]) < 0) {
    negative.write({{"product_uom_qty", less + more}});
    negative.write({{"price_unit", unit_price(negative, value)}});
    positive.write({{"product_uom_qty", 0}});
    merge.emptied |= positive;
    return false;
  }
  positive.write({{"product_uom_qty", more + less}});
  const auto fitting = [](const RecordSet& others, std::string_view end, const RecordSet& location) {
    return linked(others.filtered([&](const RecordSet& other) { return other[end] == location; }));
  };
  positive.write({{"price_unit", unit_price(positive, value)},
                  {"move_dest_ids", fitting(negative["move_dest_ids"], "location_id", positive["location_dest_id"])},
                  {"move_orig_ids", fitting(negative["move_orig_ids"], "location_dest_id", positive["location_id"])}});
  merge.kept |= positive;
  merge.removed |= negative;
  if (is_zero(positive.number("product_uom_qty"), positive["product_uom"])) merge.emptied |= positive;
  return true;
}

void absorb_negatives(const RecordSet& negatives, const Key& short_key, const Singles& singles, Merge& merge) {
  for (const RecordSet& negative : negatives) {
    const List key = short_key.of(negative);
    for (const auto& [of, positives] : singles) {
      if (!(of == key)) continue;
      for (const RecordSet& positive : positives)
        if (may_absorb(negative, positive) && absorb(negative, positive, merge)) break;
    }
  }
}

std::vector<RecordSet> candidates_of(const RecordSet& moves, const RecordSet& into) {
  if (into) return {into | moves};
  std::vector<RecordSet> candidates;
  for (const RecordSet& picking : moves["picking_id"]) candidates.push_back(picking["move_ids"]);
  return candidates;
}

void finish(const Merge& merge) {
  const RecordSet gone = merge.removed | merge.emptied;
  if (gone) gone.call("_clean_merged");
  if (merge.removed) {
    action_cancel(merge.removed);
    merge.removed.sudo().unlink();
  }
  if (merge.emptied) action_cancel(merge.emptied.filtered([](const RecordSet& move) { return !move.flag("picked"); }));
}

}  // namespace

RecordSet merge_moves(const RecordSet& moves, const RecordSet& into) {
  const std::vector<RecordSet> candidates = candidates_of(moves, into);
  const Value fields = moves.call("_prepare_merge_moves_distinct_fields");
  const Key key(moves, fields, {});
  const Key short_key(moves, fields, moves.call("_prepare_merge_negative_moves_excluded_distinct_fields"));
  const RecordSet negatives = moves.filtered(
      [](const RecordSet& move) { return compare(move.number("product_qty"), 0, move["product_uom"]) < 0; });
  negatives.write({{"picking_id", false}});
  const bool merge_extra = static_cast<bool>(moves.env().context("merge_extra")) && !into.empty();
  Merge merge{moves.none(), moves.none(), moves.none()};
  Singles singles;
  for (const RecordSet& of_picking : candidates)
    merge_candidates(of_picking - negatives, key, short_key, merge_extra, merge, singles);
  absorb_negatives(negatives, short_key, singles, merge);
  finish(merge);
  return (moves | merge.kept) - merge.removed;
}

}  // namespace paridoo::addons::stock
