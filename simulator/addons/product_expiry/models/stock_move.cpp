// stock.move, stock.quant: what is expired when a move is due is not reserved for it.
#include <algorithm>
#include <cctype>
#include <optional>
#include <string>
#include <vector>

#include "simulator/addons/product_expiry/models.h"
#include "simulator/addons/product_expiry/told_date.h"
#include "simulator/orm/clock.h"

namespace paridoo::addons::product_expiry {
namespace {

Value reservation_context(const RecordSet& move, const Arguments&, const Super& super) {
  Dict context = super().dict();
  if (move["product_id"].flag("use_expiration_date")) context.set("with_expiration", move.value("date"));
  return context;
}

// What is to be removed is there, but not available.
void compute_available_quantity(const RecordSet& quants) {
  for (const RecordSet& quant : quants) {
    const auto removal = quant.moment("removal_date");
    const bool past = quant.flag("use_expiration_date") && removal && *removal <= quant.env().now();
    quant.set("available_quantity", past ? 0.0 : quant.number("quantity") - quant.number("reserved_quantity"));
  }
}

// --- dates in a pasted text of lots

bool has_letters(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](unsigned char c) { return std::isalpha(c); });
}

// The first two parts of the first date decide which of them is the day, or the year. By default the month is first.
Value get_formating_options(const RecordSet&, const Arguments& arguments, const Super& super) {
  Dict options = super().dict();
  for (const Value& string : arguments["strings"].list()) {
    const std::vector<std::string> parts = date_parts(string.text());
    if (parts.size() < 2) continue;
    if (has_letters(parts[0])) break;
    const int first = leading_number(parts[0]);
    if (first > 31)
      options.set("yearfirst", true);
    else if (first > 12 && (has_letters(parts[1]) || leading_number(parts[1]) <= 12))
      options.set("dayfirst", true);
    break;
  }
  return options;
}

Value convert_string_into_field_data(const RecordSet& moves, const Arguments& arguments, const Super& super) {
  const Value told = super();
  if (told) return told;
  const Dict& options = arguments["options"].dict();
  const std::optional<orm::Moment> moment = told_moment(arguments["string"].text(),
                                                        {.day_first = static_cast<bool>(options.get("dayfirst")),
                                                         .year_first = static_cast<bool>(options.get("yearfirst"))},
                                                        moves.env().today());
  if (!moment) return told;
  if (moves && !moves["product_id"].flag("use_expiration_date")) return "ignore";
  return Dict{{"expiration_date", orm::format_moment(*moment)}};
}

}  // namespace

Behaviour stock_move() {
  return {.model = "stock.move",
          .methods = {{"_reservation_context", "", reservation_context},
                      {"_get_formating_options", "strings", get_formating_options},
                      {"_convert_string_into_field_data", "string, options", convert_string_into_field_data}}};
}

Behaviour stock_quant() {
  return {.model = "stock.quant",
          .computes = {{{"available_quantity"}, compute_available_quantity, {.since = Series::v19}}}};
}

}  // namespace paridoo::addons::product_expiry
