// Who may do what, as it was found out: kept by a transaction and handed on to the next one until something changes.
#pragma once

#include <compare>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "simulator/orm/access.h"
#include "simulator/orm/domain.h"

namespace paridoo::orm {

struct RightsKey {
  Id uid = {};
  int model = {};  // Model::index
  Operation operation = {};
  auto operator<=>(const RightsKey&) const = default;
};

// A row of ir.rule.
struct RecordRule {
  std::string name = {};
  std::string domain = {};
  bool has_groups = false;
};

// By the companies asked for.
using RuleDomains = std::map<std::pair<RightsKey, Ids>, std::shared_ptr<const Domain>>;

struct RightsMemory {
  // Hold until a user, company, group, rule or right changes.
  std::map<RightsKey, bool> access;
  std::map<RightsKey, std::vector<RecordRule>> rules;
  RuleDomains steady_domains;
  // A rule's domain may ask anything of its user: they hold until anything changes.
  RuleDomains domains;
};

}  // namespace paridoo::orm
