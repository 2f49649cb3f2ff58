// stock.move.line: when its goods expire, told before they have a lot.
#include "simulator/addons/product_expiry/models.h"

namespace paridoo::addons::product_expiry {
namespace {

Moment planned(const RecordSet& line) {
  const auto scheduled = line["picking_id"].moment("scheduled_date");
  return scheduled.value_or(Moment(line.env().today()));
}

// Of the lot, else of goods that are to get one. 17.0 lets a date that is there stand.
Value expiration_date_of(const RecordSet& line) {
  const Value own = line.value("expiration_date"), of_lot = line["lot_id"].value("expiration_date");
  const RecordSet product = line["product_id"];
  if (of_lot && (!own || line.env().since(Series::v18))) return of_lot;
  if (!line.flag("picking_type_use_create_lots")) return own;
  if (!product.flag("use_expiration_date")) return false;
  return own ? own : Value(orm::format_moment(planned(line) + std::chrono::days(product.integer("expiration_time"))));
}

void compute_expiration_date(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("expiration_date", expiration_date_of(line));
}

Value removal_date_of(const RecordSet& line) {
  if (const Value of_lot = line["lot_id"].value("removal_date")) return of_lot;
  if (!line.flag("picking_type_use_create_lots")) return line.value("removal_date");
  const auto expiry = line.moment("expiration_date");
  const RecordSet product = line["product_id"];
  if (!product.flag("use_expiration_date") || !expiry) return false;
  return orm::format_moment(*expiry - std::chrono::days(product.integer("removal_time")));
}

void compute_removal_date(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("removal_date", removal_date_of(line));
}

Value prepare_new_lot_vals(const RecordSet& line, const Arguments&, const Super& super) {
  Dict values = super().dict();
  if (const Value expiry = line.value("expiration_date")) values.set("expiration_date", expiry);
  return values;
}

}  // namespace

RecordSet past_lines(const RecordSet& lines) {
  const bool since_19 = lines.env().since(Series::v19);
  return lines.filtered([&](const RecordSet& line) {
    if (line["lot_id"].flag("product_expiry_alert")) return true;
    const auto removal = since_19 ? line.moment("removal_date") : std::nullopt;
    return removal && *removal <= line.env().now();
  });
}

Behaviour stock_move_line() {
  return {
      .model = "stock.move.line",
      .computes = {{{"expiration_date"}, compute_expiration_date},
                   {{"removal_date"}, compute_removal_date, {.since = Series::v19}}},
      .methods = {{"_prepare_new_lot_vals", "", prepare_new_lot_vals}},
  };
}

}  // namespace paridoo::addons::product_expiry
