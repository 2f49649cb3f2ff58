// stock.move: moves of different purchase lines stay apart.
#include "simulator/addons/purchase_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase_stock {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value with(const Super& super, std::initializer_list<std::string_view> more) {
  List fields = super().list();
  for (const std::string_view field : more) fields.emplace_back(field);
  return fields;
}

Value merge_distinct_fields(const RecordSet&, const Arguments&, const Super& super) {
  return with(super, {"purchase_line_id", "created_purchase_line_ids"});
}

Value merge_negative_excluded_fields(const RecordSet&, const Arguments&, const Super& super) {
  return with(super, {"created_purchase_line_ids"});
}

Value prepare_move_split_vals(const RecordSet& move, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("purchase_line_id", move["purchase_line_id"]);
  const RecordSet created = move["created_purchase_line_ids"];
  if (move.text("procure_method") == "make_to_order" && created)
    values.set("created_purchase_line_ids", List{orm::command::set(created.ids())});
  return values;
}

Value prepare_extra_move_vals(const RecordSet& move, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("purchase_line_id", move["purchase_line_id"]);
  return values;
}

Value clean_merged(const RecordSet& moves, const Arguments&, const Super& super) {
  const Value result = super();
  moves.write({{"created_purchase_line_ids", List{orm::command::clear()}}});
  return result;
}

Value get_source_document(const RecordSet& move, const Arguments&, const Super& super) {
  const RecordSet order = move["purchase_line_id"]["order_id"];
  return order ? Value(order) : super();
}

}  // namespace

orm::Behaviour stock_move() {
  return {
      .model = "stock.move",
      .shared_relations = {{"created_purchase_line_ids", "purchase.order.line", "move_dest_ids"}},
      .methods = {{"_prepare_merge_moves_distinct_fields", "", merge_distinct_fields},
                  {"_prepare_merge_negative_moves_excluded_distinct_fields", "", merge_negative_excluded_fields},
                  {"_prepare_move_split_vals", "", prepare_move_split_vals},
                  {"_prepare_extra_move_vals", "qty", prepare_extra_move_vals, {.until = orm::Series::v17}},
                  {"_clean_merged", "", clean_merged},
                  {"_get_source_document", "", get_source_document}},
  };
}

}  // namespace paridoo::addons::purchase_stock
