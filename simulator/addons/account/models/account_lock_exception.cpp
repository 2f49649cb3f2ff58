// account.lock_exception: who may write before a lock date of the company, and until when.
#include <array>

#include "simulator/addons/account/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr const char* last_day = "9999-12-31";  // that Python knows
constexpr std::array soft_locks{"fiscalyear_lock_date", "tax_lock_date", "sale_lock_date", "purchase_lock_date"};

// The date is given under the name of the company's lock that it replaces.
void name_lock(Dict& values) {
  if (values.contains("lock_date") && values.contains("lock_date_field")) return;
  std::string_view named;
  for (const char* lock : soft_locks) {
    if (!values.contains(lock)) continue;
    if (!named.empty()) throw validation_error("An exception is to one lock date.");
    named = lock;
  }
  if (named.empty()) throw validation_error("Say which lock date the exception is to.");
  values.set("lock_date_field", std::string(named));
  values.set("lock_date", values.get(named));
  values.erase(named);
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& own : values) {
    name_lock(own);
    const Value& given = own.get("company_id");
    const RecordSet company =
        given.is_integer() ? model.env()["res.company"].browse(given.integer()) : model.env().company();
    if (!own.contains("company_lock_date"))
      own.set("company_lock_date", company.value(own.get("lock_date_field").text()));
  }
  return super(std::move(values));
}

void compute_state(const RecordSet& self) {
  for (const RecordSet& exception : self) {
    const auto end = exception.moment("end_datetime");
    const bool expired = end && *end < self.env().now();
    exception.set("state", !exception.flag("active") ? "revoked" : expired ? "expired" : "active");
  }
}

void compute_locks(const RecordSet& self) {
  for (const RecordSet& exception : self)
    for (const char* lock : soft_locks)
      exception.set(lock, exception.text("lock_date_field") == lock ? exception.value("lock_date") : Value(last_day));
}

Value action_revoke(const RecordSet& self, const Arguments&) {
  self.where("active", "=", true).write({{"active", false}, {"end_datetime", self.env().now_text()}});
  return {};
}

Domain search_state(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const auto asked = as_membership(comparison, operand);
  const bool is_plain = comparison == "=" || comparison == "!=";
  const bool is_state = operand == Value("revoked") || operand == Value("expired") || operand == Value("active");
  if (!asked || (!model.env().since(Series::v19) && !(is_plain && is_state))) refuse_search(model, "state", comparison);
  return found_by_value(model, "state", comparison, operand);
}

// Who may post until a date may post until any earlier one.
template <FieldName lock>
Domain search_lock(const RecordSet& model, std::string_view comparison, const Value& operand) {
  if (!operand || (comparison != "<" && comparison != "<=")) refuse_search(model, lock.text, comparison);
  return term("lock_date_field", "=", lock.text) &
         (term("lock_date", "=", false) | term("lock_date", std::string(comparison), operand));
}

}  // namespace

Behaviour account_lock_exception() {
  return {
      .model = "account.lock_exception",
      .in = {.since = Series::v18},
      .computes = {{{"state"}, compute_state},
                   {{"fiscalyear_lock_date", "tax_lock_date", "sale_lock_date", "purchase_lock_date"}, compute_locks}},
      .searches = {{"state", search_state},
                   {"fiscalyear_lock_date", search_lock<"fiscalyear_lock_date">},
                   {"tax_lock_date", search_lock<"tax_lock_date">},
                   {"sale_lock_date", search_lock<"sale_lock_date">},
                   {"purchase_lock_date", search_lock<"purchase_lock_date">}},
      .methods = {{"action_revoke", "", action_revoke}},
      .create = create,
  };
}

}  // namespace paridoo::addons::account
