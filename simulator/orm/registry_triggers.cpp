// The dependency paths of computed fields, turned round: which field's change makes which field stale.
#include <numeric>
#include <stdexcept>

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
    parts.field(&field).triggers.push_back({&target, path});
    path.push_back(&field);
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

}  // namespace

void add_triggers(Registry::Parts& parts) {
  for (const Field& field : parts.fields) {
    if (!field.compute && !field.is_related()) continue;
    for (const std::string& path : field.facts->depends) follow({parts, field, {}}, field.model, path);
  }
  mark_reaching(parts);
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
