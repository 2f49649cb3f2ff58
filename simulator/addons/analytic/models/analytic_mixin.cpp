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

// Since 19.0 a line shows the accounts of its columns as a distribution, of which it is the whole.
void compute_distribution_of_line(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet account = line["account_id"];
    line.set("analytic_distribution", Dict{{account ? std::to_string(account.id()) : "", 100}});
  }
}

// The account of the plan that the client looks at: it names none.
void compute_auto_account(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const bool has_plan = static_cast<bool>(self.env().context("analytic_plan_id"));
    line.set("auto_account_id", has_plan ? line.value("account_id") : Value(false));
  }
}

}  // namespace

Behaviour analytic_accounts_mixin() {
  return {
      .mixin_marker = "distribution_analytic_account_ids",
      .computes = {{{"distribution_analytic_account_ids"}, compute_distribution_analytic_account_ids}},
  };
}

Behaviour account_analytic_line() {
  return {
      .model = "account.analytic.line",
      .computes = {{{"analytic_distribution"}, compute_distribution_of_line, {.since = Series::v19}},
                   {{"auto_account_id"}, compute_auto_account}},
  };
}

Behaviour analytic_mixin() {
  return {
      .mixin_marker = "analytic_distribution",
      .computes = {{{"analytic_distribution"}, compute_analytic_distribution}},
  };
}

}  // namespace paridoo::addons::analytic
