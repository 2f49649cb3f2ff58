#include "simulator/orm/findings.h"

#include "simulator/orm/registry.h"

namespace paridoo::orm {

namespace {

// Clients may ask for any number of names that there are not, and for long ones.
constexpr std::size_t names_max = 1000;
constexpr std::size_t name_length_max = 200;

}  // namespace

Findings::ByName& Findings::about(const Model& model) {
  const auto at = static_cast<std::size_t>(model.index);
  if (at >= known_.size()) known_.resize(at + 1);
  return known_[at];
}

Value Findings::of(const Model& model, std::string_view name, const std::function<Value()>& find) {
  if (name.size() > name_length_max) return find();
  if (const auto found = about(model).find(name); found != about(model).end()) return found->second;
  Value value = find();  // it may write, and so forget
  ByName& known = about(model);
  if (known.size() >= names_max) known.clear();
  return known.insert_or_assign(std::string(name), std::move(value)).first->second;
}

void Findings::forget(const Model& model) {
  if (static_cast<std::size_t>(model.index) < known_.size()) known_[static_cast<std::size_t>(model.index)].clear();
}

}  // namespace paridoo::orm
