#include "simulator/addons/account/models/dynamic_lines.h"

#include <algorithm>

#include "simulator/addons/account/move.h"

namespace paridoo::addons::account {

using namespace orm;

void add_needed(NeededLines& lines, const NeededLine& line, const Model& line_model) {
  const auto same = std::find_if(lines.begin(), lines.end(), [&](const auto& other) { return other.key == line.key; });
  if (same == lines.end()) {
    lines.push_back(line);
    return;
  }
  bool is_zero = true;
  for (Item& item : same->values) {
    if (line_model.at(item.name).type() != FieldType::monetary) continue;
    item.value = item.value.number() + line.values.get(item.name).number();
    is_zero = is_zero && item.value.number() == 0;
  }
  if (is_zero) lines.erase(same);
}

namespace {

bool is_needed(const NeededLines& needed, const Dict& key) {
  return std::any_of(needed.begin(), needed.end(), [&](const NeededLine& line) { return line.key == key; });
}

bool stands(const ExistingLines& existing, const Dict& key) {
  return std::any_of(existing.begin(), existing.end(), [&](const auto& line) { return line.second == key; });
}

const Dict* key_of(const ExistingLines& existing, Id line) {
  const auto found = std::find_if(existing.begin(), existing.end(), [&](const auto& own) { return own.first == line; });
  return found == existing.end() ? nullptr : &found->second;
}

Ids unneeded(const ExistingLines& before, const DynamicLines& after) {
  Ids out;
  for (const auto& [line, key] : before) {
    const Dict* now = key_of(after.existing, line);
    if (now && !is_needed(after.needed, key) && stands(after.existing, key) && !is_needed(after.needed, *now))
      out.push_back(line);
  }
  for (const auto& [line, key] : after.existing)
    if (!is_needed(after.needed, key) && std::find(out.begin(), out.end(), line) == out.end()) out.push_back(line);
  return out;
}

Value as_written(const RecordSet& line, const std::string& name) {
  const FieldType type = line.model().at(name).type();
  if (type == FieldType::many2many) return List{command::set(line.with_context({{"active_test", false}})[name].ids())};
  return line.value(name);
}

bool differs(const RecordSet& line, const Dict& values) {
  return std::any_of(values.begin(), values.end(), [&](const Item& item) {
    const Value own = as_written(line, item.name);
    return !(own == item.value) && !(own.is_unset() && item.value.is_unset());
  });
}

Dict whole(const NeededLine& line, const std::string& display_type) {
  Dict values = line.key;
  values.update(line.values);
  values.set("display_type", display_type);
  return values;
}

}  // namespace

void synchronise_dynamic_lines(const RecordSet& moves, const std::string& display_type, const DynamicLines& before,
                               const DynamicLines& after) {
  if (after.needed == before.needed) return;
  if (before.needed.empty() && after.existing != before.existing) return;
  const RecordSet lines = without_sync(moves).env()["account.move.line"];
  Ids to_delete = unneeded(before.existing, after);
  std::vector<const NeededLine*> to_create, to_write;
  for (const NeededLine& line : after.needed)
    (stands(after.existing, line.key) ? to_write : to_create).push_back(&line);
  // A line that goes makes room for one that comes.
  for (; !to_delete.empty() && !to_create.empty(); to_delete.pop_back(), to_create.pop_back())
    lines.browse(to_delete.back()).write(whole(*to_create.back(), display_type));
  if (!to_delete.empty()) lines.with_context({{"dynamic_unlink", true}}).browse(to_delete).unlink();
  std::vector<Dict> created;
  for (const NeededLine* line : to_create) created.push_back(whole(*line, display_type));
  if (!created.empty()) lines.create(std::move(created));
  for (const NeededLine* line : to_write)
    for (const auto& [id, key] : after.existing)
      if (key == line->key && differs(lines.browse(id), line->values)) lines.browse(id).write(line->values);
}

}  // namespace paridoo::addons::account
