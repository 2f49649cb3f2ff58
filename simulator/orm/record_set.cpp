#include "simulator/orm/record_set.h"

#include <fmt/format.h>

#include <stdexcept>

#include "simulator/orm/commands.h"
#include "simulator/orm/convert.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm {

namespace {

const Field& known(const Model& model, std::string_view field) {
  if (const Field* found = model.find(field)) return *found;
  throw std::logic_error(fmt::format("{} has no field {}", model.name, field));
}

void require(bool fits, const Field& field, std::string_view getter) {
  if (!fits) throw std::logic_error(fmt::format("{}.{} is not for {}", field.model->name, field.name(), getter));
}

// Ids of different models may be equal and never mean the same.
void require_same_model(const RecordSet& a, const RecordSet& b) {
  if (&a.model() != &b.model())
    throw std::logic_error(fmt::format("{} and {} do not mix", a.model().name, b.model().name));
}

// Reads where the value stands if it can, from a copy if not.
template <class Read>
auto read_one(const RecordSet& record, const Field& field, Read read) {
  if (record.empty()) return read(Value());
  Transaction& transaction = record.env().transaction();
  const Id id = record.ensure_one().ids().front();
  if (const Value* value = transaction.look(record.env(), field, id)) return read(*value);
  return read(transaction.get(record.env(), field, id));
}

bool is_text_type(FieldType type) {
  switch (type) {
    case FieldType::character:
    case FieldType::text:
    case FieldType::html:
    case FieldType::selection:
    case FieldType::reference:
    case FieldType::date:
    case FieldType::datetime:
    case FieldType::binary: return true;
    default: return false;
  }
}

bool leaves_out_inactive(const Env& env, const Field& field) {
  if (!field.comodel || !field.comodel->active) return false;
  if (const Value* said = env.context().find("active_test")) return static_cast<bool>(*said);
  return field.active_test.value_or(true);
}

}  // namespace

Id RecordSet::id() const { return empty() ? 0 : ensure_one().ids_.front(); }

const RecordSet& RecordSet::ensure_one() const {
  if (size() == 1) return *this;
  std::string ids;
  for (const Id id : ids_) ids += fmt::format("{}{}", ids.empty() ? "" : ", ", id);
  throw value_error(fmt::format("Expected singleton: {}({})", model_->name, ids));
}

RecordSet RecordSet::with_company(const RecordSet& company) const {
  return company.empty() ? *this : in(env_.with_company(company.id()));
}

Value RecordSet::value(std::string_view field) const {
  const Field& found = known(*model_, field);
  if (empty()) return found.is_x2many() ? Value(List{}) : Value();
  return env_.transaction().get(env_, found, ensure_one().ids_.front());
}

bool RecordSet::flag(std::string_view name) const {
  const Field& field = known(*model_, name);
  require(field.type() == FieldType::boolean, field, "flag()");
  return read_one(*this, field, [](const Value& value) { return static_cast<bool>(value); });
}

std::int64_t RecordSet::integer(std::string_view name) const {
  const Field& field = known(*model_, name);
  require(field.type() == FieldType::integer || field.type() == FieldType::many2one_reference, field, "integer()");
  return read_one(*this, field,
                  [](const Value& value) { return value.is_none() ? 0 : static_cast<std::int64_t>(value.number()); });
}

double RecordSet::number(std::string_view name) const {
  const Field& field = known(*model_, name);
  const FieldType type = field.type();
  require(type == FieldType::real || type == FieldType::monetary || type == FieldType::integer, field, "number()");
  return read_one(*this, field, [](const Value& value) { return value.is_none() ? 0.0 : value.number(); });
}

std::string RecordSet::text(std::string_view name) const {
  const Field& field = known(*model_, name);
  require(is_text_type(field.type()), field, "text()");
  return read_one(*this, field, [](const Value& value) { return value.is_text() ? value.text() : std::string(); });
}

std::optional<Day> RecordSet::day(std::string_view name) const {
  return read_one(*this, known(*model_, name),
                  [](const Value& value) { return value.is_text() ? parse_day(value.text()) : std::nullopt; });
}

std::optional<Moment> RecordSet::moment(std::string_view name) const {
  return read_one(*this, known(*model_, name),
                  [](const Value& value) { return value.is_text() ? parse_moment(value.text()) : std::nullopt; });
}

