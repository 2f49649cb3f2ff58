// The parts of account.payment.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

std::vector<orm::Compute> payment_computes();
void compute_state_of_payments(const orm::RecordSet& self);
void check_payment_method(const orm::RecordSet& self);
void check_payment_amount(const orm::RecordSet& self);

// --- account_payment_17.cpp
// Takes over what was changed in the entries of payments; UserErrors if they are no payments any more. 17.0 only.
void follow_entries(const orm::RecordSet& moves, const orm::Dict& changed);
// The same after a change of their lines.
void follow_entry_lines(const orm::RecordSet& moves);

}  // namespace paridoo::addons::account
