// ov.sa_*_assignment: which service account a record belongs to, and belonged to before. A record belongs to one
// account at a time: who is assigned anew ends what was, and the row stays as history.
#include <array>

#include "simulator/addons/ov/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::ov {

using orm::Arguments;
using orm::CreateSuper;
using orm::Dict;
using orm::RecordSet;
using orm::term;
using orm::Value;

namespace {

struct Assignment {
  std::string_view model;
  std::string_view record;  // the field that leads to what is assigned
};

constexpr std::array<Assignment, 8> assignments = {{
    {"ov.sa_customer_assignment", "partner_id"},
    {"ov.sa_sale_order_assignment", "order_id"},
    {"ov.sa_delivery_assignment", "picking_id"},
    {"ov.sa_lead_assignment", "lead_id"},
    {"ov.sa_asset_assignment", "asset_id"},
    {"ov.sa_invoice_assignment", "move_id"},
    {"ov.sa_payment_assignment", "payment_id"},
    {"ov.sa_ticket_assignment", "ticket_id"},
}};

std::string record_field(const RecordSet& rows) {
  for (const Assignment& one : assignments)
    if (one.model == rows.model().name) return std::string(one.record);
  throw std::logic_error(rows.model().name + " assigns nothing");
}

Value today(const RecordSet& rows) { return rows.env().today_text(); }

void end(const RecordSet& rows) { rows.write({{"state", "ended"}, {"date_to", rows.env().today_text()}}); }

Value action_end(const RecordSet& rows, const Arguments&) {
  end(rows.where("state", "=", "active"));
  return true;
}

RecordSet create(const RecordSet& rows, std::vector<Dict> values, const CreateSuper& super) {
  const std::string record = record_field(rows);
  RecordSet made = rows.none();
  for (Dict& one : values) {
    const Value& state = one.get("state");
    if (state.is_none() || state == Value("active"))
      end(rows.search(term(record, "=", one.get(record)) & term("state", "=", "active")));
    made |= super({std::move(one)});
  }
  return made;
}

void compute_display_name(const RecordSet& rows) {
  const std::string record = record_field(rows);
  for (const RecordSet& row : rows)
    row.set("display_name", row[record].display_name() + " (" + row["account_id"].text("name") + ")");
}

void check_dates(const RecordSet& rows) {
  for (const RecordSet& row : rows)
    if (const auto end = row.day("date_to"); end && *end < *row.day("date_from"))
      throw orm::validation_error("An assignment does not end before it begins.");
}

void check_one_active(const RecordSet& rows) {
  const std::string record = record_field(rows);
  for (const RecordSet& row : rows.where("state", "=", "active"))
    if (rows.search_count(term(record, "=", row[record]) & term("state", "=", "active")) > 1)
      throw orm::validation_error(row[record].display_name() + " belongs to another service account.");
}

}  // namespace

std::vector<orm::Behaviour> sa_assignments() {
  std::vector<orm::Behaviour> behaviours;
  for (const Assignment& one : assignments)
    behaviours.push_back({
        .model = one.model,
        .defaults = {{"date_from", today}},
        .computes = {{{"display_name"}, compute_display_name}},
        .constraints = {{check_dates, {"date_from", "date_to"}}, {check_one_active, {"state", one.record}}},
        .methods = {{"action_end", "", action_end}},
        .create = create,
    });
  return behaviours;
}

}  // namespace paridoo::addons::ov
