#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "simulator/addons/account/account_groups.h"
#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/account/models/account_account_code.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/domain_compile.h"
#include "simulator/orm/domain_tree.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/queries.h"
#include "simulator/orm/search_by_value.h"
#include "simulator/orm/sql_text.h"

namespace paridoo::addons::account {

using namespace orm;

bool is_receivable_or_payable(const RecordSet& account) {
  const std::string type = account.text("account_type");
  return type == "asset_receivable" || type == "liability_payable";
}

bool has_residuals(const RecordSet& account) {
  const std::string type = account.text("account_type");
  return account.flag("reconcile") || type == "asset_cash" || type == "liability_credit_card";
}

namespace {

std::string internal_group(const RecordSet& account) {
  const std::string type = account.text("account_type");
  return type.substr(0, type.find('_'));
}

// Codes are kept for the company at the top of a tree.
RecordSet seen_by_root(const RecordSet& account) {
  return account.with_company(root_of(account.env().company())).sudo();
}

void compute_code(const RecordSet& self) {
  for (const RecordSet& account : self) account.set("code", seen_by_root(account).value("code_store"));
}

void inverse_code(const RecordSet& self) {
  for (const RecordSet& account : self) seen_by_root(account).write({{"code_store", account.value("code")}});
}

Sql code_sql(Compilation& compilation, const Source& source) {
  const Source seen{seen_by_root(source.model), source.alias};
  return field_sql(compilation, seen, source.model.model().at("code_store"));
}

Sql kept_code(const std::string& alias, const std::string& root) {
  return {"json_extract(" + alias + ".code_store, '$.\"' || " + root + " || '\"')"};
}

// The code in the current company, or that in the first of the user's companies which have the account.
Sql placeholder_code_sql(Compilation& compilation, const Source& source) {
  const RelationTable& links = source.model.model().at("company_ids").relation_table;
  const std::string company = compilation.next_alias();
  const std::string root = "substr(" + company + ".parent_path, 1, instr(" + company + ".parent_path, '/') - 1)";
  return sql("COALESCE(", code_sql(compilation, source), ", (SELECT ", kept_code(source.alias, root), " || ' (' || ",
             company, ".name || ')' FROM ", identifier(links.table), " AS link JOIN res_company AS ", company, " ON ",
             company, ".id = link.", identifier(links.other_column), " WHERE link.", identifier(links.column), " = ",
             source.id(), " AND ", company, ".id IN ",
             list_select(Value(source.env().user()["company_ids"].ids()).list()), " ORDER BY ", company,
             ".id LIMIT 1))");
}

Sql internal_group_sql(Compilation& compilation, const Source& source) {
  return applied("substr({}, 1, instr({} || '_', '_') - 1)",
                 field_sql(compilation, source, source.model.model().at("account_type")));
}

Domain search_code(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const RecordSet accounts = seen_by_root(model.none()).with_context({{"active_test", false}});
  return term("id", "in", Value(accounts.search(term("code_store", std::string(comparison), operand)).ids()));
}

void compute_placeholder_code(const RecordSet& self) {
  for (const RecordSet& account : self) {
    std::string code = account.text("code");
    const RecordSet companies = account["company_ids"];
    if (code.empty() && companies) {
      code = account.with_company(companies.at(0)).text("code");
      if (!code.empty()) code += " (" + companies.at(0).text("name") + ")";
    }
    account.set("placeholder_code", code);
  }
}

// From 19.0 on only accountants see codes in names.
void compute_display_name(const RecordSet& self) {
  const bool shows_code =
      !self.env().since(Series::v19) || base::has_group(self.env().user(), "account.group_account_readonly");
  for (const RecordSet& account : self) {
    const std::string code = account.text("code");
    const std::string name = account.text("name");
    account.set("display_name", code.empty() || !shows_code ? name : fmt::format("{} {}", code, name));
  }
}

// Codes are found by how they begin.
Domain search_account_name(const RecordSet& model, std::string_view comparison, const Value& operand) {
  if (!operand.is_text()) return orm::search_display_name(model, comparison, operand);
  const std::string& name = operand.text();
  const std::string word = name.substr(0, name.find(' '));
  const bool negative = is_negative(comparison);
  const std::string positive =
      negative ? std::string(comparison == "!=" ? "=" : comparison.substr(4)) : std::string(comparison);
  const Domain by_code = positive == "=" ? term("code", "=", word) : term("code", "=like", word + "%");
  Domain found = by_code | term("name", positive, operand);
  if (model.env().since(Series::v19) && positive != "=") found = found | term("description", "ilike", operand);
  return negative ? !found : found;
}

void compute_internal_group(const RecordSet& self) {
  for (const RecordSet& account : self) account.set("internal_group", internal_group(account));
}

Domain search_internal_group(const RecordSet&, std::string_view comparison, const Value& operand) {
  Domain domain = Domain::nothing();
  for (const Value& group : asked_values(operand))
    if (group.is_text()) domain = domain | term("account_type", "=like", group.text() + "%");
  return comparison == "!=" || comparison == "not in" ? !domain : domain;
}

bool keeps_balance(const RecordSet& account) {
  const std::string group = internal_group(account);
  const bool unaffected = account.env().since(Series::v19) && account.text("account_type") == "equity_unaffected";
  return group != "income" && group != "expense" && !unaffected;
}

void compute_include_initial_balance(const RecordSet& self) {
  for (const RecordSet& account : self) account.set("include_initial_balance", keeps_balance(account));
}

Domain search_include_initial_balance(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool keeps = (comparison == "=") == bool(operand);
  Domain kept = search_internal_group(model, "not in", List{"income", "expense"});
  if (model.env().since(Series::v19)) kept = kept & term("account_type", "!=", "equity_unaffected");
  return keeps ? kept : !kept;
}

void compute_reconcile(const RecordSet& self) {
  for (const RecordSet& account : self) {
    const std::string group = internal_group(account);
    const std::string type = account.text("account_type");
    bool reconcile = account.flag("reconcile");
    if (is_receivable_or_payable(account)) {
      reconcile = true;
    } else if (group == "income" || group == "expense" || group == "equity" || type == "asset_cash" ||
               type == "liability_credit_card" || type == "off_balance") {
      reconcile = false;
    }
    account.set("reconcile", reconcile);
  }
}

// The account of the company whose code comes last before this one's: it lends its type and tags.
RecordSet neighbour(const RecordSet& account) {
  const std::string code = account.text("code");
  RecordSet best = account.none();
  std::string best_code;
  for (const RecordSet& other :
       account.none().search(of_company(account.env().company(), account_company_field(account.env())))) {
    const std::string theirs = other.text("code");
    if (other == account || theirs.empty() || theirs >= code || (!best.empty() && theirs <= best_code)) continue;
    best = other;
    best_code = theirs;
  }
  return best;
}

void compute_account_type(const RecordSet& self) {
  for (const RecordSet& account : self) {
    const std::string own = account.text("account_type");
    const bool asked = own.empty() && !account.text("code").empty();
    const RecordSet lender = asked ? neighbour(account) : account.none();
    account.set("account_type", !asked ? Value(own) : lender ? lender.value("account_type") : Value("asset_current"));
  }
}

void compute_tags(const RecordSet& self) {
  for (const RecordSet& account : self) {
    const RecordSet own = account["tag_ids"];
    const bool asked = own.empty() && !account.text("code").empty();
    account.set("tag_ids", Value((asked ? neighbour(account)["tag_ids"] : own).ids()));
  }
}

void compute_company_currency(const RecordSet& self) {
  self.set("company_currency_id", self.env().company()["currency_id"]);
}

void compute_current_balance(const RecordSet& self) {
  const Domain posted = term("account_id", "in", Value(self.ids())) & term("parent_state", "=", "posted") &
                        term("company_id", self.env().since(Series::v19) ? "child_of" : "=", self.env().company().id());
  static constexpr std::string_view summed[] = {"balance"};
  std::map<Id, double> balances;
  for (const RecordSet::Group& group : self.env()["account.move.line"].sums_by("account_id", summed, posted))
    if (group.key.is_integer()) balances[group.key.integer()] = group.sums[0];
  for (const RecordSet& account : self) account.set("current_balance", balances[account.id()]);
}

bool is_used(const RecordSet& accounts) {
  const RecordSet lines = accounts.sudo().env()["account.move.line"];
  return !lines.search(term("account_id", "in", Value(accounts.ids())), {.limit = 1}).empty();
}

void compute_used(const RecordSet& self) {
  for (const RecordSet& account : self) account.set("used", is_used(account));
}

void check_code(const RecordSet& self) {
  for (const RecordSet& account : self) {
    const std::string code = account.text("code");
    const bool plain =
        std::all_of(code.begin(), code.end(), [](unsigned char c) { return std::isalnum(c) || c == '.'; });
    if (!plain) throw validation_error("The code of an account holds only letters, digits and dots.");
  }
}

void check_reconcile(const RecordSet& self) {
  for (const RecordSet& account : self) {
    if (is_receivable_or_payable(account) && !account.flag("reconcile"))
      throw validation_error("A receivable or payable account must allow reconciliation: " + account.text("code"));
    if (account.text("account_type") == "off_balance" && (account.flag("reconcile") || account["tax_ids"]))
      throw user_error("An off-balance account has neither reconciliation nor taxes.");
  }
}

void check_one_current_year_account(const RecordSet& self) {
  const std::string companies = account_company_field(self.env());
  for (const RecordSet& account : self) {
    if (account.text("account_type") != "equity_unaffected") continue;
    const Domain others = term("account_type", "=", "equity_unaffected") & term("id", "!=", account.id()) &
                          term(companies, "in", Value(account[companies].ids()));
    if (!self.search(others, {.limit = 1}).empty())
      throw validation_error("There is an account for the current year's earnings already.");
  }
}

void refuse_partial_matches(const RecordSet& accounts) {
  const Domain matched = term("matched_debit_ids", "!=", false) | term("matched_credit_ids", "!=", false);
  const Domain domain =
      term("account_id", "in", Value(accounts.ids())) & term("full_reconcile_id", "=", false) & matched;
  if (!accounts.env()["account.move.line"].search(domain, {.limit = 1}).empty())
    throw user_error("Some lines of this account are partially reconciled: it cannot stop allowing reconciliation.");
}

void toggle_reconcile(const RecordSet& accounts) {
  const Domain open = term("account_id", "in", Value(accounts.ids())) & term("full_reconcile_id", "=", false);
  const RecordSet lines = accounts.env()["account.move.line"].search(open);
  recompute_residuals(lines);
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const Value* reconcile = values.find("reconcile");
  const RecordSet changed =
      reconcile ? self.filtered([&](const RecordSet& a) { return a.flag("reconcile") != bool(*reconcile); })
                : self.none();
  if (reconcile && !*reconcile && changed) refuse_partial_matches(changed);
  if (const Value& currency = values.get("currency_id"); currency.is_integer()) {
    const Domain other =
        term("account_id", "in", Value(self.ids())) & term("currency_id", "not in", List{false, currency.integer()});
    if (!self.env()["account.move.line"].search(other, {.limit = 1}).empty())
      throw user_error("This account has entries in another currency.");
  }
  const bool codes = values.contains("code") || values.contains(account_company_field(self.env()));
  super(self, std::move(values));
  if (changed) toggle_reconcile(changed);
  if (codes) refuse_twins(self);
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  if (is_used(self)) throw user_error("This account has journal items.");
  const RecordSet repartition = self.env()["account.tax.repartition.line"];
  if (!repartition.search(term("account_id", "in", Value(self.ids())), {.limit = 1}).empty())
    throw user_error("This account is used by the distribution of a tax.");
  super(self);
}

// Only 18.0 looks at the journals that an account is for.
Domain allowed_in_journal(const RecordSet& journal) {
  if (journal.env().series() != Series::v18) return Domain::everything();
  return term("account_id.allowed_journal_ids", "=", journal.id()) | term("account_id.allowed_journal_ids", "=", false);
}

}  // namespace

RecordSet most_frequent_account(const RecordSet& company, const RecordSet& partner, std::string_view move_type,
                                const RecordSet& journal) {
  const Env& env = company.env();
  Domain domain = of_company(company) & term("partner_id", "=", partner.id()) & usable_account(env, "account_id.") &
                  term("date", ">=", format_day(env.today() - std::chrono::days{365 * 2})) &
                  allowed_in_journal(journal);
  if (is_inbound_type(move_type)) domain = domain & term("account_id.internal_group", "=", "income");
  if (is_outbound_type(move_type)) domain = domain & term("account_id.internal_group", "=", "expense");
  RecordSet best = env["account.account"];
  std::int64_t best_count = 0;
  for (const RecordSet::Group& group : env["account.move.line"].sums_by("account_id", {}, domain)) {
    if (!group.key.is_integer() || group.count < best_count) continue;
    const RecordSet account = best.browse(group.key.integer());
    if (group.count == best_count && account.text("code") >= best.text("code")) continue;
    best = account;
    best_count = group.count;
  }
  return best;
}

Behaviour account_account() {
  return {
      .model = "account.account",
      .name_search_fields = {"code", "name"},
      .computes = {{{"code"}, compute_code, {.since = Series::v18}},
                   {{"placeholder_code"}, compute_placeholder_code, {.since = Series::v18}},
                   {{"group_id"}, compute_account_group},
                   {{"display_name"}, compute_display_name},
                   {{"internal_group"}, compute_internal_group},
                   {{"include_initial_balance"}, compute_include_initial_balance},
                   {{"account_type"}, compute_account_type},
                   {{"tag_ids"}, compute_tags},
                   {{"reconcile"}, compute_reconcile},
                   {{"company_currency_id"}, compute_company_currency},
                   {{"current_balance"}, compute_current_balance},
                   {{"used"}, compute_used}},
      .inverses = {{"code", inverse_code, {.since = Series::v18}}},
      .searches = {{"code", search_code, {.since = Series::v18}},
                   {"display_name", search_account_name},
                   {"internal_group", search_internal_group},
                   {"used", by_value<"used">},
                   {"include_initial_balance", search_include_initial_balance}},
      .expressions = {{"code", code_sql, In{.since = Series::v18}},
                      {"placeholder_code", placeholder_code_sql, In{.since = Series::v18}},
                      {"internal_group", internal_group_sql, In{.since = Series::v18}}},
      .constraints = {{check_code, {"code"}},
                      {check_reconcile, {"reconcile", "account_type", "tax_ids"}},
                      {check_one_current_year_account, {"account_type"}, {.until = Series::v18}}},
      .create = create_accounts,
      .write = write,
      .unlink = unlink,
      .copy_data = copy_account_data,
  };
}

}  // namespace paridoo::addons::account
