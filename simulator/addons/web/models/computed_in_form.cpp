#include "simulator/addons/web/models/computed_in_form.h"

#include <algorithm>

namespace paridoo::addons::web {

using namespace orm;

namespace {

std::string_view first_of(std::string_view path) { return path.substr(0, path.find('.')); }

// What another field shows depends on the way to it, which its own facts do not always tell.
std::vector<std::string> dependencies_of(const Field& field) {
  std::vector<std::string> paths = field.facts->depends;
  if (!field.facts->related.empty()) paths.push_back(field.facts->related);
  return paths;
}

}  // namespace

bool is_computed_when_read(const Field& field) { return !field.is_kept() && (field.compute || field.is_related()); }

ComputedInForm::ComputedInForm(const RecordSet& record, const Dict& specification) : record_(record) {
  for (const Item& item : specification)
    if (const Field* field = record.model().find(item.name); field && is_computed_when_read(*field)) note(*field);
}

void ComputedInForm::note(const Field& field) {
  if (!noted_.insert(&field).second) return;
  for (const std::string& path : dependencies_of(field)) {
    const Field* own = record_.model().find(first_of(path));
    if (!own) continue;
    if (is_computed_when_read(*own))
      note(*own);
    else
      before_[own] = record_.sudo().value(own->name());
  }
}

bool ComputedInForm::stays(const std::string& field, const std::vector<std::string>& changed,
                           const Dict& differing) const {
  const Field* found = record_.model().find(field);
  if (!found || !is_computed_when_read(*found) || std::ranges::count(changed, field) > 0) return false;
  std::set<const Field*> seen;
  return !depends_on_change(*found, changed, differing, seen);
}

bool ComputedInForm::depends_on_change(const Field& field, const std::vector<std::string>& changed,
                                       const Dict& differing, std::set<const Field*>& seen) const {
  if (!seen.insert(&field).second) return false;
  return std::ranges::any_of(dependencies_of(field), [&](const std::string& path) {
    const std::string name(first_of(path));
    const Field* own = record_.model().find(name);
    if (!own || std::ranges::count(changed, name) > 0) return true;
    if (is_computed_when_read(*own)) return depends_on_change(*own, changed, differing, seen);
    if (differing.contains(name)) return true;
    const auto before = before_.find(own);
    return before == before_.end() || !(before->second == record_.sudo().value(name));
  });
}

}  // namespace paridoo::addons::web
