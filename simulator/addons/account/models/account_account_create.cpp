// account.account: how accounts are made, each with its code in the companies that it is of.
#include <algorithm>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/models/account_account_code.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/orm/commands.h"
#include "simulator/orm/domain.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

void refuse_twins(const RecordSet& accounts) {
  const std::string companies = account_company_field(accounts.env());
  for (const RecordSet& account : accounts.sudo()) {
    for (const RecordSet& company : account[companies]) {
      const RecordSet seen = account.with_company(company);
      const std::string code = seen.text("code");
      if (code.empty()) throw validation_error("An account needs a code in each of its companies.");
      const Domain related = term(companies, "parent_of", company.id()) | term(companies, "child_of", company.id());
      const Domain twins = term("code", "=", code) & term("id", "!=", account.id()) & related;
      if (!seen.none().search(twins, {.limit = 1}).empty())
        throw validation_error("There is an account with the code " + code + " already.");
    }
  }
}

namespace {

// The code that a mapping says for the current company.
void take_mapped_code(const RecordSet& model, Dict& values) {
  const Value mappings = values.get("code_mapping_ids");
  values.erase("code_mapping_ids");
  if (!mappings.is_list() || values.contains("code")) return;
  for (const Value& command : mappings.list()) {
    if (!command.is_list() || command.list().size() < 3 || !command.list()[2].is_dict()) continue;
    const Dict& mapping = command.list()[2].dict();
    if (mapping.get("company_id") == Value(model.env().company().id()) && mapping.contains("code"))
      values.set("code", mapping.get("code"));
  }
}

// Where the code of a new account holds: in the current company if the account is its, else in those that it is of.
Env env_of_new(const RecordSet& model, const Dict& values) {
  const Env& env = model.env();
  const Ids asked = env.since(Series::v18)
                        ? ids_after_commands(model, model.model().at("company_ids"), values.get("company_ids"))
                        : Ids{};
  if (asked.empty()) return env;
  Ids companies = asked;
  const auto current = std::ranges::find(companies, env.company().id());
  if (current != companies.end()) std::rotate(companies.begin(), current, current + 1);
  const Env there = env.with_context({{"allowed_company_ids", companies}});
  there.company();  // refuses those that the user does not have
  return there;
}

RecordSet create_one(const RecordSet& model, Dict values, const CreateSuper& super) {
  const RecordSet there = model.in(env_of_new(model, values));
  if (values.contains("prefix")) {
    const std::string prefix = values.get("prefix").text();
    const auto length = static_cast<std::size_t>(values.get("code_digits").integer());
    const std::string start =
        prefix.size() < length ? prefix + std::string(length - prefix.size() - 1, '0') + "1" : prefix;
    values.erase("prefix");
    values.erase("code_digits");
    values.set("code", free_account_code(there.env().company(), start));
  }
  take_mapped_code(there, values);
  // Mappings are what the form starts with; here the code is kept in the account itself.
  const RecordSet quiet = there.with_context({{"default_code_mapping_ids", List{}}});
  return super(there.env().since(Series::v18) ? quiet : there, {std::move(values)}).in(model.env());
}

}  // namespace

RecordSet create_accounts(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  RecordSet accounts = model.none();
  for (Dict& own : values) accounts |= create_one(model, std::move(own), super);
  refuse_twins(accounts);
  return accounts;
}

}  // namespace paridoo::addons::account
