// ov.bop.sheet: several products sold as one package, with what may be chosen about it.
#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "simulator/addons/ov/bill_of_products.h"
#include "simulator/addons/ov/models.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::ov {

using orm::RecordSet;

std::vector<std::string> options_of(const RecordSet& property) {
  std::vector<std::string> options;
  std::istringstream lines(property.text("options"));
  for (std::string line; std::getline(lines, line);)
    if (!line.empty()) options.push_back(line);
  return options;
}

namespace {

void compute_line_name(const RecordSet& lines) {
  for (const RecordSet& line : lines) line.set("display_name", line["product_id"].display_name());
}

void check_quantity(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (line.number("quantity") <= 0) throw orm::validation_error("A package holds more than nothing of a product.");
}

void check_not_itself(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (line["product_id"]["product_tmpl_id"] == line["sheet_id"]["product_tmpl_id"])
      throw orm::validation_error("A package does not hold itself.");
}

void check_options(const RecordSet& properties) {
  for (const RecordSet& property : properties) {
    const auto options = options_of(property);
    const std::set<std::string> different(options.begin(), options.end());
    if (options.empty() || different.size() < options.size())
      throw orm::validation_error(property.text("name") + " needs options, each once.");
  }
}

}  // namespace

orm::Behaviour ov_bop_sheet() { return {.model = "ov.bop.sheet"}; }

orm::Behaviour ov_bop_line() {
  return {
      .model = "ov.bop.line",
      .computes = {{{"display_name"}, compute_line_name}},
      .constraints = {{check_quantity, {"quantity"}}, {check_not_itself, {"product_id", "sheet_id"}}},
  };
}

orm::Behaviour ov_bop_property() {
  return {
      .model = "ov.bop.property",
      .constraints = {{check_options, {"options"}}},
      .unique = {{{"sheet_id", "name"}, "The package has a property of this name already."}},
  };
}

}  // namespace paridoo::addons::ov
