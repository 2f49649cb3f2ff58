// Bank statements and their lines: a line is a transaction of the bank, and has a journal entry from the bank's account
// to a suspense account, until somebody says what it was for.
#pragma once

#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The items of a transaction's entry: on the bank's account, on the suspense account, and on those that say what for.
struct TransactionItems {
  orm::RecordSet liquidity, suspense, other;
};
TransactionItems transaction_items(const orm::RecordSet& transaction);
// The two items of a new entry. `counterpart` 0: the journal's suspense account; a UserError if there is none.
std::vector<orm::Dict> transaction_entry_lines(const orm::RecordSet& transaction, orm::Id counterpart = 0);
// Takes over into the entry what was changed in the transaction.
void synchronise_transaction_entries(const orm::RecordSet& transactions, const orm::Dict& changed);
// Takes over into transactions what was changed in their entries; UserErrors if they are none any more.
void follow_transaction_entries(const orm::RecordSet& moves, const orm::Dict& changed);

}  // namespace paridoo::addons::account
