// The one value that travels through the simulator: what a client sends, what a record holds, what a call answers.
//
// A Value is None, a bool, an integer, a float, a string, a list or a dict (insertion-ordered, as Python's). Dates are
// the strings "YYYY-MM-DD" and "YYYY-MM-DD HH:MM:SS" (UTC), binaries base64 text: as in Odoo's own RPC.
// Reading as the wrong kind throws std::logic_error: callers that handle clients' input check the kind first.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace paridoo::orm {

using Id = std::int64_t;
using Ids = std::vector<Id>;

class Value;
struct Item;
using List = std::vector<Value>;

// An insertion-ordered map from names to values. Look-ups are linear: dicts here are small.
class Dict {
 public:
  Dict();
  Dict(std::initializer_list<Item> items);
  explicit Dict(std::vector<Item> items);  // whose names differ
  Dict(const Dict&);
  Dict(Dict&&) noexcept;
  Dict& operator=(const Dict&);
  Dict& operator=(Dict&&) noexcept;
  ~Dict();

  // The value under `name`, or nullptr.
  const Value* find(std::string_view name) const;
  Value* find(std::string_view name);
  bool contains(std::string_view name) const { return find(name) != nullptr; }
  // The value under `name`; None where there is none.
  const Value& get(std::string_view name) const;
  // Adds or replaces.
  void set(std::string_view name, Value value);
  void erase(std::string_view name);
  // Copies each item of `other` over ours.
  void update(const Dict& other);

  std::size_t size() const;
  bool empty() const { return size() == 0; }
  const Item* begin() const;
  const Item* end() const;
  Item* begin();
  Item* end();

  bool operator==(const Dict& other) const;  // the order does not count

 private:
  std::vector<Item> items_;
};

class Value {
 public:
  enum class Kind { none, boolean, integer, real, text, list, dict };

  Value() = default;
  Value(bool value) : data_(value) {}
  Value(int value) : data_(std::int64_t{value}) {}
  Value(std::int64_t value) : data_(value) {}
  Value(std::size_t value) : data_(static_cast<std::int64_t>(value)) {}
  Value(double value) : data_(value) {}
  Value(const char* value) : data_(std::string(value)) {}
  Value(std::string_view value) : data_(std::string(value)) {}
  Value(std::string value) : data_(std::move(value)) {}
  Value(List value) : data_(std::move(value)) {}
  Value(Dict value) : data_(std::move(value)) {}
  Value(const Ids& ids);  // a list of integers

  Kind kind() const { return static_cast<Kind>(data_.index()); }
  bool is_none() const { return kind() == Kind::none; }
  bool is_boolean() const { return kind() == Kind::boolean; }
  bool is_integer() const { return kind() == Kind::integer; }
  bool is_real() const { return kind() == Kind::real; }
  bool is_number() const { return is_integer() || is_real(); }
  bool is_text() const { return kind() == Kind::text; }
  bool is_list() const { return kind() == Kind::list; }
  bool is_dict() const { return kind() == Kind::dict; }
  // None or False: what Odoo's API uses for an unset value.
  bool is_unset() const { return is_none() || (is_boolean() && !boolean()); }
  // Python's truth: None, False, 0, 0.0, "", [] and {} are false.
  explicit operator bool() const;

  bool boolean() const { return std::get<bool>(data_); }
  std::int64_t integer() const { return std::get<std::int64_t>(data_); }
  double number() const;  // an integer or a float; a bool counts as 0 or 1
  const std::string& text() const { return std::get<std::string>(data_); }
  const List& list() const { return std::get<List>(data_); }
  List& list() { return std::get<List>(data_); }
  const Dict& dict() const { return std::get<Dict>(data_); }
  Dict& dict() { return std::get<Dict>(data_); }

  // The integers of a list of integers; other elements are left out.
  Ids ids() const;

  // As in Python, 1 == 1.0 == True.
  bool operator==(const Value& other) const;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Dict> data_;
};

struct Item {
  std::string name;
  Value value;
};

// "None", "bool", "int", "float", "str", "list", "dict": how messages name the kind.
std::string_view kind_name(const Value& value);
// As Python's repr() prints it; for messages.
std::string repr(const Value& value);

}  // namespace paridoo::orm
