#include "simulator/addons/account/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

void compute_general_account(const RecordSet& self) {
  for (const RecordSet& line : self) line.set("general_account_id", line["move_line_id"]["account_id"]);
}

}  // namespace

Behaviour account_analytic_line() {
  return {.model = "account.analytic.line", .computes = {{{"general_account_id"}, compute_general_account}}};
}

}  // namespace paridoo::addons::account
