// Names for records that do not depend on the ids of a server: the external id, or "model#k", the k-th one met.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace paridoo::verify {

class Labels {
 public:
  void bind(const std::string& model, std::int64_t id, const std::string& label);
  // The label of a record; one that is met for the first time gets the next number of its model.
  std::string label(const std::string& model, std::int64_t id);
  bool knows(const std::string& model, std::int64_t id) const { return by_id_.contains({model, id}); }
  // The id behind a label that was bound or met before.
  std::optional<std::int64_t> id(const std::string& label) const;

 private:
  std::map<std::pair<std::string, std::int64_t>, std::string> by_id_;
  std::map<std::string, std::int64_t> by_label_;
  std::map<std::string, int> count_;
};

}  // namespace paridoo::verify
