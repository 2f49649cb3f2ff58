#include "simulator/addons/account/models.h"
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

}  // namespace

Behaviour account_analytic_line() {
  return {.model = "account.analytic.line",
          .computes = {{{"general_account_id"}, compute_general_account}, {{"partner_id"}, compute_partner}}};
}

}  // namespace paridoo::addons::account
