#include "simulator/orm/name_index.h"

#include <cstring>
#include <utility>

namespace paridoo::orm {

namespace {

constexpr std::size_t slots_at_first = 16;
constexpr std::size_t word = sizeof(std::uint64_t);

std::uint64_t word_at(const char* text) {
  std::uint64_t read = 0;
  std::memcpy(&read, text, word);
  return read;
}

}  // namespace

NameIndex::Key::Key(std::string_view name) : size(name.size()) {
  if (size >= word) {
    head = word_at(name.data());
    tail = word_at(name.data() + size - word);
  } else {
    for (const char c : name) head = head << 8 | static_cast<unsigned char>(c);
  }
}

std::size_t NameIndex::Key::hash() const {
  constexpr std::uint64_t spread = 0x9e3779b97f4a7c15;
  const std::uint64_t mixed = (head * spread) ^ ((tail + size) * (spread >> 7 | 1));
  return static_cast<std::size_t>(mixed ^ (mixed >> 29));
}

std::size_t NameIndex::place_of(std::string_view name) const {
  const Key key(name);
  const auto is_it = [&](const Slot& slot) {
    return slot.key == key &&
           (key.size <= 2 * word || std::memcmp(slot.name + word, name.data() + word, key.size - 2 * word) == 0);
  };
  std::size_t at = key.hash() & (slots_.size() - 1);
  while (slots_[at].field && !is_it(slots_[at])) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void NameIndex::grow() {
  const std::vector<Slot> before =
      std::exchange(slots_, std::vector<Slot>(slots_.empty() ? slots_at_first : 2 * slots_.size()));
  for (const Slot& slot : before)
    if (slot.field) slots_[place_of({slot.name, slot.key.size})] = slot;
}

void NameIndex::add(std::string_view name, const Field* field) {
  if (2 * (taken_ + 1) > slots_.size()) grow();
  Slot& slot = slots_[place_of(name)];
  if (slot.field) return;
  slot = {.key = Key(name), .name = name.data(), .field = field};
  ++taken_;
}

const Field* NameIndex::find(std::string_view name) const {
  return slots_.empty() ? nullptr : slots_[place_of(name)].field;
}

}  // namespace paridoo::orm
