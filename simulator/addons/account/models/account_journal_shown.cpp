// account.journal: what the dashboard counts.
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

bool has_entry(const RecordSet& journal, const Domain& which) {
  return !journal.sudo()
              .env()["account.move"]
              .search(term("journal_id", "=", journal.id()) & which, {.limit = 1})
              .empty();
}

void compute_has_entries(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    journal.set("has_entries", has_entry(journal, Domain::everything()));
    journal.set("has_posted_entries", has_entry(journal, term("state", "=", "posted")));
  }
}

void compute_entries_count(const RecordSet& self) {
  for (const RecordSet& journal : self)
    journal.set("entries_count",
                self.env()["account.move"].search_count(term("company_id", "in", self.env().companies().ids()) &
                                                        term("journal_id", "=", journal.id())));
}

void compute_last_statement(const RecordSet& self) {
  for (const RecordSet& journal : self) {
    const Domain own = term("journal_id", "=", journal.id()) & term("company_id", "in", self.env().companies().ids());
    journal.set("last_statement_id", self.env()["account.bank.statement"].sudo().search(
                                         own, {.limit = 1, .order = "first_line_index desc"}));
  }
}

}  // namespace

Behaviour account_journal_shown() {
  return {.model = "account.journal",
          .computes = {{{"has_entries", "has_posted_entries"}, compute_has_entries, {.since = Series::v18}},
                       {{"entries_count"}, compute_entries_count},
                       {{"last_statement_id"}, compute_last_statement}}};
}

}  // namespace paridoo::addons::account
