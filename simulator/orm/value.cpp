#include "simulator/orm/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace paridoo::orm {

// Who sets one item mostly sets some more.
static constexpr std::size_t items_at_first = 8;

Dict::Dict() = default;
Dict::Dict(std::initializer_list<Item> items) : items_(items) {}
Dict::Dict(std::vector<Item> items) : items_(std::move(items)) {}
Dict::Dict(const Dict&) = default;
Dict::Dict(Dict&&) noexcept = default;
Dict& Dict::operator=(const Dict&) = default;
Dict& Dict::operator=(Dict&&) noexcept = default;
Dict::~Dict() = default;

const Value* Dict::find(std::string_view name) const {
  const auto found = std::find_if(items_.begin(), items_.end(), [&](const Item& item) { return item.name == name; });
  return found == items_.end() ? nullptr : &found->value;
}

Value* Dict::find(std::string_view name) { return const_cast<Value*>(std::as_const(*this).find(name)); }

const Value& Dict::get(std::string_view name) const {
  static const Value none;
  const Value* found = find(name);
  return found ? *found : none;
}

void Dict::set(std::string_view name, Value value) {
  if (Value* found = find(name)) {
    *found = std::move(value);
    return;
  }
  if (items_.empty()) items_.reserve(items_at_first);
  items_.emplace_back(std::string(name), std::move(value));
}

void Dict::erase(std::string_view name) {
  std::erase_if(items_, [&](const Item& item) { return item.name == name; });
}

void Dict::update(const Dict& other) {
  for (const Item& item : other) set(item.name, item.value);
}

std::size_t Dict::size() const { return items_.size(); }
const Item* Dict::begin() const { return items_.data(); }
const Item* Dict::end() const { return items_.data() + items_.size(); }
Item* Dict::begin() { return items_.data(); }
Item* Dict::end() { return items_.data() + items_.size(); }

bool Dict::operator==(const Dict& other) const {
  if (size() != other.size()) return false;
  for (std::size_t at = 0; at < items_.size(); ++at) {
    const auto& [name, value] = items_[at];
    const Value* found = other.items_[at].name == name ? &other.items_[at].value : other.find(name);
    if (!found || !(*found == value)) return false;
  }
  return true;
}

Item::Item() = default;
Item::Item(std::string name, Value value) : name(std::move(name)), value(std::move(value)) {}
Item::Item(const Item&) = default;
Item::Item(Item&&) noexcept = default;
Item& Item::operator=(const Item&) = default;
Item& Item::operator=(Item&&) noexcept = default;
Item::~Item() = default;

Value::Value() = default;
Value::Value(bool value) : data_(value) {}
Value::Value(int value) : data_(std::int64_t{value}) {}
Value::Value(std::int64_t value) : data_(value) {}
Value::Value(std::size_t value) : data_(static_cast<std::int64_t>(value)) {}
Value::Value(double value) : data_(value) {}
Value::Value(const char* value) : data_(std::string(value)) {}
Value::Value(std::string_view value) : data_(std::string(value)) {}
Value::Value(std::string value) : data_(std::move(value)) {}
Value::Value(List value) : data_(std::move(value)) {}
Value::Value(Dict value) : data_(std::move(value)) {}
Value::Value(const Ids& ids) : data_(List(ids.begin(), ids.end())) {}
Value::Value(const Value& other) = default;
Value::Value(Value&& other) noexcept = default;
Value& Value::operator=(const Value& other) = default;
Value& Value::operator=(Value&& other) noexcept = default;
Value::~Value() = default;

bool Value::boolean() const { return std::get<bool>(data_); }
std::int64_t Value::integer() const { return std::get<std::int64_t>(data_); }
const std::string& Value::text() const { return std::get<std::string>(data_); }
const List& Value::list() const { return std::get<List>(data_); }
List& Value::list() { return std::get<List>(data_); }
const Dict& Value::dict() const { return std::get<Dict>(data_); }
Dict& Value::dict() { return std::get<Dict>(data_); }

Value::operator bool() const {
  switch (kind()) {
    case Kind::none: return false;
    case Kind::boolean: return boolean();
    case Kind::integer: return integer() != 0;
    case Kind::real: return number() != 0.0;
    case Kind::text: return !text().empty();
    case Kind::list: return !list().empty();
    case Kind::dict: return !dict().empty();
  }
  return false;
}

double Value::number() const {
  if (is_real()) return std::get<double>(data_);
  if (is_boolean()) return boolean() ? 1.0 : 0.0;
  return static_cast<double>(integer());
}

Ids Value::ids() const {
  Ids ids;
  if (is_list())
    for (const Value& one : list())
      if (one.is_integer()) ids.push_back(one.integer());
  return ids;
}

bool Value::operator==(const Value& other) const {
  const auto counts = [](const Value& value) { return value.is_number() || value.is_boolean(); };
  if (is_integer() && other.is_integer()) return integer() == other.integer();
  if (counts(*this) && counts(other)) return number() == other.number();
  return data_ == other.data_;
}

std::string_view kind_name(const Value& value) {
  static constexpr std::string_view names[] = {"None", "bool", "int", "float", "str", "list", "dict"};
  return names[static_cast<std::size_t>(value.kind())];
}

namespace {

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    if (c == '\n')
      out += "\\n";
    else
      out += c;
  }
  return out + "'";
}

std::string joined(const List& list) {
  std::string out;
  for (const Value& one : list) out += (out.empty() ? "" : ", ") + repr(one);
  return "[" + out + "]";
}

std::string joined(const Dict& dict) {
  std::string out;
  for (const Item& item : dict) out += (out.empty() ? "" : ", ") + quoted(item.name) + ": " + repr(item.value);
  return "{" + out + "}";
}

}  // namespace

std::string repr(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::none: return "None";
    case Value::Kind::boolean: return value.boolean() ? "True" : "False";
    case Value::Kind::integer: return std::to_string(value.integer());
    case Value::Kind::real: {
      const std::string text = fmt::format("{}", value.number());
      return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
    }
    case Value::Kind::text: return quoted(value.text());
    case Value::Kind::list: return joined(value.list());
    case Value::Kind::dict: return joined(value.dict());
  }
  return "";
}

}  // namespace paridoo::orm

template class std::vector<paridoo::orm::Value>;
template class std::vector<paridoo::orm::Item>;
