// Payment terms: when which part of an invoice is due.
#pragma once

#include <optional>
#include <vector>

#include "simulator/addons/account/taxes.h"
#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

struct TermsQuestion {
  orm::Day day;  // of the invoice
  orm::RecordSet currency;
  orm::RecordSet company;
  Money untaxed = {};
  Money tax = {};
  double sign = 1;  // of fixed amounts
  std::optional<orm::RecordSet> cash_rounding = {};
};

struct Installment {
  orm::Day due;
  Money amount = {};
};

struct Installments {
  std::vector<Installment> lines = {};
  // Early payment discount: what is to be paid up to that day instead of the whole. Without one the day is empty.
  std::optional<orm::Day> discount_day = {};
  Money discounted = {};
};

// The installments of an account.payment.term, in the order of its lines; the last one takes what is left.
Installments installments_of(const orm::RecordSet& term, const TermsQuestion& question);
// The last day of the early payment discount; empty if the term has none.
std::optional<orm::Day> last_discount_day(const orm::RecordSet& term, std::optional<orm::Day> invoice_day);

}  // namespace paridoo::addons::account
