#include <algorithm>
#include <sstream>

#include "simulator/addons/analytic/models.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/search_by_value.h"

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

// --- searching by the accounts

// How the names of the accounts are compared; empty if Odoo refuses to search so.
std::string comparison_of_names(const Env& env, std::string_view comparison) {
  if (as_membership(comparison, {})) return "=";
  if (is_negative(comparison)) comparison.remove_prefix(std::string_view("not ").size());
  const bool is_allowed = comparison == "ilike" || (comparison.ends_with("like") && env.since(Series::v19));
  return is_allowed ? std::string(comparison) : std::string();
}

// Before 19.0 a list holds ids only.
Ids accounts_meant(const RecordSet& model, const std::string& comparison, const Value& operand) {
  const bool has_names = !operand.is_list() || model.env().since(Series::v19);
  Ids ids;
  for (const Value& one : asked_values(operand)) {
    if (one.is_integer()) ids.push_back(one.integer());
    if (!one.is_text() || !has_names) continue;
    const RecordSet accounts = model.env()["account.analytic.account"];
    const RecordSet named = accounts.search(by_name(accounts, comparison, one));
    ids.insert(ids.end(), named.ids().begin(), named.ids().end());
  }
  return ids;
}

// The distribution is kept as it was written: it is read record by record.
Ids distributed_to(const RecordSet& model, const Ids& accounts) {
  const RecordSet everything = model.sudo().with_context({{"active_test", false}});
  Ids found;
  for (const RecordSet& record : everything.search(term("analytic_distribution", "!=", false))) {
    const Ids named = accounts_in(record.value("analytic_distribution"));
    if (std::ranges::find_first_of(named, accounts) != named.end()) found.push_back(record.id());
  }
  return found;
}

// Since 19.0 "no account" is looked for like an account, and found nowhere.
Domain search_distribution_analytic_account_ids(const RecordSet& model, std::string_view comparison,
                                                const Value& operand) {
  const std::string of_names = comparison_of_names(model.env(), comparison);
  if (of_names.empty()) throw user_error("Analytic accounts cannot be searched for with " + std::string(comparison));
  if (operand.is_unset() && !model.env().since(Series::v19))
    return term("analytic_distribution", std::string(comparison), false);
  const Domain found = term("id", "in", distributed_to(model, accounts_meant(model, of_names, operand)));
  return is_negative(comparison) ? !found : found;
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

Domain search_auto_account(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("account_id", std::string(comparison), operand);
}

}  // namespace

Behaviour analytic_accounts_mixin() {
  return {
      .mixin_marker = "distribution_analytic_account_ids",
      .computes = {{{"distribution_analytic_account_ids"}, compute_distribution_analytic_account_ids}},
      .searches = {{"distribution_analytic_account_ids", search_distribution_analytic_account_ids}},
  };
}

Behaviour account_analytic_line() {
  return {
      .model = "account.analytic.line",
      .computes = {{{"analytic_distribution"}, compute_distribution_of_line, {.since = Series::v19}},
                   {{"auto_account_id"}, compute_auto_account}},
      .searches = {{"auto_account_id", search_auto_account}},
  };
}

Behaviour analytic_mixin() {
  return {
      .mixin_marker = "analytic_distribution",
      .computes = {{{"analytic_distribution"}, compute_analytic_distribution}},
  };
}

}  // namespace paridoo::addons::analytic
