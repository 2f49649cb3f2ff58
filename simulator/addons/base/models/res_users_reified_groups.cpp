#include <algorithm>
#include <charconv>
#include <string_view>

#include "simulator/addons/base/models/res_users.h"
#include "simulator/addons/base/users.h"

namespace paridoo::addons::base::user {

using namespace orm;

namespace {

constexpr std::string_view checkbox = "in_group_", selection = "sel_groups_";

bool is_reified(std::string_view field) { return field.starts_with(checkbox) || field.starts_with(selection); }

// The ids in the name of a field: "sel_groups_1_10_11".
Ids groups_in(std::string_view field) {
  Ids out;
  field.remove_prefix(field.starts_with(checkbox) ? checkbox.size() : selection.size());
  while (!field.empty()) {
    const std::string_view part = field.substr(0, field.find('_'));
    Id id = 0;
    std::from_chars(part.data(), part.data() + part.size(), id);
    out.push_back(id);
    field.remove_prefix(std::min(field.size(), part.size() + 1));
  }
  return out;
}

// Of several groups of one application the one that implies most of the others; an internal user is just that.
Value selected_of(const RecordSet& groups, const Ids& chosen) {
  if (const auto internal = groups.env().find_ref("base.group_user"))
    if (groups.contains(internal->id()) && std::ranges::count(chosen, internal->id())) return internal->id();
  const RecordSet by_rank =
      groups.sorted([&](const RecordSet& group) { return (group[implied_groups_field(group.env())] & groups).size(); });
  const RecordSet held = by_rank.filtered([&](const RecordSet& g) { return std::ranges::count(chosen, g.id()) > 0; });
  return held.empty() ? Value(false) : Value(held.last().id());
}

Value reified_value(const RecordSet& self, std::string_view field, const Ids& chosen) {
  const Ids ids = groups_in(field);
  if (field.starts_with(checkbox)) return std::ranges::count(chosen, ids.front()) > 0;
  return selected_of(self.sudo().env()["res.groups"].browse(ids), chosen);
}

// The ids of [[6, 0, ids]].
Ids linked_by(const Value& commands) {
  if (!commands.is_list() || commands.list().empty()) return {};
  const List& set = commands.list().front().list();
  return set.size() == 3 && set[2].is_list() ? set[2].ids() : Ids{};
}

struct Wanted {
  List reified = {}, others = {};
};

Wanted partition(const RecordSet& self, const Value& fields) {
  Wanted wanted;
  if (fields.is_list() && !fields.list().empty()) {
    for (const Value& name : fields.list())
      (name.is_text() && is_reified(name.text()) ? wanted.reified : wanted.others).push_back(name);
  } else {
    for (const Field* field : self.model().fields)
      (is_reified(field->name()) ? wanted.reified : wanted.others).push_back(field->name());
  }
  return wanted;
}

}  // namespace

Dict without_reified(const RecordSet& model, const Dict& values) {
  Dict out;
  Ids added, removed;
  for (const auto& [name, value] : values) {
    if (!is_reified(name)) {
      out.set(name, value);
      continue;
    }
    const Ids ids = groups_in(name);
    if (name.starts_with(checkbox)) {
      (value ? added : removed).push_back(ids.front());
    } else {
      removed.insert(removed.end(), ids.begin(), ids.end());
      if (value.is_integer()) added.push_back(value.integer());
    }
  }
  if (values.contains("groups_id") || (added.empty() && removed.empty())) return out;
  const RecordSet groups = model.sudo().env()["res.groups"].browse(added);
  const RecordSet kept = groups | groups[implied_groups_field(groups.env())];
  List commands;
  for (const Id id : removed)
    if (!kept.contains(id)) commands.push_back(command::unlink(id));
  for (const Id id : added) commands.push_back(command::link(id));
  out.set("groups_id", commands);
  return out;
}

namespace {

Value with_reified(const RecordSet& self, const Arguments& arguments, const Super& super) {
  const Wanted wanted = partition(self, arguments["fields"]);
  if (wanted.reified.empty()) return super();
  Dict bound = arguments.all();
  if (!wanted.others.empty() || arguments["fields"]) bound.set("fields", wanted.others);
  if (arguments["fields"] && wanted.others.empty()) bound.set("fields", List{"id"});
  Value rows = super(self, Arguments(std::move(bound)));
  for (Value& row : rows.list()) {
    const Ids chosen = self.browse(row.dict().get("id").integer())["groups_id"].ids();
    for (const Value& field : wanted.reified) row.dict().set(field.text(), reified_value(self, field.text(), chosen));
  }
  return rows;
}

}  // namespace

Value read(const RecordSet& self, const Arguments& arguments, const Super& super) {
  return with_reified(self, arguments, super);
}

Value search_read(const RecordSet& self, const Arguments& arguments, const Super& super) {
  return with_reified(self, arguments, super);
}

Value default_get(const RecordSet& self, const Arguments& arguments, const Super& super) {
  if (!arguments["fields_list"].is_list()) return super();
  Wanted wanted = partition(self, arguments["fields_list"]);
  if (wanted.reified.empty()) return super();
  if (std::ranges::find(wanted.others, Value("groups_id")) == wanted.others.end()) wanted.others.push_back("groups_id");
  Dict bound = arguments.all();
  bound.set("fields_list", wanted.others);
  Value defaults = super(self, Arguments(std::move(bound)));
  const Ids chosen = linked_by(defaults.dict().get("groups_id"));
  for (const Value& field : wanted.reified)
    defaults.dict().set(field.text(), reified_value(self, field.text(), chosen));
  return defaults;
}

}  // namespace paridoo::addons::base::user
