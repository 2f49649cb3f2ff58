#include "simulator/addons/utm/unique_names.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace paridoo::addons::utm {

using namespace orm;

namespace {

struct Numbered {
  std::string name;
  long count;
};

// "Summer [12]" is the twelfth "Summer".
Numbered split(const std::string& name) {
  const std::size_t open = name.rfind(" [");
  if (open == name.npos || name.back() != ']') return {name, 1};
  const std::string digits = name.substr(open + 2, name.size() - open - 3);
  const bool is_number =
      !digits.empty() && std::ranges::all_of(digits, [](unsigned char c) { return std::isdigit(c); });
  return is_number ? Numbered{name.substr(0, open), std::stol(digits)} : Numbered{name, 1};
}

std::set<long> taken_counts(const RecordSet& model, const std::string& name, const Ids& but) {
  std::set<long> counts;
  const RecordSet all = model.with_context({{"active_test", false}});
  for (const RecordSet& record : all.search(term("name", "ilike", name) & term("id", "not in", but)))
    if (const Numbered other = split(record.text("name")); other.name == name) counts.insert(other.count);
  return counts;
}

}  // namespace

std::string unique_name(const RecordSet& model, const std::string& name, const Ids& but) {
  const Numbered asked = split(name);
  const std::set<long> taken = taken_counts(model, asked.name, but);
  long count = asked.count;
  if (taken.contains(count) || asked.count == 1)
    for (count = 1; taken.contains(count);) ++count;
  return count == 1 ? asked.name : asked.name + " [" + std::to_string(count) + "]";
}

Dict with_unique_name(const RecordSet& model, Dict values, const Ids& but) {
  if (const Value name = values.get("name"); name.is_text() && !name.text().empty())
    values.set("name", unique_name(model, name.text(), but));
  return values;
}

}  // namespace paridoo::addons::utm
