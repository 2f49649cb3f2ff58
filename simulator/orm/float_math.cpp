#include "simulator/orm/float_math.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>
#include <string>

namespace paridoo::orm {

namespace {

double rounded(double scaled, RoundingMethod method) {
  // A few units in the last place: what arithmetic before may have cost a tie.
  const double epsilon = std::exp2(std::log2(std::abs(scaled)) - 50);
  switch (method) {
    case RoundingMethod::half_up: return std::round(scaled + std::copysign(epsilon, scaled));
    case RoundingMethod::half_down: return std::round(scaled - std::copysign(epsilon, scaled));
    case RoundingMethod::up: return std::trunc(scaled + std::copysign(1 - epsilon, scaled));
    case RoundingMethod::down: return std::trunc(scaled + std::copysign(epsilon, scaled));
    case RoundingMethod::half_even: {
      const double whole = std::floor(scaled);
      if (std::abs(0.5 - (scaled - whole)) >= epsilon) return std::round(scaled);
      return std::fmod(whole, 2) == 0 ? whole : whole + 1;
    }
  }
  throw std::logic_error("an unknown rounding method");
}

// 1/0.01 is exact where 0.01 is not. Inverting the decimal form (coefficient and exponent) keeps it so.
double inverse(double step) {
  thread_local double last_step = 1, last_inverse = 1;
  if (step == last_step) return last_inverse;
  const std::string scientific = fmt::format("{:.15e}", step);
  const std::size_t split = scientific.find('e');
  const std::string coefficient = scientific.substr(0, split);
  const int exponent = std::stoi(scientific.substr(split + 1));
  const double divisor = std::stod(coefficient);
  last_inverse = std::stod(fmt::format("{}e{}", coefficient, -exponent)) / (divisor * divisor);
  last_step = step;
  return last_inverse;
}

}  // namespace

Rounding digits(int decimals) { return {std::pow(10.0, -decimals)}; }

double float_round(double value, Rounding to, RoundingMethod method) {
  if (to.step < 0) throw std::logic_error("a rounding step below zero");
  if (to.step == 0 || value == 0) return 0.0;
  if (to.step >= 1) return rounded(value / to.step, method) * to.step;
  const double per_unit = inverse(to.step);
  return rounded(value * per_unit, method) / per_unit;
}

int float_compare(double a, double b, Rounding to) {
  const double difference = float_round(a, to) - float_round(b, to);
  if (float_is_zero(difference, to)) return 0;
  return difference < 0 ? -1 : 1;
}

bool float_is_zero(double value, Rounding to) { return value == 0 || std::abs(float_round(value, to)) < to.step; }

}  // namespace paridoo::orm
