// account.move.line: the line of a purchase order that a bill line is for.
#include "simulator/addons/purchase/models.h"
#include "simulator/addons/purchase/models/purchase_order.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase {

using orm::Arguments;
using orm::Dict;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

// A refund is for the line that its bill was for.
Value copy_data_extend_business_fields(const RecordSet& line, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("purchase_line_id", line["purchase_line_id"]);
  return values;
}

void compute_purchase_line_warn_msg(const RecordSet& lines) {
  const bool warns = user_has_group(lines.env().user(), "purchase.group_warning_purchase");
  for (const RecordSet& line : lines)
    line.set("purchase_line_warn_msg", warns ? line["product_id"].value("purchase_line_warn_msg") : Value(""));
}

}  // namespace

orm::Behaviour account_move_line() {
  return {
      .model = "account.move.line",
      .computes = {{{"purchase_line_warn_msg"}, compute_purchase_line_warn_msg, orm::In{.since = orm::Series::v19}}},
      .methods = {{"_copy_data_extend_business_fields", "", copy_data_extend_business_fields}},
  };
}

}  // namespace paridoo::addons::purchase
