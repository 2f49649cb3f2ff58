#include "simulator/addons/analytic/models.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::analytic {

using namespace orm;

namespace {

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& account : self) {
    const std::string code = account.text("code");
    const std::string customer = account["partner_id"]["commercial_partner_id"].text("name");
    account.set("display_name", (code.empty() ? "" : "[" + code + "] ") + account.text("name") +
                                    (customer.empty() ? "" : " - " + customer));
  }
}

// The lines that name an account in the column of its plan: the first plan's is account_id.
Domain lines_of(const RecordSet& account) {
  const Env& env = account.env();
  List companies{false};
  for (const Id id : env.companies().ids()) companies.push_back(id);
  Domain lines = term("account_id", "=", account.id()) & term("company_id", "in", companies);
  if (const Value& from = env.context("from_date")) lines = lines & term("date", ">=", from);
  if (const Value& to = env.context("to_date")) lines = lines & term("date", "<=", to);
  return lines;
}

void compute_balance(const RecordSet& self) {
  const RecordSet company = self.env().company();
  for (const RecordSet& account : self) {
    double balance = 0;
    for (const RecordSet& line : self.env()["account.analytic.line"].search(lines_of(account)))
      balance += base::convert(line.number("amount"), line["currency_id"], company["currency_id"], company);
    account.set("balance", balance);
  }
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> out = super(self, defaults);
  for (std::size_t at = 0; at < out.size(); ++at)
    if (!defaults.contains("name")) out[at].set("name", self.at(at).text("name") + " (copy)");
  return out;
}

}  // namespace

Behaviour account_analytic_account() {
  return {
      .model = "account.analytic.account",
      .name_search_fields = {"name", "code"},
      .computes = {{{"display_name"}, compute_display_name}, {{"balance"}, compute_balance}},
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::analytic
