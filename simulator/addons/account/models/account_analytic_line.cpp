#include "simulator/addons/account/fiscal_year.h"
#include "simulator/addons/account/models.h"
#include "simulator/orm/domain.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

void compute_general_account(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("general_account_id", line["move_line_id"]["account_id"]);
}

// Of what an entry says, else whoever was said to be.
void compute_partner(const RecordSet& self) {
  for (const RecordSet& line : self) {
    const RecordSet of_entry = line["move_line_id"]["partner_id"];
    line.set("partner_id", of_entry ? Value(of_entry.id()) : line.value("partner_id"));
  }
}

// Whatever is asked: the lines of this fiscal year and of the one before.
Domain search_fiscal_year(const RecordSet& model, std::string_view, const Value&) {
  const FiscalYear now = fiscal_year_of(model.env().company(), model.env().today());
  return term("date", ">=", format_day(add_months(now.from, -12)));
}

}  // namespace

Behaviour account_analytic_line() {
  return {.model = "account.analytic.line",
          .computes = {{{"general_account_id"}, compute_general_account}, {{"partner_id"}, compute_partner}},
          .searches = {{"fiscal_year_search", search_fiscal_year, {.since = Series::v19}}}};
}

}  // namespace paridoo::addons::account
