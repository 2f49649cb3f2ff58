// Journal items that a document makes by itself: payment terms, early payment discounts, allocated discounts. What is
// needed is compared with what is there, before and after a change.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// A line that is needed: the values that tell it from others, and those that follow.
struct NeededLine {
  orm::Dict key = {};
  orm::Dict values = {};
  bool operator==(const NeededLine&) const = default;
};
using NeededLines = std::vector<NeededLine>;
// The lines that are there, by id, with their keys.
using ExistingLines = std::vector<std::pair<orm::Id, orm::Dict>>;

struct DynamicLines {
  ExistingLines existing = {};
  NeededLines needed = {};
};

// Adds a needed line; the amounts of one with the same key are summed, and it vanishes if all of them become zero.
void add_needed(NeededLines& lines, const NeededLine& line, const orm::Model& line_model);

// Creates, rewrites and deletes lines of this display_type. Nothing happens if what is needed did not change, or if the
// lines were made by hand.
void synchronise_dynamic_lines(const orm::RecordSet& moves, const std::string& display_type, const DynamicLines& before,
                               const DynamicLines& after);

}  // namespace paridoo::addons::account