RecordSet RecordSet::operator[](std::string_view name) const {
  const Field& field = known(*model_, name);
  require(field.is_relational() && field.comodel, field, "operator[]");
  RecordSet out(env_, *field.comodel);
  const auto add = [&](Id other) {
    if (size() == 1 || !out.contains(other)) out.ids_.push_back(other);
  };
  Transaction& transaction = env_.transaction();
  for (const Id id : ids_) {
    if (field.is_x2many() && field.is_kept()) {
      for (const Id other : transaction.links(env_, field, id)) add(other);
    } else if (const Value* value = transaction.look(env_, field, id)) {
      if (value->is_integer()) add(value->integer());
    } else {
      const Value got = transaction.get(env_, field, id);
      for (const Id other : field.is_x2many() ? got.ids() : got.is_integer() ? Ids{got.integer()} : Ids()) add(other);
    }
  }
  if (field.is_x2many() && leaves_out_inactive(env_, field))
    return out.filtered([](const RecordSet& one) { return one.flag("active"); });
  return out;
}

RecordSet RecordSet::mapped(std::string_view path) const {
  const std::size_t dot = path.find('.');
  const RecordSet next = (*this)[path.substr(0, dot)];
  return dot == std::string_view::npos ? next : next.mapped(path.substr(dot + 1));
}

double RecordSet::sum(std::string_view field) const {
  double total = 0;
  for (const RecordSet& record : *this) total += record.number(field);
  return total;
}

std::vector<std::string> RecordSet::texts(std::string_view field) const {
  std::vector<std::string> out;
  for (const RecordSet& record : *this) out.push_back(record.text(field));
  return out;
}

void RecordSet::set(std::string_view field, Value value) const {
  const Field& found = known(*model_, field);
  Transaction& transaction = env_.transaction();
  for (const RecordSet& record : *this) {
    const Id id = record.ids_.front();
    const bool has_commands =
        found.is_x2many() && value.is_list() && !value.list().empty() && !value.list().front().is_integer();
    const bool clears =
        found.is_x2many() && !has_commands && (!value || value.is_list()) && linked_ids(found, value).empty();
    if (!transaction.is_protected(found, id) || has_commands)  // to write an empty list is to change nothing
      record.write({{found.name(), clears ? Value(List{command::set({})}) : value}});
    else if (found.is_x2many())
      transaction.put(env_, found, id, linked_ids(found, value));
    else
      transaction.put(env_, found, id, convert_for(record, found, value));
  }
}

RecordSet RecordSet::first(std::size_t count) const {
  return browse(Ids(ids_.begin(), ids_.begin() + static_cast<std::ptrdiff_t>(std::min(count, ids_.size()))));
}

bool RecordSet::contains(const RecordSet& one) const {
  require_same_model(*this, one);
  return std::all_of(one.ids_.begin(), one.ids_.end(), [&](Id id) { return contains(id); });
}

RecordSet RecordSet::operator|(const RecordSet& other) const {
  require_same_model(*this, other);
  RecordSet out = none();
  for (const Ids* ids : {&ids_, &other.ids_})
    for (const Id id : *ids)
      if (!out.contains(id)) out.ids_.push_back(id);
  return out;
}

RecordSet RecordSet::operator-(const RecordSet& other) const {
  require_same_model(*this, other);
  return filtered([&](const RecordSet& one) { return !other.contains(one.ids_.front()); });
}

RecordSet RecordSet::operator&(const RecordSet& other) const {
  require_same_model(*this, other);
  return filtered([&](const RecordSet& one) { return other.contains(one.ids_.front()); });
}

bool RecordSet::operator==(const RecordSet& other) const {
  return model_ == other.model_ && size() == other.size() && contains(other) && other.contains(*this);
}

RecordSet RecordSet::reversed() const { return browse(Ids(ids_.rbegin(), ids_.rend())); }

RecordSet RecordSet::filtered(std::string_view field) const {
  return filtered([&](const RecordSet& one) { return static_cast<bool>(one.value(field)); });
}

RecordSet RecordSet::exists() const {
  RecordSet out = none();
  for (const Id id : ids_)
    if (env_.transaction().exists(*model_, id)) out.ids_.push_back(id);
  return out;
}

}  // namespace paridoo::orm
