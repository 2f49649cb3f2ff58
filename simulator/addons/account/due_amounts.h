// What is due of a document now: its installments, those that are overdue, and what an early payment saves.
#pragma once

#include <optional>
#include <vector>

#include "simulator/addons/account/taxes.h"
#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

enum class Due { otherwise, early_discount, overdue, before_date, next };

// One line on a customer's or vendor's account, and what is left to pay of it.
struct DueAmount {
  orm::RecordSet line;
  Due due = Due::otherwise;
  Money residual = {};  // without the discount, if one is granted
};

struct DueQuestion {
  orm::RecordSet currency;  // that is paid in
  orm::Day day;             // of the payment
  std::optional<orm::Day> until = {};
};

// The lines of one move by their due dates.
std::vector<DueAmount> due_amounts(const orm::RecordSet& lines, const DueQuestion& question);
// Whether who pays in this currency on this day gets the discount of the payment term.
bool grants_early_discount(const orm::RecordSet& move, const orm::RecordSet& currency, orm::Day day);

}  // namespace paridoo::addons::account
