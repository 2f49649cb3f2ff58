// The dependency paths of computed fields, turned round: which field's change makes which field stale.
#include <algorithm>
#include <numeric>
#include <set>
#include <stdexcept>
#include <tuple>

#include "simulator/orm/registry_parts.h"

namespace paridoo::orm {

namespace {

struct Walk {
  Registry::Parts& parts;
  const Field& target;
  std::vector<const Field*> path;

  // Steps along one field. A related field without a column is replaced by where it comes from, which can be followed
  // backwards.
  void step(const Field& field) {
    if (field.is_related() && !field.is_kept()) {
      for (const Field* part : field.related_path) step(*part);
      return;
    }
    std::vector<Trigger>& triggers = parts.field(&field).triggers;
    if (!is_known(triggers)) triggers.push_back({&target, path});
    path.push_back(&field);
  }

  // Two paths may share their first steps; those of one target come one after the other.
  bool is_known(std::span<const Trigger> triggers) const {
    for (; !triggers.empty() && triggers.back().target == &target; triggers = triggers.first(triggers.size() - 1))
      if (triggers.back().path == path) return true;
    return false;
  }
};

void follow(Walk walk, const Model* at, std::string_view path);

// A list with a domain also changes with what its domain reads: "quant_ids" depends on "quant_ids.quantity".
void follow_domain(const Walk& walk, const Field& list) {
  if (!list.is_x2many() || !list.is_kept()) return;
  for (const std::string_view read : list.facts->depends)
    if (read.starts_with(list.name()) && read.substr(list.name().size()).starts_with('.'))
      follow(walk, list.comodel, read.substr(list.name().size() + 1));
}

void follow(Walk walk, const Model* at, std::string_view path) {
  while (!path.empty() && at) {
    const std::size_t dot = path.find('.');
    const Field* field = at->find(path.substr(0, dot));
    if (!field) return;  // a field of a module that the facts were recorded without
    walk.step(*field);
    follow_domain(walk, *field);
    at = field->comodel;
    path = dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
  }
}

// Marks the fields from which triggers lead to a stored field: only those are worth following.
void mark_reaching(Registry::Parts& parts) {
  for (bool changed = true; changed;) {
    changed = false;
    for (Field& field : parts.fields) {
      if (field.reaches_stored) continue;
      for (const Trigger& trigger : field.triggers)
        if (trigger.target->is_kept() || trigger.target->reaches_stored) field.reaches_stored = changed = true;
    }
  }
}

// What stays unread if nobody follows it, no change needs to look at.
void drop_idle_triggers(Registry::Parts& parts) {
  for (Field& field : parts.fields)
    std::erase_if(field.triggers,
                  [](const Trigger& trigger) { return !trigger.target->is_kept() && !trigger.target->reaches_stored; });
}

struct BySense {
  bool operator()(const Trigger* a, const Trigger* b) const {
    return std::tie(a->target, a->path) < std::tie(b->target, b->path);
  }
};

// Nothing refers to a new record: its fields concern itself, and those whose lists it enters.
void add_triggers_of_new(Registry::Parts& parts) {
  for (Model& model : parts.models) {
    std::set<const Trigger*, BySense> known;
    for (const Field* field : model.fields)
      for (const Trigger& trigger : field->triggers) {
        if (!trigger.path.empty() && trigger.path.back()->type() != FieldType::one2many) continue;
        if (known.insert(&trigger).second) model.triggers_of_new.push_back(&trigger);
      }
  }
}

}  // namespace

void add_triggers(Registry::Parts& parts) {
  for (const Field& field : parts.fields) {
    if (!field.compute && !field.is_related()) continue;
    for (const std::string& path : field.facts->depends) follow({parts, field, {}}, field.model, path);
  }
  mark_reaching(parts);
  drop_idle_triggers(parts);
  add_triggers_of_new(parts);
}

void join(Registry::Parts& parts) {
  add_models(parts);
  add_behaviour(parts);
  add_triggers(parts);
  if (parts.problems.empty()) return;
  const std::string list =
      std::accumulate(parts.problems.begin(), parts.problems.end(), std::string(),
                      [](std::string text, const std::string& one) { return text + "\n  " + one; });
  throw std::logic_error("series " + std::string(name_of(parts.series)) + " and the behaviour do not fit:" + list);
}

}  // namespace paridoo::orm
