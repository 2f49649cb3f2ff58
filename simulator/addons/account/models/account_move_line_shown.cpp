// What forms show of a journal item.
#include "simulator/addons/account/models/account_move_line_parts.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// The lines that the document makes by itself are looked at anew after each change.
void compute_dirty_flags(const RecordSet& self) {
  for (const RecordSet& line : self) {
    line.set("epd_dirty", true);
    line.set("discount_allocation_dirty", true);
  }
}

void compute_all_tax_dirty(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("compute_all_tax_dirty", true);
}

// --- since 19.0

void compute_no_followup_of_line(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("no_followup", line["move_id"].text("move_type") == "entry");
}

void compute_allowed_units(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet product = line["product_id"];
    line.set("allowed_uom_ids", Value((product["uom_id"] | product["uom_ids"]).ids()));
  }
}

void compute_reconciled_lines(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet debits = line["matched_debit_ids"], credits = line["matched_credit_ids"];
    const RecordSet lines = debits["debit_move_id"] | credits["credit_move_id"];
    const RecordSet of_rates = debits["exchange_move_id"]["line_ids"] | credits["exchange_move_id"]["line_ids"];
    line.set("reconciled_lines_ids", Value(lines.ids()));
    line.set("reconciled_lines_excluding_exchange_diff_ids", Value((lines - of_rates).ids()));
  }
}

// The section that holds a line: a subsection is in the section before it.
RecordSet section_of(const RecordSet& line) {
  RecordSet section = line.none(), subsection = line.none();
  const auto sequence = [](const RecordSet& one) { return one.integer("sequence"); };
  for (const RecordSet& one : line["move_id"]["line_ids"].sorted(sequence)) {
    const std::string type = one.text("display_type");
    if (type == "line_section") subsection = section.none();
    const RecordSet above = type == "line_subsection" || subsection.empty() ? section : subsection;
    if (one == line) return type == "line_subsection" || type == "line_note" || type == "product" ? above : one.none();
    if (type == "line_section") section = one;
    if (type == "line_subsection") subsection = one;
  }
  return line.none();
}

void compute_parent(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("parent_id", section_of(line));
}

}  // namespace

std::vector<Compute> shown_line_computes() {
  constexpr In since_19{.since = Series::v19};
  return {
      {{"epd_dirty", "discount_allocation_dirty"}, compute_dirty_flags},
      {{"compute_all_tax_dirty"}, compute_all_tax_dirty, {.until = Series::v17}},
      {{"no_followup"}, compute_no_followup_of_line, since_19},
      {{"allowed_uom_ids"}, compute_allowed_units, since_19},
      {{"reconciled_lines_ids", "reconciled_lines_excluding_exchange_diff_ids"}, compute_reconciled_lines, since_19},
      {{"parent_id"}, compute_parent, since_19},
  };
}

}  // namespace paridoo::addons::account
