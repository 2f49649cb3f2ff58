// Package levels (stock.package_level, until 18.0): the packages that a transfer moves whole, or makes. All of these do
// nothing since 19.0, which has no such model.
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// Whether lines take exactly what is in the package.
bool takes_all_of(const RecordSet& lines, const RecordSet& package);
// Makes the moves of packages that were put on draft transfers.
void generate_moves_of_levels(const RecordSet& pickings);
// Deletes the levels of these transfers that no move stands behind.
void unlink_levels_without_moves(const RecordSet& pickings);
// These lines of the transfer move the package whole.
void level_entire_package(const RecordSet& pickings, const RecordSet& package, const RecordSet& lines);
// These lines were put into the new package.
void level_new_package(const RecordSet& picking, const RecordSet& package, const RecordSet& lines);
RecordSet levels_of(const RecordSet& lines);
// The lines are about to get another package, or none.
void follow_result_package(const RecordSet& lines, const Value& package);
void move_levels_to(const RecordSet& lines, const RecordSet& picking);
void place_levels(const RecordSet& lines, const RecordSet& location);
// The package that the move has to take; empty if it may take any.
RecordSet package_to_take(const RecordSet& move);

}  // namespace paridoo::addons::stock
