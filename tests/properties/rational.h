// Exact fractions, for evaluations that must not share the rounding of the code under test.
#pragma once

#include <cstdint>

namespace paridoo::tests {

class Rational {
 public:
  using Wide = __int128;

  Rational(Wide numerator = 0, Wide denominator = 1) : numerator_(numerator), denominator_(denominator) { reduce(); }

  Rational operator+(Rational other) const {
    return {numerator_ * other.denominator_ + other.numerator_ * denominator_, denominator_ * other.denominator_};
  }
  Rational operator-(Rational other) const { return *this + other * Rational(-1); }
  Rational operator*(Rational other) const {
    return {numerator_ * other.numerator_, denominator_ * other.denominator_};
  }
  Rational operator/(Rational other) const {
    return {numerator_ * other.denominator_, denominator_ * other.numerator_};
  }

  double number() const { return static_cast<double>(numerator_) / static_cast<double>(denominator_); }
  // The nearest integer; halves go away from zero.
  std::int64_t nearest() const {
    const Wide size = numerator_ < 0 ? -numerator_ : numerator_;
    const auto rounded = static_cast<std::int64_t>((2 * size + denominator_) / (2 * denominator_));
    return numerator_ < 0 ? -rounded : rounded;
  }

 private:
  static Wide common(Wide one, Wide other) {
    while (other != 0) {
      const Wide rest = one % other;
      one = other;
      other = rest;
    }
    return one < 0 ? -one : one;
  }
  void reduce() {
    if (denominator_ < 0) {
      numerator_ = -numerator_;
      denominator_ = -denominator_;
    }
    if (const Wide divisor = common(numerator_, denominator_); divisor > 1) {
      numerator_ /= divisor;
      denominator_ /= divisor;
    }
  }

  Wide numerator_, denominator_;
};

}  // namespace paridoo::tests
