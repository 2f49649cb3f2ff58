#include "simulator/orm/name_index.h"

#include <cstdint>
#include <cstring>
#include <utility>

namespace paridoo::orm {

namespace {

constexpr std::size_t slots_at_first = 16;

// Field names differ in their length, their beginning or their end: no need to read the middle.
std::size_t hash_of(std::string_view name) {
  constexpr std::uint64_t spread = 0x9e3779b97f4a7c15;
  std::uint64_t head = 0, tail = 0;
  const std::size_t read = name.size() < sizeof head ? name.size() : sizeof head;
  std::memcpy(&head, name.data(), read);
  std::memcpy(&tail, name.data() + (name.size() - read), read);
  const std::uint64_t mixed = (head * spread) ^ ((tail + name.size()) * (spread >> 7 | 1));
  return static_cast<std::size_t>(mixed ^ (mixed >> 29));
}

}  // namespace

std::size_t NameIndex::place_of(std::string_view name) const {
  std::size_t at = hash_of(name) & (slots_.size() - 1);
  while (slots_[at].field && slots_[at].name != name) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void NameIndex::grow() {
  const std::vector<Slot> before =
      std::exchange(slots_, std::vector<Slot>(slots_.empty() ? slots_at_first : 2 * slots_.size()));
  for (const Slot& slot : before)
    if (slot.field) slots_[place_of(slot.name)] = slot;
}

void NameIndex::add(std::string_view name, const Field* field) {
  if (2 * (taken_ + 1) > slots_.size()) grow();
  Slot& slot = slots_[place_of(name)];
  if (slot.field) return;
  slot = {name, field};
  ++taken_;
}

const Field* NameIndex::find(std::string_view name) const {
  return slots_.empty() ? nullptr : slots_[place_of(name)].field;
}

}  // namespace paridoo::orm
