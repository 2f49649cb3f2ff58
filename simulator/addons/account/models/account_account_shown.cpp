// account.account: what forms show beside an account.
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// What the opening entry of the company says of an account.
void compute_opening(const RecordSet& self) {
  const RecordSet entry = self.env().company()["account_opening_move_id"];
  for (const RecordSet& account : self) {
    const RecordSet lines = entry["line_ids"].where("account_id", "=", account.id());
    account.set("opening_debit", lines.sum("debit"));
    account.set("opening_credit", lines.sum("credit"));
    account.set("opening_balance", lines.sum("balance"));
  }
}

void compute_related_taxes_amount(const RecordSet& self) {
  const RecordSet taxes = self.env()["account.tax"];
  const RecordSet company = self.env().company();
  for (const RecordSet& account : self)
    account.set("related_taxes_amount",
                taxes.search_count(of_company(company) & term("repartition_line_ids.account_id", "=", account.id())));
}

void compute_fiscal_country(const RecordSet& self) {
  const std::string code = self.env().company()["account_fiscal_country_id"].text("code");
  for (const RecordSet& account : self) account.set("company_fiscal_country_code", code);
}

}  // namespace

Behaviour account_account_shown() {
  return {.model = "account.account",
          .computes = {{{"opening_debit", "opening_credit", "opening_balance"}, compute_opening},
                       {{"related_taxes_amount"}, compute_related_taxes_amount},
                       {{"company_fiscal_country_code"}, compute_fiscal_country, {.since = Series::v18}}}};
}

}  // namespace paridoo::addons::account
