// What was found out by asking the rows of a model: kept, from one transaction to the next, until a row of that model
// changes.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "simulator/orm/value.h"

namespace paridoo::orm {

struct Model;

class Findings {
 public:
  // What `find` gave under this name, or gives now. It may look at plain columns of the model's rows only: values that
  // are computed, or translated, change without the rows.
  Value of(const Model& model, std::string_view name, const std::function<Value()>& find);
  void forget(const Model& model);

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>()(name); }
  };
  using ByName = std::unordered_map<std::string, Value, Hash, std::equal_to<>>;
  ByName& about(const Model& model);

  std::vector<ByName> known_;  // by Model::index
};

}  // namespace paridoo::orm
