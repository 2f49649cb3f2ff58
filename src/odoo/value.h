// What travels between us and Odoo, whichever protocol carries it.
//
// Odoo's RPC knows None, bool, int, float, str, list and dict. Dates are the strings "YYYY-MM-DD" and
// "YYYY-MM-DD HH:MM:SS" (UTC), an unset field is false. Reading as the wrong kind throws std::bad_variant_access:
// answers are read through RowReader (row.h), which reports a wrong kind as an Error instead.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace paridoo::odoo {

using Id = std::int64_t;
using Ids = std::vector<Id>;

class Value;
struct Member;
using List = std::vector<Value>;
using Dict = std::vector<Member>;  // in order of insertion

class Value {
 public:
  enum class Kind { none, boolean, integer, real, text, list, dict };

  Value();
  Value(bool value);
  Value(int value);
  Value(std::int64_t value);
  Value(double value);
  Value(const char* value);
  Value(std::string_view value);
  Value(std::string value);
  Value(List value);
  Value(Dict value);
  Value(const Ids& ids);

  Kind kind() const { return static_cast<Kind>(data_.index()); }
  bool is_none() const { return kind() == Kind::none; }
  bool is_boolean() const { return kind() == Kind::boolean; }
  bool is_integer() const { return kind() == Kind::integer; }
  bool is_number() const { return is_integer() || kind() == Kind::real; }
  bool is_text() const { return kind() == Kind::text; }
  bool is_list() const { return kind() == Kind::list; }
  bool is_dict() const { return kind() == Kind::dict; }
  // None or false: how Odoo says that a field holds nothing.
  bool is_unset() const { return is_none() || (is_boolean() && !boolean()); }

  bool boolean() const { return std::get<bool>(data_); }
  std::int64_t integer() const { return std::get<std::int64_t>(data_); }
  double number() const { return is_integer() ? static_cast<double>(integer()) : std::get<double>(data_); }
  const std::string& text() const { return std::get<std::string>(data_); }
  const List& list() const { return std::get<List>(data_); }
  List& list() { return std::get<List>(data_); }
  const Dict& dict() const { return std::get<Dict>(data_); }
  // The member of that name of a dict; nullptr if there is none, or if this is no dict.
  const Value* find(std::string_view name) const;

  bool operator==(const Value& other) const;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List, Dict> data_;
};

struct Member {
  std::string name;
  Value value;

  bool operator==(const Member&) const = default;
};

// Adds a member where there is something to say.
template <typename T>
void add(Dict& dict, std::string_view name, const std::optional<T>& value);

// A variant wants Member to be complete before a Value is made.
inline Value::Value() = default;
inline Value::Value(bool value) : data_(value) {}
inline Value::Value(int value) : data_(std::int64_t{value}) {}
inline Value::Value(std::int64_t value) : data_(value) {}
inline Value::Value(double value) : data_(value) {}
inline Value::Value(const char* value) : data_(std::string(value)) {}
inline Value::Value(std::string_view value) : data_(std::string(value)) {}
inline Value::Value(std::string value) : data_(std::move(value)) {}

template <typename T>
void add(Dict& dict, std::string_view name, const std::optional<T>& value) {
  if (value) dict.push_back({std::string(name), *value});
}

// An id as text: nothing unless it is one (1 to 2^31-1: Odoo's ids are 32 bits wide).
std::optional<Id> parse_id(std::string_view text);

// "none", "boolean", ...: for messages.
std::string_view kind_name(const Value& value);

// Commands of one2many and many2many fields.
namespace command {
List create(Dict values);
List clear();
List set(const Ids& ids);
List link(Id id);
List update(Id id, Dict values);
// Deletes the record.
List remove(Id id);
}  // namespace command

}  // namespace paridoo::odoo
