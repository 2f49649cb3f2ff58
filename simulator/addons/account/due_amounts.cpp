#include "simulator/addons/account/due_amounts.h"

#include "simulator/addons/account/move.h"
#include "simulator/addons/account/payment_terms.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// From 19.0 on the day is the one that the due dates show.
bool is_in_time(const RecordSet& move, const RecordSet& due_lines, Day day) {
  const auto invoiced = move.day("invoice_date");
  if (!invoiced) return true;
  const auto last = move.env().since(Series::v19) ? due_lines.first().day("discount_date")
                                                  : last_discount_day(move["invoice_payment_term_id"], invoiced);
  return last && day <= *last;
}

}  // namespace

bool grants_early_discount(const RecordSet& move, const RecordSet& currency, Day day) {
  const RecordSet term = move["invoice_payment_term_id"];
  const std::string type = move.text("move_type");
  if (move["currency_id"] != currency || type == "entry" || type.ends_with("refund") || !term.flag("early_discount"))
    return false;
  const RecordSet lines = move["line_ids"].where("display_type", "=", "payment_term").sudo();
  if (!is_in_time(move, lines, day)) return false;
  if (!move.env().since(Series::v18)) return move.text("payment_state") == "not_paid";
  return lines["matched_debit_ids"].empty() && lines["matched_credit_ids"].empty();
}

namespace {

Day due_day(const RecordSet& line) {
  const auto due = line.day("date_maturity");
  return due ? *due : line.day("date").value_or(Day{});
}

// What is overdue comes first; without it the next installment is due.
class InstallmentKinds {
 public:
  explicit InstallmentKinds(const DueQuestion& question) : question_(question) {}

  Due of(const RecordSet& line) {
    const Day day = due_day(line);
    if (question_.until && day <= *question_.until)
      current_ = Due::before_date;
    else if (day < question_.day)
      first_ = current_ = Due::overdue;
    else if (!first_)
      first_ = current_ = Due::next;
    else if (current_ == Due::overdue)
      current_ = Due::next;
    return current_;
  }

 private:
  const DueQuestion& question_;
  std::optional<Due> first_ = {};
  Due current_ = Due::otherwise;
};

Money residual_of(const RecordSet& line) {
  return {line.number("amount_residual_currency"), line.number("amount_residual")};
}

}  // namespace

std::vector<DueAmount> due_amounts(const RecordSet& lines, const DueQuestion& question) {
  const RecordSet ordered = lines.sorted([](const RecordSet& line) {
    return std::pair{line.text("date_maturity"), line.text("date")};
  });
  InstallmentKinds kinds(question);
  std::vector<DueAmount> out;
  for (const RecordSet& line : ordered) {
    DueAmount amount{.line = line, .residual = residual_of(line)};
    const bool open = !line.flag("reconciled");
    if (open && grants_early_discount(line["move_id"], question.currency, question.day)) {
      amount.due = Due::early_discount;
      amount.residual = {line.number("discount_amount_currency"), line.number("discount_balance")};
    } else if (open && line.text("display_type") == "payment_term") {
      amount.due = kinds.of(line);
    }
    out.push_back(std::move(amount));
  }
  return out;
}

}  // namespace paridoo::addons::account
