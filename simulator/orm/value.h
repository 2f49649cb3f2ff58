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
  // Takes items whose names all differ.
  explicit Dict(std::vector<Item> items);
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

  // Defined elsewhere, as all that touches the variant: else every file that includes this would compile it anew.
  Value();
  Value(bool value);
  Value(int value);
  Value(std::int64_t value);
  Value(std::size_t value);
  Value(double value);
  Value(const char* value);
  Value(std::string_view value);
  Value(std::string value);
  Value(List value);
  Value(Dict value);
  Value(const Ids& ids);  // a list of integers
  Value(const Value& other);
  Value(Value&& other) noexcept;
  Value& operator=(const Value& other);
  Value& operator=(Value&& other) noexcept;
  ~Value();

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

  bool boolean() const;
  std::int64_t integer() const;
  double number() const;  // an integer or a float; a bool counts as 0 or 1
  const std::string& text() const;
  const List& list() const;
  List& list();
  const Dict& dict() const;
  Dict& dict();

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
  Item();
  Item(std::string name, Value value);
  Item(const Item&);
  Item(Item&&) noexcept;
  Item& operator=(const Item&);
  Item& operator=(Item&&) noexcept;
  ~Item();
};

// "None", "bool", "int", "float", "str", "list", "dict": how messages name the kind.
std::string_view kind_name(const Value& value);
// As Python's repr() prints it; for messages.
std::string repr(const Value& value);

}  // namespace paridoo::orm

extern template class std::vector<paridoo::orm::Value>;
extern template class std::vector<paridoo::orm::Item>;
