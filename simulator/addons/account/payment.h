// What other modules ask of account.payment.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The lines of a payment's entry: on the bank's or an outstanding account, on the customer's or vendor's, and the rest.
struct PaymentLines {
  orm::RecordSet liquidity, counterpart, write_off;
};
PaymentLines payment_lines(const orm::RecordSet& payment);

// What two payments have in common if one was made twice.
struct PaymentTraits {
  orm::RecordSet company, partner;
  std::string date = {}, payment_type = {};
  double amount = 0;
};
orm::Domain payments_like(const PaymentTraits& traits);

struct PaymentEntryOptions {
  std::vector<orm::Dict> write_off = {};  // lines with amount_currency and balance
  std::optional<double> balance = {};     // instead of the one that the day's rate gives
  orm::List lines = {};                   // commands: the whole entry
};
// Money on one side, what it pays on the other, and what was written off.
std::vector<orm::Dict> payment_entry_lines(const orm::RecordSet& payment, const PaymentEntryOptions& options);
// Makes the entries of payments that have an outstanding account and no entry yet; the payments are in process then.
void generate_entries(const orm::RecordSet& payments, const PaymentEntryOptions& options = {});
// Brings the entry in step with the payment after a change of these fields.
void synchronise_entries(const orm::RecordSet& payments, const orm::Dict& changed);

}  // namespace paridoo::addons::account
