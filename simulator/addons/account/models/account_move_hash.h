// Entries secured with hashes: each hash covers the entry and the hash before it in its sequence.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The entries of a journal and a prefix that are to be secured next, since 18.0.
struct HashChain {
  std::string previous = {};  // the hash that the first one continues
  orm::RecordSet last_hashed, moves, remaining;
  bool has_gap = false, has_unreconciled = false;
};
// The moves must be of one journal and prefix. `forced`: whatever the journal says.
std::optional<HashChain> hash_chain(const orm::RecordSet& moves, bool forced);
// What belongs together by journal and by prefix.
std::vector<orm::RecordSet> by_sequence(const orm::RecordSet& moves);

enum class Gaps { refused, allowed };
void hash_moves(const orm::RecordSet& moves, bool forced, Gaps gaps = Gaps::refused);
// Secures what has just been posted in journals that ask for it.
void hash_posted(const orm::RecordSet& moves);

void refuse_hashed_changes(const orm::RecordSet& move, const orm::Dict& values);
void refuse_hashed_line_changes(const orm::RecordSet& lines, const orm::Dict& values);
bool is_locked_by_hash(const orm::RecordSet& move);

void compute_string_to_hash(const orm::RecordSet& self);
orm::Domain search_secured(const orm::RecordSet& self, std::string_view comparison, const orm::Value& operand);
orm::Value button_hash(const orm::RecordSet& self, const orm::Arguments& arguments);

// --- of journals
void refuse_unhashing(const orm::RecordSet& journal, const orm::Dict& values);
// 17.0 counts the secured entries of a journal with a sequence of its own.
void make_secure_sequences(const orm::RecordSet& journals);

}  // namespace paridoo::addons::account
