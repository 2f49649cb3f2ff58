#include <algorithm>
#include <sstream>

#include "simulator/addons/analytic/models.h"

namespace paridoo::addons::analytic {

using namespace orm;

namespace {

// Distribution models, which would propose one, are not simulated: nobody can have made any, and what was written
// stays.
void compute_analytic_distribution(const RecordSet& self) {
  for (const RecordSet& record : self) record.set("analytic_distribution", record.value("analytic_distribution"));
}

// The accounts that a distribution names: "3" or "3,7" for accounts of several plans together.
Ids accounts_in(const Value& distribution) {
  Ids ids;
  if (!distribution.is_dict()) return ids;
  for (const auto& [key, share] : distribution.dict()) {
    std::stringstream parts(key);
    for (std::string part; std::getline(parts, part, ',');)
      if (const Id id = std::stoll(part); std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  }
  return ids;
}

void compute_distribution_analytic_account_ids(const RecordSet& self) {
  const RecordSet accounts = self.env()["account.analytic.account"];
  for (const RecordSet& record : self)
    record.set("distribution_analytic_account_ids",
               accounts.browse(accounts_in(record.value("analytic_distribution"))).exists().ids());
}

}  // namespace

Behaviour analytic_accounts_mixin() {
  return {
      .mixin_marker = "distribution_analytic_account_ids",
      .computes = {{{"distribution_analytic_account_ids"}, compute_distribution_analytic_account_ids}},
  };
}

Behaviour analytic_mixin() {
  return {
      .mixin_marker = "analytic_distribution",
      .computes = {{{"analytic_distribution"}, compute_analytic_distribution}},
  };
}

}  // namespace paridoo::addons::analytic
