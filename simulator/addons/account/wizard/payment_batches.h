// The lines that a wizard pays, by what can be paid together, and how much that is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulator/addons/account/due_amounts.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// Lines of one partner, account, currency and bank account.
struct PaymentBatch {
  orm::RecordSet lines, partner, account, currency, bank;
  std::string partner_type = {};
  std::string payment_type = {};
};

// Of the lines of an account.payment.register; UserErrors if there are none, or of several companies.
std::vector<PaymentBatch> payment_batches(const orm::RecordSet& wizard);
orm::RecordSet lines_of(const orm::RecordSet& wizard, const std::vector<PaymentBatch>& batches);
// Branches of one company of which none is above the others.
bool is_of_siblings(const orm::RecordSet& lines);
// The company that pays: the one that is highest up, or that above the branches.
orm::RecordSet paying_company(const orm::RecordSet& lines);
// What is left to pay of a batch, in its own currency and in that of the company.
Money source_amount(const PaymentBatch& batch);

orm::RecordSet available_journals(const PaymentBatch& batch);
orm::RecordSet batch_journal(const orm::RecordSet& wizard, const PaymentBatch& batch);
orm::RecordSet available_banks(const PaymentBatch& batch, const orm::RecordSet& journal);
// The bank account that money comes to or goes to.
orm::RecordSet batch_bank(const PaymentBatch& batch, const orm::RecordSet& journal);

struct AmountsToPay {
  double by_default = 0;      // what is overdue or next
  double full = 0;            // with all installments
  double for_difference = 0;  // the same without discount
  double full_for_difference = 0;
  bool has_early_discount = false;
  std::optional<Due> mode = {};
  orm::RecordSet lines;  // that by_default pays
};
// In the currency of the wizard.
AmountsToPay amounts_to_pay(const orm::RecordSet& wizard, const std::vector<PaymentBatch>& batches);
// How much 17.0 pays by default: all of these lines, less the discount that an early payment has.
struct FullAmount {
  double amount = 0;
  bool is_discounted = false;
};
FullAmount full_amount_17(const orm::RecordSet& wizard, const orm::RecordSet& lines, bool discount);
// What a payment of these lines is called.
std::string communication_of(const orm::RecordSet& wizard, const orm::RecordSet& lines);

}  // namespace paridoo::addons::account
