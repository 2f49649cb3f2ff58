// stock.move: moves of different order lines stay apart.
#include "simulator/addons/mail/thread.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/addons/sale_stock/models.h"

namespace paridoo::addons::sale_stock {

using orm::Arguments;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value merge_distinct_fields(const RecordSet&, const Arguments&, const Super& super) {
  List fields = super().list();
  fields.emplace_back("sale_line_id");
  return fields;
}

Value assign_picking_post_process(const RecordSet& moves, const Arguments& arguments, const Super& super) {
  const Value result = super();
  if (!arguments["new"]) return result;
  for (const RecordSet& order : moves["sale_line_id"]["order_id"])
    for (const RecordSet& picking : moves["picking_id"])
      mail::message_post(picking, "This transfer was made from " + order.text("name") + ".");
  return result;
}

Value get_source_document(const RecordSet& move, const Arguments&, const Super& super) {
  const RecordSet order = move["sale_line_id"]["order_id"];
  return order ? Value(order) : super();
}

Value get_related_invoices(const RecordSet& moves, const Arguments&, const Super& super) {
  const RecordSet invoices = moves.env()["account.move"].browse(super().ids());
  return (invoices | moves["picking_id"]["sale_id"]["invoice_ids"].where("state", "=", "posted")).ids();
}

// What the customer chose comes first, and the product's own name is not repeated.
Value get_description_picking(const RecordSet& move, const Arguments&, const Super& super) {
  const RecordSet line = move["sale_line_id"];
  std::string described = super().text();
  if (!line || move.value("description_picking_manual")) return described;
  if (described == move["product_id"].display_name()) described.clear();
  const std::string chosen = sale::variants_description(line);
  return described.empty() || chosen.empty() ? chosen + described : chosen + "\n" + described;
}

}  // namespace

orm::Behaviour stock_move() {
  return {
      .model = "stock.move",
      .methods = {{"_prepare_merge_moves_distinct_fields", "", merge_distinct_fields},
                  {"_assign_picking_post_process", "", assign_picking_post_process},
                  {"_get_related_invoices", "", get_related_invoices, {.until = orm::Series::v18}},
                  {"_get_description_picking", "", get_description_picking, {.since = orm::Series::v19}},
                  {"_get_source_document", "", get_source_document}},
  };
}

}  // namespace paridoo::addons::sale_stock
