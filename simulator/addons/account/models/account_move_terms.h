// The payment term lines that an invoice needs.
#pragma once

#include <optional>
#include <vector>

#include "simulator/addons/account/models/dynamic_lines.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

struct NeededTerm {
  std::optional<orm::Day> due = {};
  std::optional<orm::Day> discount_day = {};  // of an early payment discount
  Money amount = {};
  Money discounted = {};  // what is to be paid up to that day instead
};

// Empty for entries and for documents without invoice lines.
std::vector<NeededTerm> needed_terms(const orm::RecordSet& move);
// The payment term lines of documents: those that are there and those that are needed.
DynamicLines term_lines(const orm::RecordSet& moves);

}  // namespace paridoo::addons::account
