// account.move.line: the lines of sales orders that an invoice line is for.
#include "simulator/addons/sale/models.h"
#include "simulator/addons/sale/models/sale_order.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Super;
using orm::Value;

namespace {

// A credit note is for the lines that its invoice was for.
Value copy_data_extend_business_fields(const RecordSet& line, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("sale_line_ids", List{orm::command::set(line["sale_line_ids"].ids())});
  return values;
}

// The invoice lines of the down payments that this line deducts.
Value get_downpayment_lines(const RecordSet& lines, const Arguments&) {
  const RecordSet invoiced = lines["sale_line_ids"].filtered("is_downpayment")["invoice_lines"];
  return Value(
      invoiced
          .filtered([](const RecordSet& line) { return static_cast<bool>(line["move_id"].call("_is_downpayment")); })
          .ids());
}

void compute_sale_line_warn_msg(const RecordSet& lines) {
  const bool warns = user_has_group(lines.env().user(), "sale.group_warning_sale");
  for (const RecordSet& line : lines)
    line.set("sale_line_warn_msg", warns ? line["product_id"].value("sale_line_warn_msg") : Value(""));
}

}  // namespace

orm::Behaviour account_move_line() {
  return {
      .model = "account.move.line",
      .shared_relations = {{"sale_line_ids", "sale.order.line", "invoice_lines"}},
      .computes = {{{"sale_line_warn_msg"}, compute_sale_line_warn_msg, orm::In{.since = orm::Series::v19}}},
      .methods = {{"_copy_data_extend_business_fields", "", copy_data_extend_business_fields},
                  {"_get_downpayment_lines", "", get_downpayment_lines}},
  };
}

}  // namespace paridoo::addons::sale
