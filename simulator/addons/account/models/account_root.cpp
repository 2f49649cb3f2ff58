// account.root: how codes of accounts begin. 17.0 counts the first two characters into one id; since 18.0 the text is
// the id, and there is no table.
#include "simulator/addons/account/models.h"
#include "simulator/orm/domain_compile.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/findings.h"
#include "simulator/orm/sql_text.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr std::int64_t ids_of_a_character = 1000;

std::int64_t code_of(const std::string& text, std::size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

// What 17.0 has as a view over the accounts is a table here, which gets the beginnings of new codes.
void remember(const RecordSet& account, const std::string& start, std::int64_t id, const Value& parent) {
  const std::vector<Value> row{id, start, parent, account["company_id"].id()};
  account.env().store().run("INSERT OR IGNORE INTO account_root (id, name, parent_id, company_id) VALUES (?, ?, ?, ?)",
                            row);
  account.env().transaction().findings().forget(account.env().registry().at("account.root"));
}

Value root_of_code(const RecordSet& account) {
  const std::string code = account.text("code");
  if (code.empty()) return false;
  const std::int64_t parent = code_of(code, 0), id = parent * ids_of_a_character + code_of(code, 1);
  remember(account, code.substr(0, 1), parent, {});
  remember(account, code.substr(0, 2), id, parent);
  return id;
}

void compute_root(const RecordSet& self) {
  for (const RecordSet& account : self) account.set("root_id", root_of_code(account));
}

void compute_start(const RecordSet& self) {
  for (const RecordSet& account : self) {
    const std::string code = account.text("placeholder_code");
    account.set("root_id", code.empty() ? Value(false) : Value(code.substr(0, 2)));
  }
}

// "1" finds what begins so only where all below it is asked for too; "10" finds that in any case.
Domain begins_with(const std::string& start, bool is_exact) {
  const bool is_whole = is_exact && start.size() == 1;
  return term("placeholder_code", "=ilike", start + (is_whole ? "" : "%"));
}

[[noreturn]] void refuse(const Env& env) {
  if (!env.since(Series::v19)) throw not_implemented();
  throw user_error("Accounts are not found so by the beginnings of their codes.");
}

const std::string& start_of(const Value& operand) {
  const auto type = operand.is_boolean() ? "bool" : operand.is_none() ? "NoneType" : "int";
  if (!operand.is_text()) throw Fault(FaultKind::type_error, std::string("object of type '") + type + "' has no len()");
  return operand.text();
}

Domain search_root(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool below = comparison == "child_of" || comparison == "parent_of";
  const bool takes_lists = below || (model.env().since(Series::v19) && comparison == "in");
  if (!below && comparison != "=" && !takes_lists) refuse(model.env());
  if (!operand.is_list()) return begins_with(start_of(operand), comparison == "=");
  if (!takes_lists) refuse(model.env());
  Domain found = Domain::nothing();
  for (const Value& start : operand.list()) found = found | begins_with(start_of(start), !below);
  return found;
}

Sql root_sql(Compilation& compilation, const Source& source) {
  return applied("substr({}, 1, 2)", field_sql(compilation, source, source.model.model().at("placeholder_code")));
}

}  // namespace

Behaviour account_root() { return {.model = "account.root", .in = {.until = Series::v17}}; }

Behaviour account_account_root() {
  constexpr In until_17{.until = Series::v17}, since_18{.since = Series::v18}, since_19{.since = Series::v19};
  return {.model = "account.account",
          .computes = {{{"root_id"}, compute_root, until_17}, {{"root_id"}, compute_start, since_18}},
          .searches = {{"root_id", search_root, since_18}},
          .expressions = {{"root_id", root_sql, since_19}}};
}

}  // namespace paridoo::addons::account
