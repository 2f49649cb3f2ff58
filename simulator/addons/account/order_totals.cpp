#include "simulator/addons/account/order_totals.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

double tax_amount_of(const LineTaxDetails& details) {
  double sum = 0;
  for (const TaxData& data : details.taxes) sum += data.tax_amount.currency;
  return sum;
}

void set_line_totals_17(const RecordSet& line, const LineTaxDetails& details) {
  const double untaxed = details.total_excluded.currency, tax = tax_amount_of(details);
  line.set("price_subtotal", untaxed);
  line.set("price_tax", tax);
  line.set("price_total", untaxed + tax);
}

}  // namespace

void set_line_totals(const RecordSet& line, BaseLine base) {
  const RecordSet company = line["company_id"];
  const LineTaxDetails& details = base.details;
  // 18.0 leaves the cents of companies that round globally to the order; the others round each line.
  const bool is_rounded = line.env().series() != Series::v18;
  add_tax_details(base, company);
  if (is_rounded) round_tax_details({&base, 1}, company);
  if (!line.env().since(Series::v18)) return set_line_totals_17(line, details);
  line.set("price_subtotal", (is_rounded ? details.total_excluded : details.raw_total_excluded).currency);
  line.set("price_total", (is_rounded ? details.total_included : details.raw_total_included).currency);
  line.set("price_tax", line.number("price_total") - line.number("price_subtotal"));
}

void set_order_totals_17(const RecordSet& order, const RecordSet& lines,
                         std::vector<BaseLine> (*rounded_base_lines)(const RecordSet& order)) {
  double untaxed = 0, tax = 0;
  if (order["company_id"].text("tax_calculation_rounding_method") == "round_globally") {
    for (const BaseLine& line : rounded_base_lines(order)) {
      untaxed += line.details.total_excluded.currency;
      tax += tax_amount_of(line.details);
    }
  } else {
    untaxed = lines.sum("price_subtotal");
    tax = lines.sum("price_tax");
  }
  order.set("amount_untaxed", untaxed);
  order.set("amount_tax", tax);
  order.set("amount_total", order.number("amount_untaxed") + order.number("amount_tax"));
}

}  // namespace paridoo::addons::account
