// A value, or the Error that stands in its place.
//
//   const auto order = read_order(odoo, id);
//   if (!order) return order.error();
//   use(order->name);
//
// Reading the one that is not there is a bug of ours and throws std::logic_error.
#pragma once

#include <optional>
#include <stdexcept>
#include <utility>
#include <variant>

#include "src/result/error.h"

namespace paridoo {

template <typename T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  const T& operator*() const& { return value(); }
  T& operator*() & { return const_cast<T&>(std::as_const(*this).value()); }
  T&& operator*() && { return std::move(**this); }
  const T* operator->() const { return &value(); }
  T* operator->() { return &**this; }
  const Error& error() const {
    if (*this) throw std::logic_error("error() of a Result that holds a value");
    return std::get<1>(state_);
  }

 private:
  const T& value() const {
    if (!*this) throw std::logic_error("value of a failed Result: " + std::get<1>(state_).message);
    return std::get<0>(state_);
  }

  std::variant<T, Error> state_;
};

// For what only succeeds or fails: `return Result<void>();` is success.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return !error_; }
  const Error& error() const {
    if (!error_) throw std::logic_error("error() of a Result that succeeded");
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace paridoo
