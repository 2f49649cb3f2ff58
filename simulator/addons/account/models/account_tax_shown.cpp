// What forms show of a tax.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "simulator/addons/account/models.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

std::vector<RecordSet> in_order_of_documents(const RecordSet& lines) {
  std::vector<RecordSet> ordered;
  for (const RecordSet& line : lines) ordered.push_back(line);
  std::ranges::stable_sort(ordered, {}, [](const RecordSet& line) {
    return std::pair(line.text("document_type"), line.value("sequence").integer());
  });
  return ordered;
}

std::string described(const RecordSet& line) {
  const std::string account = line["account_id"] ? line["account_id"].display_name() : "None";
  List grids;
  for (const RecordSet& tag : line["tag_ids"]) grids.push_back(tag.text("name"));
  return fmt::format("{{'Factor Percent': {}, 'Account': {}, 'Tax Grids': {}, 'Use in tax closing': '{}'}}",
                     repr(line.number("factor_percent")), repr(account), repr(grids.empty() ? Value("None") : grids),
                     line.flag("use_in_tax_closing") ? "True" : "False");
}

// As Python prints a dict, by the kind of document and the place among its lines. Of a tax that is not used, nothing.
std::string repartition_text(const RecordSet& tax) {
  if (!tax.flag("is_used")) return {};
  std::map<std::string, int> places;
  std::string out;
  for (const RecordSet& line : in_order_of_documents(tax["repartition_line_ids"])) {
    const std::string document = line.text("document_type");
    out += fmt::format("{}('{}', {}): {}", out.empty() ? "" : ", ", document, ++places[document], described(line));
  }
  return "{" + out + "}";
}

void compute_repartition_text(const RecordSet& self) {
  for (const RecordSet& tax : self) tax.set("repartition_lines_str", repartition_text(tax));
}

void compute_label(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    const std::string on_invoices = tax.text("invoice_label");
    tax.set("tax_label", on_invoices.empty() ? tax.text("name") : on_invoices);
  }
}

// A tax stands for others where a fiscal position other than the domestic one puts it.
void compute_display_alternatives(const RecordSet& self) {
  for (const RecordSet& tax : self) {
    const RecordSet positions = tax["fiscal_position_ids"];
    const RecordSet domestic = tax["company_id"]["domestic_fiscal_position_id"];
    tax.set("display_alternative_taxes_field",
            !tax["original_tax_ids"].empty() || (!positions.empty() && !(positions == domestic)));
  }
}

}  // namespace

Behaviour account_tax_shown() {
  constexpr In since_19{.since = Series::v19};
  return {.model = "account.tax",
          .computes = {{{"repartition_lines_str"}, compute_repartition_text},
                       {{"tax_label"}, compute_label, since_19},
                       {{"display_alternative_taxes_field"}, compute_display_alternatives, since_19}}};
}

}  // namespace paridoo::addons::account
