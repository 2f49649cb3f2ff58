#include "tools/verify/labels.h"

namespace paridoo::verify {

void Labels::bind(const std::string& model, std::int64_t id, const std::string& label) {
  by_id_[{model, id}] = label;
  by_label_[label] = id;
}

std::string Labels::label(const std::string& model, std::int64_t id) {
  const auto found = by_id_.find({model, id});
  if (found != by_id_.end()) return found->second;
  const std::string label = model + "#" + std::to_string(++count_[model]);
  bind(model, id, label);
  return label;
}

std::optional<std::int64_t> Labels::id(const std::string& label) const {
  const auto found = by_label_.find(label);
  return found == by_label_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace paridoo::verify
