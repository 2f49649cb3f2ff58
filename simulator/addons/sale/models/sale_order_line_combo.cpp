// Combos: a line for the whole, which costs nothing, and beside it a line for each product that was chosen, which
// carries its part of the price.
#include <fmt/format.h>

#include <cmath>

#include "simulator/addons/base/currency.h"
#include "simulator/addons/sale/models/sale_order_line.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::sale {

using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

bool is_combo(const RecordSet& line) { return line["product_id"].text("type") == "combo"; }

namespace {

// The part of the price that falls to one list, in proportion to what the lists cost; the last list takes what rounding
// leaves.
double share_of_list(const RecordSet& line, const RecordSet& lists, double price) {
  const RecordSet currency = line["currency_id"];
  const orm::Day day = line["order_id"].day("date_order").value_or(line.env().today());
  std::vector<double> shares;
  double total = 0, given = 0;
  for (const RecordSet& list : lists) {
    shares.push_back(base::convert(list.number("base_price"), list["currency_id"], currency, line["company_id"], day));
    total += shares.back();
  }
  for (double& share : shares) {
    share = base::currency_round(currency, share * price / (total != 0 ? total : 1.0));
    given += share;
  }
  if (!shares.empty()) shares.back() += price - given;
  for (std::size_t at = 0; at < shares.size(); ++at)
    if (lists.at(at) == line["combo_item_id"]["combo_id"]) return shares[at];
  throw orm::validation_error("The product of the line is in no list of its combo.");
}

}  // namespace

double combo_item_price(const RecordSet& line) {
  const RecordSet whole = line["linked_line_id"].ensure_one();
  const RecordSet lists = whole["product_template_id"].sudo()["combo_ids"];
  return share_of_list(line, lists, price_of_product(offer_of(whole))) + line["combo_item_id"].number("extra_price") +
         extra_price_of_choice(line);
}

// The whole is invoiced with the first of its parts that is.
double combo_quantity_to_invoice(const RecordSet& line) {
  const RecordSet open = line["linked_line_ids"].filtered(
      [](const RecordSet& part) { return part["combo_item_id"] && part.number("qty_to_invoice") != 0; });
  return open ? line.number("product_uom_qty") - line.number("qty_invoiced") : 0.0;
}

Dict combo_section(const RecordSet& line) {
  const double quantity = line.number("qty_to_invoice");
  const std::string written =
      quantity == std::trunc(quantity) ? fmt::format("{:.0f}", quantity) : orm::repr(Value(quantity));
  Dict values{{"display_type", "line_section"},
              {"sequence", line.integer("sequence")},
              {"name", line["product_id"].text("name") + " x " + written},
              {"product_uom_id", unit_of(line)},
              {"quantity", quantity},
              {"sale_line_ids", List{orm::command::link(line.id())}}};
  if (line.env().since(orm::Series::v19))
    for (const std::string_view field : {"collapse_prices", "collapse_composition"})
      values.set(field, line.value(field));
  return values;
}

void check_combo_item(const RecordSet& lines) {
  for (const RecordSet& line : lines) {
    const RecordSet item = line["combo_item_id"];
    if (item.empty()) continue;
    const RecordSet allowed = line["linked_line_id"].ensure_one()["product_template_id"]["combo_ids"]["combo_item_ids"];
    if ((allowed & item).empty())
      throw orm::validation_error("The chosen product is not in a list of the combo that the line belongs to.");
    if (!(item["product_id"] == line["product_id"]))
      throw orm::validation_error("The line sells another product than was chosen in its combo.");
  }
}

}  // namespace paridoo::addons::sale
