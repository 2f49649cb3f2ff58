// account.accrued.orders.wizard: when and where an accrual is taken back.
#include "simulator/addons/account/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

Value default_company(const RecordSet& model) {
  const Env& env = model.env();
  const Value& orders = env.context("active_model");
  if (!orders.is_text()) return false;
  const Model* kind = env.registry().find(orders.text());
  if (!kind) throw Fault(FaultKind::key_error, repr(orders));
  if (!kind->has("company_id")) throw Fault(FaultKind::attribute_error, orders.text() + " has no company_id");
  return env[orders.text()].browse(env.context("active_ids").ids()).first()["company_id"];
}

// The last day of the month before.
Value default_date(const RecordSet& model) {
  const std::chrono::year_month_day today(model.env().today());
  return format_day(Day(today.year() / today.month() / 1) - std::chrono::days{1});
}

void compute_reversal_date(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const std::optional<Day> accrued = wizard.day("date"), said = wizard.day("reversal_date");
    if (accrued && (!said || *said <= *accrued))
      wizard.set("reversal_date", format_day(*accrued + std::chrono::days{1}));
  }
}

void compute_journal(const RecordSet& self) {
  for (const RecordSet& wizard : self) {
    const Domain general = term("company_id", "=", wizard["company_id"].id()) & term("type", "=", "general");
    const RecordSet found = self.env()["account.journal"].search(general, {.limit = 1});
    wizard.set("journal_id", found ? Value(found.id()) : Value(false));
  }
}

Value create_entries(const RecordSet& self, const Arguments&) {
  throw not_simulated(self.model().name + ".create_entries");
}

}  // namespace

Behaviour account_accrued_orders_wizard() {
  return {
      .model = "account.accrued.orders.wizard",
      .defaults = {{"company_id", default_company}, {"date", default_date}},
      .computes = {{{"reversal_date"}, compute_reversal_date}, {{"journal_id"}, compute_journal}},
      .methods = {{"create_entries", "", create_entries}},
  };
}

}  // namespace paridoo::addons::account
