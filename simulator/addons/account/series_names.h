// What is called otherwise, or is not there, in one of the series.
#pragma once

#include <string>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The company of an account; 17.0 has one for each, later series several.
inline std::string account_company_field(const orm::Env& env) {
  return env.since(orm::Series::v18) ? "company_ids" : "company_id";
}

// An account that is not to be used any more is deprecated until 18.0, and archived from 19.0 on.
inline bool is_retired(const orm::RecordSet& account) {
  if (account.empty()) return false;
  return account.env().since(orm::Series::v19) ? !account.flag("active") : account.flag("deprecated");
}
inline orm::Domain usable_account(const orm::Env& env, const std::string& path = "") {
  const bool archives = env.since(orm::Series::v19);
  return orm::term(path + (archives ? "active" : "deprecated"), "=", archives);
}

// The payment that an entry is the entry of.
inline const char* origin_payment_field(const orm::Env& env) {
  return env.since(orm::Series::v18) ? "origin_payment_id" : "payment_id";
}
inline orm::RecordSet origin_payment(const orm::RecordSet& move) { return move[origin_payment_field(move.env())]; }

// The payments that invoices know of without being matched with them; 17.0 has none.
inline orm::RecordSet noted_payments(const orm::RecordSet& moves) {
  return moves.env().since(orm::Series::v18) ? moves["matched_payment_ids"] : moves.env()["account.payment"];
}

// What a payment is for.
inline const char* memo_field(const orm::Env& env) { return env.since(orm::Series::v18) ? "memo" : "ref"; }

// Credit cards have a kind of journal of their own from 18.0 on.
inline orm::List liquidity_journal_types(const orm::Env& env) {
  return env.since(orm::Series::v18) ? orm::List{"bank", "cash", "credit"} : orm::List{"bank", "cash"};
}

}  // namespace paridoo::addons::account
