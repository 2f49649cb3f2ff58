#include "simulator/addons/account/models/account_move_hash.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

bool is_exchange_entry(const RecordSet& move) {
  const Domain domain = term("exchange_move_id", "=", move.id());
  if (!move.env()["account.partial.reconcile"].search(domain, {.limit = 1}).empty()) return true;
  return !move.env().since(Series::v19) && !move.env()["account.full.reconcile"].search(domain, {.limit = 1}).empty();
}

void check_draftable(const RecordSet& move) {
  const std::string state = move.text("state");
  if (state != "posted" && state != "cancel")
    throw user_error("Only posted or cancelled entries can be reset to draft.");
  if (is_exchange_entry(move)) throw user_error("An exchange difference cannot be reset to draft.");
  if (move["tax_cash_basis_rec_id"] || move["tax_cash_basis_origin_move_id"])
    throw user_error("A cash basis entry cannot be reset to draft.");
  if (is_locked_by_hash(move)) throw user_error("A secured entry cannot be reset to draft.");
}

}  // namespace

Value button_draft(const RecordSet& self, const Arguments&) {
  for (const RecordSet& move : self) check_draftable(move);
  const RecordSet lines = self["line_ids"];
  if (const RecordSet analytic = lines["analytic_line_ids"]) analytic.unlink();
  // From 19.0 on a draft keeps its matches until its amounts change.
  if (!self.env().since(Series::v19)) remove_reconciliation(lines);
  Dict values{{"state", "draft"}};
  if (!self.env().since(Series::v18)) values.set("is_move_sent", false);
  for (const RecordSet& move : self) move.write(values);
  return {};
}

Value button_cancel(const RecordSet& self, const Arguments&) {
  if (const RecordSet posted = self.where("state", "=", "posted")) posted.call("button_draft");
  for (const RecordSet& move : self)
    if (move.text("state") != "draft") throw user_error("Only draft entries can be cancelled.");
  if (self.env().since(Series::v19)) remove_reconciliation(self["line_ids"]);
  if (const RecordSet payments = self["payment_ids"]; payments && self.env().since(Series::v18))
    payments.write({{"state", "canceled"}});
  self.write({{"auto_post", "no"}, {"state", "cancel"}});
  return {};
}

}  // namespace paridoo::addons::account
