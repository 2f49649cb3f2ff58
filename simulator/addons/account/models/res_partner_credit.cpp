// res.partner: credit limits, bank accounts that others have too, entries that wait for each other.
#include "simulator/addons/account/models.h"
#include "simulator/orm/company_value.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

Value usual_limit(const RecordSet& partners) {
  return company_fallback(partners.env(), partners.model().at("credit_limit"));
}

double as_number(const Value& value) { return value.is_number() ? value.number() : 0; }

void compute_use_limit(const RecordSet& self) {
  const double usual = as_number(usual_limit(self));
  for (const RecordSet& partner : self)
    partner.set("use_partner_credit_limit", partner.number("credit_limit") != usual);
}

void inverse_use_limit(const RecordSet& self) {
  const Value usual = usual_limit(self);
  for (const RecordSet& partner : self)
    if (!partner.flag("use_partner_credit_limit")) partner.set("credit_limit", usual);
}

Domain same_account(const RecordSet& bank) {
  return term("acc_number", "=", bank.value("acc_number")) & term("bank_id", "=", bank["bank_id"]);
}

// Accounts of other partners with the number and the bank of one of the partner's.
std::int64_t duplicates_of(const RecordSet& partner) {
  const RecordSet banks = partner["bank_ids"];
  if (banks.empty()) return 0;
  Domain any = same_account(banks.first());
  for (const RecordSet& bank : banks - banks.first()) any = any | same_account(bank);
  Domain others = any & term("partner_id", "!=", partner.id());
  if (const RecordSet company = partner["company_id"])
    others = others & term("company_id", "in", List{false, company.id()});
  return static_cast<std::int64_t>(banks.none().search(others).size());
}

void compute_duplicates(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("duplicated_bank_account_partners_count", duplicates_of(partner));
}

// An account on which the partner both owes and is owed, with a line written since the last check.
bool waits_for_matching(const RecordSet& partner) {
  if (!partner.flag("active") || (!partner.flag("is_company") && partner["parent_id"])) return false;
  const RecordSet lines = partner.sudo().env()["account.move.line"].search(term("partner_id", "=", partner.id()));
  const std::string checked = partner.sudo().text("last_time_entries_checked");
  for (const RecordSet& account : lines["account_id"]) {
    const RecordSet own = lines.where("account_id", "=", account.id());
    const bool two_sided =
        !own.where("amount_residual", ">", 0).empty() && !own.where("amount_residual", "<", 0).empty();
    if (two_sided && (checked.empty() || !own.where("write_date", ">", checked).empty())) return true;
  }
  return false;
}

void compute_has_unreconciled(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("has_unreconciled_entries", waits_for_matching(partner));
}

void compute_account_move_count(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const RecordSet all =
        partner.none().with_context({{"active_test", false}}).search(term("id", "child_of", partner.id()));
    const Domain invoices =
        term("partner_id", "in", all.ids()) & term("move_type", "in", List{"out_invoice", "out_refund"});
    partner.set("account_move_count", self.env()["account.move"].search_count(invoices));
  }
}

}  // namespace

Behaviour res_partner_credit() {
  return {
      .model = "res.partner",
      .computes = {{{"use_partner_credit_limit"}, compute_use_limit},
                   {{"duplicated_bank_account_partners_count"}, compute_duplicates, {.until = Series::v18}},
                   {{"has_unreconciled_entries"}, compute_has_unreconciled, {.until = Series::v17}},
                   {{"account_move_count"}, compute_account_move_count, {.since = Series::v19}}},
      .inverses = {{"use_partner_credit_limit", inverse_use_limit}},
  };
}

}  // namespace paridoo::addons::account
