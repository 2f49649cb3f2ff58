// Names to fields, for the look-up that every read of a field begins with: an open-addressed table that is filled while
// the registry is built, and only read afterwards (by any number of threads).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace paridoo::orm {

struct Field;

class NameIndex {
 public:
  // `name` must outlive the index. A name that is there already keeps its field.
  void add(std::string_view name, const Field* field);
  // The field, or nullptr.
  const Field* find(std::string_view name) const;

 private:
  // The length, the beginning and the end of a name: they tell names apart, and are all of a short one.
  struct Key {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    std::size_t size = 0;

    explicit Key(std::string_view name);
    std::size_t hash() const;
    bool operator==(const Key&) const = default;
  };
  struct Slot {
    Key key{std::string_view()};
    const char* name = nullptr;
    const Field* field = nullptr;
  };
  std::size_t place_of(std::string_view name) const;
  void grow();

  std::vector<Slot> slots_;  // a power of two, at most half of them taken
  std::size_t taken_ = 0;
};

}  // namespace paridoo::orm
