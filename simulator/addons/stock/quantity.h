// Quantities of products: conversion between units, and comparison at the rounding of a unit.
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// The decimals that the database keeps of a quantity.
int quantity_decimals(const Env& env);
Rounding quantity_digits(const Env& env);

// A quantity told in another unit, rounded half up to it.
double in_unit(const RecordSet& from, double quantity, const RecordSet& to);
// The same, not rounded.
double in_unit_unrounded(const RecordSet& from, double quantity, const RecordSet& to);

// -1, 0 or 1 at the rounding of `unit`.
int compare(double a, double b, const RecordSet& unit);
bool is_zero(double quantity, const RecordSet& unit);

// A quantity in the values of a call. A TypeError fault if it is no number; unset counts as 0.
double quantity_in(const Value& value);

}  // namespace paridoo::addons::stock
