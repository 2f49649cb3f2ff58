// The codes of accounts: free ones for new accounts, and what copies are called.
#include "simulator/addons/account/models/account_account_code.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

struct SplitCode {
  std::string start, digits, end;
};

// The last run of digits in a code.
SplitCode split_code(const std::string& code) {
  const auto is_digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  std::size_t end = code.size();
  while (end > 0 && !is_digit(code[end - 1])) --end;
  std::size_t start = end;
  while (start > 0 && is_digit(code[start - 1])) --start;
  return {code.substr(0, start), code.substr(start, end - start), code.substr(end)};
}

bool is_free(const RecordSet& accounts, const std::string& code) {
  const Id company = accounts.env().company().id();
  const std::string field = account_company_field(accounts.env());
  const Domain related = term(field, "parent_of", company) | term(field, "child_of", company);
  return accounts.sudo().search(term("code", "=", code) & related, {.limit = 1}).empty();
}

}  // namespace

std::string free_account_code(const RecordSet& company, const std::string& start) {
  const RecordSet accounts = company.env()["account.account"].with_company(company);
  if (is_free(accounts, start)) return start;
  const SplitCode parts = split_code(start);
  const std::size_t width = parts.digits.size();
  if (width > 0 && width < 18) {
    for (std::int64_t number = std::stoll(parts.digits) + 1;; ++number) {
      const std::string digits = fmt::format("{:0{}}", number, width);
      if (digits.size() > width) break;
      const std::string code = parts.start + digits + parts.end;
      if (is_free(accounts, code)) return code;
    }
  }
  for (int copy = 1; copy < 100; ++copy) {
    const std::string code = start + ".copy" + (copy == 1 ? "" : std::to_string(copy));
    if (is_free(accounts, code)) return code;
  }
  throw user_error("There is no free code for a new account.");
}

namespace {

// 17.0 counts on in tens, and renames only what it could count.
Dict copy_names_17(const RecordSet& account, const Dict& defaults) {
  const std::string code = account.text("code"), name = account.text("name");
  if (defaults.get("code")) return {};
  const bool counts = !code.empty() && code.size() < 18 &&
                      std::ranges::all_of(code, [](unsigned char c) { return std::isdigit(c) != 0; });
  if (!counts) return {{"code", code + ".copy"}, {"name", name}};
  std::int64_t number = std::stoll(code) + 10;
  Dict names{{"code", fmt::format("{:0{}}", number, code.size())},
             {"name", defaults.contains("name") ? defaults.get("name") : Value(name + " (copy)")}};
  while (!is_free(account.none(), names.get("code").text()))
    names = {{"code", std::to_string(number += 10)}, {"name", name + " (copy)"}};
  return names;
}

Dict copy_names(const RecordSet& account, const Dict& defaults) {
  Dict names;
  if (!defaults.contains("code")) names.set("code", free_account_code(account.env().company(), account.text("code")));
  if (!defaults.contains("name")) names.set("name", account.text("name") + " (copy)");
  return names;
}

}  // namespace

std::vector<Dict> copy_account_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  const auto names = self.env().since(Series::v18) ? copy_names : copy_names_17;
  std::vector<Dict> copies = super(self, defaults);
  for (std::size_t at = 0; at < copies.size(); ++at) copies[at].update(names(self.at(at), defaults));
  return copies;
}

}  // namespace paridoo::addons::account
