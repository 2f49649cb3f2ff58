// Numbers of entries: the computes of name and of its parts.
#pragma once

#include <string>

#include "simulator/addons/account/move_number.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The days that share one sequence with an entry, and the years that its numbers show.
struct Period {
  orm::Day from, to;
  int year, year_end;
};
Period period_of(const orm::RecordSet& move, NumberReset reset);

bool has_number(const orm::RecordSet& move);
// Whether year and month in the number are those of the entry's date; true without a number.
bool number_fits_date(const orm::RecordSet& move);
// The constraint that refuses posted entries whose number is of another period.
void check_number_fits_date(const orm::RecordSet& moves);
// The highest number of the move's sequence in its period; `relaxed`: in any period. Empty if there is none.
std::string last_number(const orm::RecordSet& move, bool relaxed = false);
// A number taken by the entries that come right after these: whether there is a gap before them changed.
void set_gap_after(const orm::RecordSet& moves, bool gap);
// Those entries, and the same said of them.
orm::RecordSet next_in_sequence(const orm::RecordSet& moves);
void set_gap(const orm::RecordSet& moves, bool gap);
// Whether these moves hold the highest numbers of their sequences.
bool is_end_of_sequence(const orm::RecordSet& moves);

void compute_name(const orm::RecordSet& self);
void compute_split_sequence(const orm::RecordSet& self);
void compute_made_sequence_gap(const orm::RecordSet& self);
void compute_made_sequence_hole(const orm::RecordSet& self);
void compute_highest_name(const orm::RecordSet& self);
void compute_name_placeholder(const orm::RecordSet& self);

}  // namespace paridoo::addons::account
