#include "simulator/addons/stock_account/models/stock_closing.h"

#include <fmt/format.h>

#include <cmath>
#include <sstream>
#include <utility>

#include "simulator/addons/account/fiscal_year.h"
#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::stock_account {

namespace {

// Amounts by account, in the order in which the accounts appeared.
using Balances = std::vector<std::pair<RecordSet, double>>;

double& balance_of(Balances& balances, const RecordSet& account) {
  for (auto& [known, balance] : balances)
    if (known == account) return balance;
  return balances.emplace_back(account, 0.0).second;
}

// Amounts that go from one account to another.
using Reclassified = std::vector<std::pair<std::pair<RecordSet, RecordSet>, double>>;

double& balance_between(Reclassified& moved, const RecordSet& debit, const RecordSet& credit) {
  for (auto& [accounts, balance] : moved)
    if (accounts.first == debit && accounts.second == credit) return balance;
  return moved.emplace_back(std::pair(debit, credit), 0.0).second;
}

double added_to(const RecordSet& account, const std::vector<Dict>& lines) {
  double sum = 0;
  for (const Dict& line : lines)
    if (line.get("account_id") == Value(account)) sum += line.get("debit").number() - line.get("credit").number();
  return sum;
}

class Closing {
 public:
  Closing(const RecordSet& company, const Value& at_date) : company_(company), at_date_(at_date) {}

  std::vector<Dict> lines() {
    reclassify_locations();
    const Balances worth = stock_value();
    show_value(worth);
    book_variation(worth);
    return std::move(lines_);
  }

 private:
  RecordSet model(std::string_view name) const { return company_.env()[name].with_company(company_); }

  void add(RecordSet debit, RecordSet credit, double balance, const std::string& name) {
    if (balance < 0) std::swap(debit, credit);
    const double amount = std::abs(balance);
    lines_.push_back({{"account_id", credit}, {"name", name}, {"debit", 0}, {"credit", amount}});
    lines_.push_back({{"account_id", debit}, {"name", name}, {"debit", amount}, {"credit", 0}});
  }
  RecordSet valuation_account(const RecordSet& category) const {
    const RecordSet own = category["property_stock_valuation_account_id"];
    return own ? own : company_["account_stock_valuation_id"];
  }

  Balances stock_value() const {
    Balances worth;
    for (const RecordSet& product : model("product.product").search(term("is_storable", "=", true)))
      balance_of(worth, valuation_account(product["categ_id"])) +=
          product.with_context({{"to_date", at_date_}}).number("total_value");
    return worth;
  }

  double booked_on(const RecordSet& account, const Value& until) const {
    Domain booked =
        term("account_id", "=", account) & term("company_id", "=", company_) & term("parent_state", "=", "posted");
    if (until) booked = booked & term("date", "<=", until);
    return account ? model("account.move.line").search(booked).sum("balance") : 0;
  }

  // --- goods that lie in locations whose value has an account of its own

  void add_moved(Reclassified& moved, std::string_view flag, std::string_view end, double sign) {
    Domain moves = term("product_id.is_storable", "=", true) & term(std::string(flag), "=", true) &
                   term("company_id", "=", company_) & term(std::string(end) + ".valuation_account_id", "!=", false) &
                   term(std::string(end) + ".company_id", "=", company_);
    if (const std::string since = last_closing(company_); !since.empty()) moves = moves & term("date", ">", since);
    if (at_date_) moves = moves & term("date", "<=", at_date_);
    for (const RecordSet& move : model("stock.move").search(moves, {.order = std::string(end) + ", id"}))
      if (move["product_id"].text("valuation") == "periodic")
        balance_between(moved, move[end]["valuation_account_id"], valuation_account(move["product_category_id"])) +=
            sign * move.number("value");
  }

  void reclassify_locations() {
    Reclassified moved;
    add_moved(moved, "is_out", "location_dest_id", 1);
    add_moved(moved, "is_in", "location_id", -1);
    for (const auto& [accounts, balance] : moved)
      if (balance != 0)
        add(accounts.first, accounts.second, balance,
            fmt::format("Closing: Location Reclassification - [{}]", accounts.first.display_name()));
  }

  // --- what the books lack of the value, and what varied over the year

  void show_value(const Balances& worth) {
    const std::vector<Dict> before = lines_;
    for (const auto& [account, value] : worth) {
      const RecordSet own = account["account_stock_variation_id"];
      const RecordSet variation = own ? own : company_["expense_account_id"];
      const double lacking = value - booked_on(account, at_date_) - added_to(account, before);
      if (variation && !base::currency_is_zero(company_["currency_id"], lacking))
        add(account, variation, lacking,
            fmt::format("Closing: Stock Variation Global for company [{}]", company_.display_name()));
    }
  }

  void book_variation(const Balances& worth) {
    const Value year_began = orm::format_day(account::fiscal_year_of(company_, company_.env().today()).from);
    const std::vector<Dict> before = lines_;
    for (const auto& [account, _] : worth) {
      const RecordSet variation = account["account_stock_variation_id"], expense = account["account_stock_expense_id"];
      if (!variation || !expense) continue;
      const double varied = booked_on(account, {}) - added_to(account, before) - booked_on(account, year_began);
      const double balance = varied + booked_on(variation, at_date_);
      if (!base::currency_is_zero(company_["currency_id"], balance))
        add(expense, variation, balance, "Closing: Stock Variation Over Period");
    }
  }

  RecordSet company_;
  Value at_date_;
  std::vector<Dict> lines_ = {};
};

std::string key_of(const RecordSet& company) { return fmt::format("{}.stock_valuation_closing_ids", company.id()); }

std::vector<std::string> remembered(const RecordSet& company) {
  std::vector<std::string> ids;
  std::istringstream text(base::config_parameter(company.env(), key_of(company)));
  for (std::string id; std::getline(text, id, ',');) ids.push_back(id);
  return ids;
}

std::string posted_at(const RecordSet& entry) {
  const RecordSet changes = entry.sudo().env()["mail.tracking.value"].search(
      term("field_id.model", "=", "account.move") & term("field_id.name", "=", "state") &
          term("mail_message_id.model", "=", "account.move") & term("mail_message_id.res_id", "=", entry.id()),
      {.limit = 1, .order = "id desc"});
  return changes ? changes.text("create_date") : entry.text("date") + " 00:00:00";
}

}  // namespace

std::vector<Dict> closing_lines(const RecordSet& company, const Value& at_date) {
  return Closing(company, at_date).lines();
}

std::string last_closing(const RecordSet& company) {
  const std::vector<std::string> ids = remembered(company);
  for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
    const RecordSet entry = company.env()["account.move"].browse(std::stoll(*id)).exists();
    if (entry && entry.text("state") == "posted") return posted_at(entry);
  }
  return "";
}

void remember_closing(const RecordSet& company, Id entry) {
  std::vector<std::string> ids = remembered(company);
  ids.push_back(std::to_string(entry));
  if (ids.size() > 10) ids.erase(ids.begin());
  base::set_config_parameter(company.env(), key_of(company), fmt::format("{}", fmt::join(ids, ",")));
}

}  // namespace paridoo::addons::stock_account
