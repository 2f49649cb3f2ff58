// Searches of fields of entries, journal items and payments that stand in no column.
#include "simulator/addons/account/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// A ledger (account.journal.group) leaves some journals out. Until 18.0 what any of several leaves out is left out of
// all, whatever the company.
Domain search_journal_group(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const char* field = comparison.find("like") != std::string_view::npos ? "name" : "id";
  const RecordSet ledgers = model.env()["account.journal.group"].search(term(field, std::string(comparison), operand));
  if (!model.env().since(Series::v19)) return term("journal_id", "not in", ledgers["excluded_journal_ids"].ids());
  Domain found = Domain::nothing();
  for (const RecordSet& ledger : ledgers) {
    Domain own = term("journal_id", "not in", ledger["excluded_journal_ids"].ids());
    if (const RecordSet company = ledger["company_id"]) own = own & term("journal_id.company_id", "=", company.id());
    found = found | own;
  }
  return found;
}

Domain with_open_line(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const Domain open = term("reconciled", "=", false) & term("payment_date", std::string(comparison), operand);
  return term("line_ids", "in", model.env()["account.move.line"].search(open).ids());
}

Domain search_next_payment_date(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool is_negation = model.env().since(Series::v19) && (comparison == "!=" || comparison == "not in");
  if (is_negation) return !with_open_line(model, comparison == "!=" ? "=" : "in", operand);
  const bool is_membership = comparison == "=" || (comparison == "in" && model.env().since(Series::v19));
  if (!is_membership && comparison != "<" && comparison != "<=") refuse_search(model, "next_payment_date", comparison);
  return with_open_line(model, comparison, operand);
}

// What was sent says so in two words.
Domain search_move_sent_values(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const auto asked = as_membership(comparison, operand);
  if (!asked) refuse_search(model, "move_sent_values", comparison);
  List sent;
  for (const Value& value : asked->values) {
    if (value != Value("sent") && value != Value("not_sent")) refuse_search(model, "move_sent_values", comparison);
    sent.push_back(value == Value("sent"));
  }
  return term("is_move_sent", asked->negated ? "not in" : "in", sent);
}

// Entries and payments that are reconciled with each other find each other by their ids alone.
Domain search_reconciled(const RecordSet& model, std::string_view field, std::string_view back,
                         std::string_view comparison, const Value& operand) {
  const auto asked = as_membership(comparison, operand);
  if (!asked) refuse_search(model, field, comparison);
  RecordSet others(model.env(), *model.model().at(field).comodel);
  for (const Value& id : asked->values)
    if (id.is_integer()) others |= others.browse(id.integer());
  return term("id", asked->negated ? "not in" : "in", others[back].ids());
}

Domain search_reconciled_payments(const RecordSet& model, std::string_view comparison, const Value& operand) {
  return search_reconciled(model, "reconciled_payment_ids", "reconciled_invoice_ids", comparison, operand);
}

Domain search_reconciled_invoices(const RecordSet& model, std::string_view comparison, const Value& operand) {
  return search_reconciled(model, "reconciled_invoice_ids", "reconciled_payment_ids", comparison, operand);
}

// It stands for account_id, for queries that PostgreSQL answers sooner.
Domain search_account(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("account_id", std::string(comparison), operand);
}

constexpr In since_18{.since = Series::v18}, since_19{.since = Series::v19};

}  // namespace

std::vector<Behaviour> document_searches() {
  return {{.model = "account.move",
           .searches = {{"journal_group_id", search_journal_group, since_18},
                        {"next_payment_date", search_next_payment_date, since_18},
                        {"move_sent_values", search_move_sent_values, since_19},
                        {"reconciled_payment_ids", search_reconciled_payments, since_19}}},
          {.model = "account.move.line",
           .searches = {{"journal_group_id", search_journal_group, since_18},
                        {"search_account_id", search_account, since_19}}},
          {.model = "account.payment", .searches = {{"reconciled_invoice_ids", search_reconciled_invoices, since_19}}}};
}

}  // namespace paridoo::addons::account
