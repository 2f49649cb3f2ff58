// account.bank.statement: some transactions of a bank journal, with the balances that the bank says it began and ended
// with.
#include <algorithm>

#include "simulator/addons/account/models.h"
#include "simulator/addons/account/stored_values.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RecordSet posted(const RecordSet& transactions) {
  return transactions.filtered([](const RecordSet& line) { return line.text("state") == "posted"; });
}

RecordSet in_order(const RecordSet& transactions) {
  return transactions.filtered("internal_index").sorted([](const RecordSet& line) {
    return line.text("internal_index");
  });
}

void compute_name(const RecordSet& self) {
  for (const RecordSet& statement : self) {
    const RecordSet journal = statement["journal_id"];
    std::string day = statement.text("date");
    if (day.empty() && self.env().since(Series::v18)) day = statement.text("create_date").substr(0, 10);
    if (day.empty()) day = "None";
    const std::string code = self.env().since(Series::v18) || journal ? journal.text("code") : "False";
    statement.set("name", (code.empty() ? "" : code + " ") + "Statement " + day);
  }
}

void compute_first_line_index(const RecordSet& self) {
  for (const RecordSet& statement : self)
    statement.set("first_line_index", text_or_false(in_order(statement["line_ids"]).first().text("internal_index")));
}

// The day of the last transaction.
void compute_date(const RecordSet& self) {
  for (const RecordSet& statement : self)
    statement.set("date", text_or_false(posted(in_order(statement["line_ids"])).last().text("date")));
}

void compute_date_and_index(const RecordSet& self) {
  compute_first_line_index(self);
  compute_date(self);
}

void compute_journal(const RecordSet& self) {
  for (const RecordSet& statement : self) statement.set("journal_id", statement["line_ids"]["journal_id"]);
}

void compute_currency(const RecordSet& self) {
  for (const RecordSet& statement : self) {
    const RecordSet own = statement["journal_id"]["currency_id"];
    statement.set("currency_id", own ? own : statement["company_id"]["currency_id"]);
  }
}

Domain transactions_before(const RecordSet& statement) {
  RecordSet journal = statement["journal_id"];
  if (journal.empty()) journal = statement["line_ids"]["journal_id"];
  return term("internal_index", "<", text_or_false(statement.text("first_line_index"))) &
         term("journal_id", "=", journal.id()) & term("state", "=", "posted");
}

// What the previous statement ended with, and the transactions since.
double balance_before(const RecordSet& statement) {
  const RecordSet lines = statement.env()["account.bank.statement.line"];
  Domain between = transactions_before(statement);
  const RecordSet last = lines.search(between & term("statement_id", "!=", false), {.limit = 1});
  double balance = last["statement_id"].number("balance_end_real");
  if (last) {
    between = between & term("internal_index", ">", last.text("internal_index"));
    balance -= (last["statement_id"]["line_ids"] & statement["line_ids"]).sum("amount");
  }
  return balance + lines.search(between).sum("amount");
}

void compute_balance_start(const RecordSet& self) {
  const auto first = [](const RecordSet& statement) {
    const std::string index = statement.text("first_line_index");
    return index.empty() ? "0" : index;
  };
  for (const RecordSet& statement : self.sorted(first)) statement.set("balance_start", balance_before(statement));
}

void compute_balance_end(const RecordSet& self) {
  for (const RecordSet& statement : self)
    statement.set("balance_end", statement.number("balance_start") + posted(statement["line_ids"]).sum("amount"));
}

void compute_balance_end_real(const RecordSet& self) {
  for (const RecordSet& statement : self) statement.set("balance_end_real", statement.number("balance_end"));
}

void compute_is_complete(const RecordSet& self) {
  for (const RecordSet& statement : self)
    statement.set("is_complete", posted(statement["line_ids"]) &&
                                     base::currency_compare(statement["currency_id"], statement.number("balance_end"),
                                                            statement.number("balance_end_real")) == 0);
}

// Whether it begins with what the one before it ended with.
bool is_valid(const RecordSet& statement) {
  const std::string index = statement.text("first_line_index");
  if (index.empty()) return true;
  const Domain before = term("first_line_index", "<", index) & term("first_line_index", "!=", false) &
                        term("journal_id", "=", statement["journal_id"].id());
  const RecordSet previous = statement.none().search(before, {.limit = 1, .order = "first_line_index DESC"});
  return previous.empty() || base::currency_compare(statement["currency_id"], statement.number("balance_start"),
                                                    previous.number("balance_end_real")) == 0;
}

void compute_is_valid(const RecordSet& self) {
  for (const RecordSet& statement : self) statement.set("is_valid", is_valid(statement));
}

Domain search_is_valid(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool is_list = operand.is_list();
  const Value asked = is_list && operand.list().size() == 1 ? operand.list().front() : operand;
  if (comparison != "=" && comparison != "!=" && comparison != "<>" && !is_list)
    throw user_error("Operation not supported");
  const bool negated = comparison == "!=" || comparison == "<>" || comparison == "not in";
  const RecordSet invalid =
      model.search(Domain::everything()).filtered([](const RecordSet& one) { return !is_valid(one); });
  return term("id", negated == bool(asked) ? "in" : "not in", Value(invalid.ids()));
}

void compute_problem(const RecordSet& self) {
  for (const RecordSet& statement : self) {
    Value problem = false;
    if (!statement.flag("is_valid"))
      problem = "It does not begin with the balance that the previous statement ended with.";
    else if (!statement.flag("is_complete"))
      problem = "Its transactions come to " +
                base::format_amount(statement["currency_id"], statement.number("balance_end")) +
                ", not to the ending balance.";
    statement.set("problem_description", problem);
  }
}

void own_attachments(const RecordSet& statements, const std::vector<Dict>& values) {
  for (std::size_t at = 0; at < values.size(); ++at)
    if (values[at].contains("attachment_ids"))
      if (const RecordSet own = statements.at(at)["attachment_ids"])
        own.write({{"res_id", statements.at(at).id()}, {"res_model", "account.bank.statement"}});
}

RecordSet create_statements(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet statements = super(values);
  own_attachments(statements, values);
  // What it begins with is told once, now that its transactions are there.
  for (const RecordSet& statement : statements)
    for (const char* field : {"name", "balance_start", "balance_end_real"}) statement.value(field);
  return statements;
}

void write_statements(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (self.size() != 1) values.erase("attachment_ids");
  super(self, values);
  if (values.contains("attachment_ids")) own_attachments(self, {values});
}

}  // namespace

Behaviour account_bank_statement() {
  constexpr In until_18{.until = Series::v18}, since_19{.since = Series::v19};
  return {
      .model = "account.bank.statement",
      .computes = {{{"name"}, compute_name},
                   {{"date", "first_line_index"}, compute_date_and_index, until_18},
                   {{"first_line_index"}, compute_first_line_index, since_19},
                   {{"date"}, compute_date, since_19},
                   {{"journal_id"}, compute_journal},
                   {{"currency_id"}, compute_currency},
                   {{"balance_start"}, compute_balance_start},
                   {{"balance_end"}, compute_balance_end},
                   {{"balance_end_real"}, compute_balance_end_real},
                   {{"is_complete"}, compute_is_complete},
                   {{"is_valid"}, compute_is_valid},
                   {{"problem_description"}, compute_problem}},
      .searches = {{"is_valid", search_is_valid}},
      .create = create_statements,
      .write = write_statements,
  };
}

}  // namespace paridoo::addons::account
