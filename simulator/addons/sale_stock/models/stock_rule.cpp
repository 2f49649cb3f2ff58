// stock.rule: what a procurement of an order line passes on to its move.
#include "simulator/addons/sale_stock/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_stock {

using orm::Arguments;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

Value get_custom_move_fields(const RecordSet&, const Arguments&, const Super& super) {
  List fields = super().list();
  for (const std::string_view field : {"sale_line_id", "partner_id", "sequence", "to_refund"})
    fields.emplace_back(field);
  return fields;
}

}  // namespace

orm::Behaviour stock_rule() {
  return {
      .model = "stock.rule",
      .methods = {{"_get_custom_move_fields", "", get_custom_move_fields}},
  };
}

}  // namespace paridoo::addons::sale_stock
