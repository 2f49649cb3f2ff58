// Lines that round a document to coins, and lines that balance an entry.
#include <cmath>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/cash_rounding.h"
#include "simulator/addons/account/models/account_move_parts.h"
#include "simulator/addons/account/models/account_move_sync.h"
#include "simulator/addons/base/currency.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

constexpr const char* balancing_name = "Automatic Balancing Line";

Money missing_coins(const RecordSet& move, const RecordSet& lines) {
  const RecordSet currency = move["currency_id"];
  const RecordSet company = move["company_id"];
  const double difference = cash_difference(move["invoice_cash_rounding_id"], currency, lines.sum("amount_currency"));
  const auto day = move.day("invoice_date") ? move.day("invoice_date") : move.day("date");
  return {difference, base::convert(difference, currency, company["currency_id"], company, day)};
}

RecordSet biggest_tax_line(const RecordSet& move) {
  RecordSet biggest = move["line_ids"].none();
  for (const RecordSet& line : move["line_ids"].filtered("tax_repartition_line_id"))
    if (biggest.empty() || std::abs(line.number("balance")) > std::abs(biggest.number("balance"))) biggest = line;
  return biggest;
}

// Adds what the strategy says of the line; false if there is no tax that could take the difference.
bool apply_strategy(const RecordSet& move, const Money& missing, Dict& values) {
  const RecordSet rounding = move["invoice_cash_rounding_id"];
  if (rounding.text("strategy") == "biggest_tax") {
    const RecordSet tax = biggest_tax_line(move);
    if (tax.empty()) return false;
    values.update({{"name", tax.text("name") + " (rounding)"},
                   {"account_id", tax["account_id"]},
                   {"tax_repartition_line_id", tax["tax_repartition_line_id"]},
                   {"tax_tag_ids", List{command::set(tax["tax_tag_ids"].ids())}},
                   {"tax_ids", List{command::set(tax["tax_ids"].ids())}}});
    return true;
  }
  const RecordSet loss = rounding["loss_account_id"];
  values.update({{"name", rounding.text("name")},
                 {"account_id", missing.company > 0 && loss ? loss : rounding["profit_account_id"]},
                 {"tax_ids", List{command::clear()}}});
  return true;
}

bool is_for_tax(const RecordSet& line) { return !line["tax_line_id"].empty(); }

}  // namespace

void synchronise_cash_rounding(const RecordSet& move) {
  const RecordSet rounding = move["invoice_cash_rounding_id"];
  const RecordSet all = without_sync(move["line_ids"]);
  RecordSet line = all.where("display_type", "=", "rounding");
  if (rounding.empty() && line.empty()) return;
  const bool by_tax = rounding.text("strategy") == "biggest_tax";
  if (line && (rounding.empty() || is_for_tax(line.at(0)) != by_tax)) {
    line.unlink();
    line = line.none();
  }
  if (rounding.empty()) return;
  const RecordSet others = (all - line).exists().filtered([](const RecordSet& other) {
    return !is_receivable_or_payable(other["account_id"]);
  });
  const Money missing = missing_coins(move, others);
  const RecordSet currency = move["currency_id"];
  if (base::currency_is_zero(currency, missing.company) && base::currency_is_zero(currency, missing.currency)) {
    if (line) line.unlink();
    return;
  }
  if (line && base::currency_compare(currency, line.number("balance"), missing.company) == 0 &&
      base::currency_compare(currency, line.number("amount_currency"), missing.currency) == 0)
    return;
  Dict values{{"balance", missing.company},       {"amount_currency", missing.currency},
              {"partner_id", move["partner_id"]}, {"move_id", move.id()},
              {"currency_id", currency},          {"display_type", "rounding"}};
  if (!apply_strategy(move, missing, values)) return;
  if (line)
    line.write(std::move(values));
  else
    all.none().create(std::move(values));
}

namespace {

// Whether taxes are still a matter of the entry; what is left of taxes that have been taken off goes. 17.0 knows them
// by their lines, and leaves the tags.
bool clear_taxes(const RecordSet& move, bool had_tax) {
  const RecordSet lines = without_sync(move["line_ids"]);
  if (!lines["tax_ids"].empty()) return true;
  const bool in_17 = !move.env().since(Series::v18);
  const RecordSet tax_lines = lines.filtered("tax_line_id");
  if (in_17 ? tax_lines.empty() : !had_tax) return false;
  tax_lines.with_context({{"dynamic_unlink", true}}).unlink();
  if (!in_17) lines.exists().write({{"tax_tag_ids", List{command::set({})}}});
  return true;
}

RecordSet balancing_account(const RecordSet& move) {
  const RecordSet account = move["journal_id"]["default_account_id"];
  const bool takes_default = move.env().since(Series::v18) && account;
  return takes_default ? account : move["company_id"]["account_journal_suspense_account_id"];
}

Dict balancing_line(const RecordSet& move, double balance) {
  Dict line{{"balance", balance},
            {"name", balancing_name},
            {"move_id", move.id()},
            {"account_id", balancing_account(move)},
            {"currency_id", move["currency_id"]}};
  if (move.env().since(Series::v18)) line.set("tax_ids", List{command::set({})});
  return line;
}

}  // namespace

void balance_entry(const RecordSet& move, bool had_tax) {
  if (!clear_taxes(move, had_tax)) return;
  const RecordSet own = without_sync(move["line_ids"]).where("name", "=", balancing_name);
  if (own) own.write({{"balance", 0.0}, {"amount_currency", 0.0}});
  const double missing = -imbalance(move);
  if (missing == 0) return;
  if (own) return own.write({{"balance", missing}});
  without_sync(move["line_ids"]).none().create(balancing_line(move, missing));
}

}  // namespace paridoo::addons::account
