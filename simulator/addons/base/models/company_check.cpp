// What records of one company refer to belongs to that company, or to no company in particular (Field::company_check).
#include "simulator/addons/base/company_check.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "simulator/addons/base/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/findings.h"
#include "simulator/orm/hooks.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

struct Unchecked {
  std::string_view model;
  In in = {};
};

// Models whose forms offer what fits only, and that take anything (no _check_company_auto).
constexpr auto unchecked = std::to_array<Unchecked>({{"account.payment.method.line"},
                                                     {"product.category"},
                                                     {"product.supplierinfo"},
                                                     {"purchase.order"},
                                                     {"purchase.order.line", {.until = Series::v18}},
                                                     {"res.partner.bank"},
                                                     {"res.users"},
                                                     {"resource.calendar.leaves"},
                                                     {"sale.advance.payment.inv", {.until = Series::v17}},
                                                     {"sale.order.template", {.until = Series::v17}},
                                                     {"sale.order.template.line"},
                                                     {"stock.move"},
                                                     {"stock.move.line"},
                                                     {"stock.package.type", {.since = Series::v19}},
                                                     {"stock.picking"},
                                                     {"stock.quant"},
                                                     {"stock.scrap"},
                                                     {"stock.valuation.layer", {.until = Series::v18}}});

bool is_checked(const RecordSet& records) {
  return std::ranges::none_of(unchecked, [&](const Unchecked& one) {
    return one.model == records.model().name && one.in.covers(records.env().series());
  });
}

// Whose company it is that the condition asks for.
RecordSet companies_of(const RecordSet& record, std::string_view condition) {
  if (condition.find("allowed_company_ids[0]") != condition.npos) return record.env().company();
  if (record.model().name == "res.company") return record;
  return record[condition.starts_with("(company_ids") ? "company_ids" : "company_id"];
}

bool is_of_several(std::string_view condition) { return condition.find("('company_ids', ") != condition.npos; }

bool fits(const RecordSet& referred, const RecordSet& companies, std::string_view condition) {
  const bool of_several = is_of_several(condition);
  const bool with_parents = condition.find("'parent_of'") != condition.npos;
  const RecordSet own = referred[of_several ? "company_ids" : "company_id"];
  if (own.empty() && !of_several) return true;
  if (companies.empty()) return of_several && !with_parents;
  return !(own & (with_parents ? companies["parent_ids"] : companies)).empty();
}

std::string names_of(const RecordSet& companies) {
  if (companies.empty()) return "no company";
  std::string names;
  for (const RecordSet& company : companies) names += (names.empty() ? "" : ", ") + company.display_name();
  return names;
}

// Inactive ones too, which only lists leave out.
RecordSet referred_by(const RecordSet& record, const Field& field) {
  return field.is_x2many() ? record.with_context({{"active_test", false}})[field.name()] : record[field.name()];
}

bool are_several_companies(const Env& env) {
  return static_cast<bool>(env.transaction().findings().of(env.registry().at("res.company"), "several companies", [&] {
    return Value(env.sudo()["res.company"].with_context({{"active_test", false}}).search_count(Domain()) > 1);
  }));
}

bool is_there(const RecordSet& record, const Field& field) {
  const Value id = record.value(field.name());
  return !id.is_integer() || record.env().transaction().exists(*field.comodel, id.integer());
}

// Where there is one company, what is of a company is of the record's own. Odoo reads it all the same: it may be gone.
void check_field(const RecordSet& record, const Field& field, bool several) {
  const std::string_view condition = field.company_check;
  const RecordSet companies = companies_of(record, condition);
  if (!several && !companies.empty() && !is_of_several(condition) && is_there(record, field)) return;
  for (const RecordSet& referred : referred_by(record, field))
    if (!fits(referred, companies, condition))
      throw user_error("The companies do not agree: " + record.display_name() + " of " + names_of(companies) +
                       " refers to " + referred.display_name() + " in the field " + field.facts->label +
                       ", which belongs to another company.");
}

void check_each(const RecordSet& records, const std::vector<const Field*>& fields) {
  const bool several = are_several_companies(records.env());
  for (const Field* field : fields)
    if (!field->company_check.empty())
      for (const RecordSet& record : records.sudo()) check_field(record, *field, several);
}

// Those that were written, or all of them if the company was.
std::vector<const Field*> fields_to_check(const RecordSet& records, const Dict& values) {
  if (!is_checked(records)) return {};
  if (values.contains("company_id") || values.contains("company_ids")) return records.model().fields;
  std::vector<const Field*> written;
  for (const Item& item : values) written.push_back(&records.model().at(item.name));
  return written;
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet made = super(std::move(values));
  if (is_checked(model)) check_each(made, model.model().fields);
  return made;
}

// What Odoo leaves to the database: references to no record, and required fields without a value.
bool is_left_to_database(const Fault& fault) {
  return dynamic_cast<const BrokenCheck*>(&fault) || dynamic_cast<const MissingValue*>(&fault);
}

// Odoo looks at the companies before the database sees what was written.
void write(const RecordSet& records, Dict values, const WriteSuper& super) {
  const std::vector<const Field*> written = fields_to_check(records, values);
  try {
    super(records, std::move(values));
  } catch (const Fault& fault) {
    if (is_left_to_database(fault)) check_each(records, written);
    throw;
  }
  check_each(records, written);
}

}  // namespace

// Nothing belongs to another company where there is none.
void check_companies(const RecordSet& records) {
  if (are_several_companies(records.env())) check_each(records, records.model().fields);
}

Behaviour company_check() { return {.mixin_marker = "id", .create = create, .write = write}; }

}  // namespace paridoo::addons::base
