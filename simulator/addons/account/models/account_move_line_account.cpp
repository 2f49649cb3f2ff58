#include <algorithm>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/account/models/account_move_line_parts.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/product_accounts.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/transaction.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RecordSet sibling(const NewLine& line) {
  const RecordSet accounts = line.move.env()["account.account"];
  for (const RecordSet& other : line.move["line_ids"]) {
    const bool asks = std::find(line.without.begin(), line.without.end(), other.id()) != line.without.end();
    if (!asks && other.text("display_type") == "payment_term" && other["account_id"]) return other["account_id"];
  }
  for (const auto& [type, account] : line.siblings)
    if (type == "payment_term" && account) return accounts.browse(account);
  return accounts;
}

RecordSet first_of_type(const RecordSet& company, const char* type) {
  const Env& env = company.env();
  const Domain domain = term(account_company_field(env), "in", Value(company.ids())) & term("account_type", "=", type) &
                        usable_account(env);
  return company.sudo().env()["account.account"].search(domain, {.limit = 1, .order = "id"});
}

RecordSet term_account(const NewLine& line) {
  const bool sale = is_sale_document(line.move);
  const RecordSet company = line.move["company_id"];
  const char* property = sale ? "property_account_receivable_id" : "property_account_payable_id";
  RecordSet account = sibling(line);
  if (account.empty()) account = line.move["commercial_partner_id"].with_company(company)[property];
  if (account.empty()) account = company["partner_id"].with_company(company)[property];
  if (account.empty())
    account = account.browse(first_of_type(company, sale ? "asset_receivable" : "liability_payable").ids());
  return map_account(line.move["fiscal_position_id"], account);
}

RecordSet product_account(const NewLine& line) {
  const RecordSet company = line.move["company_id"];
  if (line.product) {
    const Value account = line.move.call("_get_account_of_product", {line.product.id()});
    return line.move.env()["account.account"].browse(account ? account.integer() : 0);
  }
  if (line.partner.empty()) return line.move.env()["account.account"];
  return most_frequent_account(company, line.partner, line.move.text("move_type"), line.move["journal_id"]);
}

}  // namespace

Value get_account_of_product(const RecordSet& move, const Arguments& arguments) {
  const RecordSet product = move.env()["product.product"].browse(arguments["product_id"].integer());
  const ProductAccounts accounts =
      product_accounts(product.with_company(move["company_id"]), move["fiscal_position_id"]);
  return is_sale_document(move) ? accounts.income : accounts.expense;
}

namespace {

// What the last two lines of the kind agree on, else the journal's own account.
RecordSet habitual_account(const NewLine& line) {
  const RecordSet lines = line.move["line_ids"];
  Ids accounts;
  for (const RecordSet& other : lines)
    if (other["account_id"] && other.text("display_type") == line.display_type)
      accounts.push_back(other["account_id"].id());
  for (const auto& [type, account] : line.siblings)
    if (account && type == line.display_type) accounts.push_back(account);
  const RecordSet model = line.move.env()["account.account"];
  const bool agree = !accounts.empty() && (accounts.size() < 2 || accounts.back() == accounts[accounts.size() - 2]);
  if (agree && lines.size() + line.siblings.size() + 1 > 2) return model.browse(accounts.back());
  return line.move["journal_id"]["default_account_id"];
}

}  // namespace

RecordSet default_account(const NewLine& line) {
  RecordSet account = line.move.env()["account.account"];
  if (line.display_type == "payment_term") account = term_account(line);
  if (line.display_type == "product" && is_invoice(line.move)) account = product_account(line);
  return account ? account : habitual_account(line);
}

void recompute_accounts(const RecordSet& lines) {
  const Field& account_field = lines.model().at("account_id");
  for (const RecordSet& line : lines) {
    if (lines.env().transaction().is_protected(account_field, line.id())) continue;
    const NewLine asked{.move = line["move_id"],
                        .product = line["product_id"],
                        .partner = line["partner_id"],
                        .display_type = line.text("display_type"),
                        .without = lines.ids()};
    RecordSet account = asked.display_type == "payment_term" ? term_account(asked) : product_account(asked);
    if (account.empty()) account = line["account_id"] ? line["account_id"] : habitual_account(asked);
    if (account != line["account_id"]) without_sync(line).write({{"account_id", account}});
  }
}

namespace {

void check_account_allowed(const RecordSet& line) {
  const RecordSet account = line["account_id"];
  const RecordSet journal = line["move_id"]["journal_id"];
  if (is_retired(account) && !line.env().context("skip_account_deprecation_check"))
    throw user_error("The account " + account.display_name() + " is deprecated.");
  const RecordSet currency = account["currency_id"];
  if (currency && currency != line["company_id"]["currency_id"] && currency != line["currency_id"])
    throw user_error("The account " + account.display_name() + " is only for entries in " + currency.text("name") +
                     ".");
  if (line.env().since(Series::v19)) return;
  const RecordSet journals = account["allowed_journal_ids"];
  if (journals && !journals.contains(journal.id()))
    throw user_error("The account " + account.display_name() + " is not allowed in this journal.");
  if (account == journal["default_account_id"] || account == journal["suspense_account_id"]) return;
  const RecordSet allowed = journal["account_control_ids"];
  if (allowed && !allowed.contains(account.id()))
    throw user_error("The journal does not allow the account " + account.display_name() + ".");
}

}  // namespace

void check_accounts_allowed(const RecordSet& lines) {
  for (const RecordSet& line : lines)
    if (is_accountable(line)) check_account_allowed(line);
}

void check_receivable_payable(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet move = line["move_id"];
    if (!is_invoice(move)) continue;
    const bool sale = is_sale_document(move);
    const std::string type = line["account_id"].text("account_type");
    if (type == (sale ? "liability_payable" : "asset_receivable"))
      throw user_error("The account " + line["account_id"].display_name() + " is not for such documents.");
    const bool is_term = line.text("display_type") == "payment_term";
    if (is_term != (type == (sale ? "asset_receivable" : "liability_payable")))
      throw user_error(
          "A line of a document is on a receivable or payable account if, and only if, it has a due date.");
  }
}

void check_off_balance(const RecordSet& self) {
  for (const RecordSet& line : self["move_id"]["line_ids"]) {
    if (line["account_id"].text("account_type") != "off_balance") continue;
    for (const RecordSet& account : line["move_id"]["line_ids"]["account_id"])
      if (account.text("account_type") != "off_balance")
        throw user_error("An entry with an off-balance account has no other accounts.");
    if (line["tax_ids"] || line["tax_line_id"]) throw user_error("Lines with off-balance accounts have no taxes.");
    if (line.flag("reconciled")) throw user_error("Lines with off-balance accounts cannot be reconciled.");
  }
}

}  // namespace paridoo::addons::account
