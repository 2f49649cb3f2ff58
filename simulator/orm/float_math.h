// Floats as Odoo rounds and compares them: to a multiple of `rounding`, ties that binary floats hide found again.
#pragma once

namespace paridoo::orm {

enum class RoundingMethod { half_up, half_even, half_down, up, down };  // half_up: away from zero

// The precision: a multiple (Rounding{0.01}) or a count of decimals (digits(2)).
struct Rounding {
  double step;
};
Rounding digits(int decimals);

// `value` to the nearest multiple. A step of 0 gives 0.
double float_round(double value, Rounding to, RoundingMethod method = RoundingMethod::half_up);
// -1, 0 or 1, after rounding both.
int float_compare(double a, double b, Rounding to);
// Whether `value` rounds to less than one step. Not the same as float_compare(a, b) == 0 for a difference a - b.
bool float_is_zero(double value, Rounding to);

}  // namespace paridoo::orm
