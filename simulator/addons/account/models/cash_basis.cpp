#include "simulator/addons/account/models/cash_basis.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "simulator/addons/account/accounts.h"
#include "simulator/addons/account/company.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/reconcile.h"
#include "simulator/addons/account/taxes.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RecordSet due_on_payment(const RecordSet& taxes) { return taxes.where("tax_exigibility", "=", "on_payment"); }

void add_term_line(const RecordSet& line, CashBasis& basis) {
  const double sign = line.number("balance") > 0 ? 1 : -1;
  basis.total_balance += sign * line.number("balance");
  basis.total_residual += sign * line.number("amount_residual");
  basis.total_amount_currency += sign * line.number("amount_currency");
  basis.total_residual_currency += sign * line.number("amount_residual_currency");
}

}  // namespace

std::optional<CashBasis> cash_basis_of(const RecordSet& move) {
  CashBasis basis{.move = move, .currency = move["currency_id"].none()};
  bool has_term_lines = false;
  for (const RecordSet& line : move["line_ids"]) {
    if (is_receivable_or_payable(line["account_id"])) {
      has_term_lines = true;
      add_term_line(line, basis);
    } else if (due_on_payment(line["tax_line_id"])) {
      basis.lines.push_back({true, line});
    } else if (due_on_payment(flatten_taxes(line["tax_ids"]))) {
      basis.lines.push_back({false, line});
    } else {
      continue;
    }
    basis.currency |= line["currency_id"];
  }
  if (basis.lines.empty() || !has_term_lines || basis.currency.size() != 1) return {};
  basis.is_fully_paid = base::currency_is_zero(move["company_id"]["currency_id"], basis.total_residual) ||
                        base::currency_is_zero(basis.currency, basis.total_residual_currency);
  return basis;
}

namespace {

// How much of a move one partial pays, and at which rate.
struct Share {
  RecordSet partial;
  double percentage = 0;
  double rate = 0;
};

struct Paid {
  CashBasis basis;
  std::vector<Share> shares = {};
};

double payment_rate(const RecordSet& source, const RecordSet& counterpart, bool both_documents, Day day) {
  if (source["currency_id"] != counterpart["currency_id"]) {
    if (const Value& forced = source.env().context("forced_rate_from_register_payment"); forced.is_number())
      return forced.number();
    const RecordSet company = counterpart["company_id"];
    return base::conversion_rate(company["currency_id"], source["currency_id"], company, day);
  }
  // Documents that pay each other keep their own rates.
  const RecordSet& rated = both_documents ? source : counterpart;
  const double balance = rated.number("balance");
  return balance != 0 ? std::abs(rated.number("amount_currency") / balance) : 0.0;
}

std::optional<Share> share_of(const RecordSet& partial, const CashBasis& basis) {
  const RecordSet debit = partial["debit_move_id"];
  const RecordSet credit = partial["credit_move_id"];
  const bool by_debit = debit["move_id"] == basis.move;
  const RecordSet& source = by_debit ? debit : credit;
  const RecordSet& counterpart = by_debit ? credit : debit;
  const RecordSet company_currency = basis.move["company_id"]["currency_id"];
  const bool own = basis.currency == company_currency;
  const double amount = partial.number(own ? "amount" : by_debit ? "debit_amount_currency" : "credit_amount_currency");
  const double total = own ? basis.total_balance : basis.total_amount_currency;
  if (base::currency_is_zero(basis.currency, amount) || total == 0) return {};
  const bool documents = is_invoice(debit["move_id"]) && is_invoice(credit["move_id"]);
  const Day day = (documents ? basis.move.day("date") : counterpart.day("date")).value();
  return Share{partial, amount / total, payment_rate(source, counterpart, documents, day)};
}

std::vector<Paid> paid_by(const RecordSet& partials) {
  std::vector<Paid> all;
  for (const RecordSet& partial : partials) {
    for (const RecordSet& move : partial["debit_move_id"]["move_id"] | partial["credit_move_id"]["move_id"]) {
      auto known = std::find_if(all.begin(), all.end(), [&](const Paid& paid) { return paid.basis.move == move; });
      if (known == all.end()) {
        auto basis = cash_basis_of(move);
        if (!basis) continue;
        if (partial["company_id"]["tax_cash_basis_journal_id"].empty())
          throw user_error("The company has no journal for taxes due on payment.");
        known = all.insert(all.end(), Paid{std::move(*basis)});
      }
      if (auto share = share_of(partial, known->basis)) known->shares.push_back(std::move(*share));
    }
  }
  return all;
}

// One pair of lines of a cash basis entry: what becomes due, and what takes it off the transition account.
struct DueLine {
  bool is_tax = false;
  RecordSet sources;  // the lines of the move
  Dict values = {};   // of the first of them
  double balance = 0, amount_currency = 0, tax_base_amount = 0;
};

RecordSet repartition_tags(const RecordSet& taxes, bool refund, const char* type) {
  return taxes["repartition_line_ids"].filtered([&](const RecordSet& line) {
    return line.text("repartition_type") == type && line.text("document_type") == (refund ? "refund" : "invoice");
  })["tag_ids"];
}

Dict values_of(const CashBasisLine& one) {
  const RecordSet& line = one.line;
  const RecordSet base_account = line["company_id"]["account_cash_basis_base_account_id"];
  RecordSet taxes = due_on_payment(one.is_tax ? line["tax_ids"] : flatten_taxes(line["tax_ids"]));
  RecordSet tags = repartition_tags(taxes, line.flag("is_refund"), "base") |
                   line["tax_tag_ids"].where("applicability", "=", "products");
  RecordSet account = base_account ? base_account : line["account_id"];
  Dict values{{"name", one.is_tax ? line.text("name") : line["move_id"].text("name")},
              {"currency_id", line["currency_id"]},
              {"partner_id", line["partner_id"]},
              {"tax_ids", List{command::set(taxes.ids())}},
              {"analytic_distribution", line.value("analytic_distribution")},
              {"display_type", line.env().since(Series::v18) ? line.text("display_type") : "product"}};
  if (one.is_tax) {
    const RecordSet repartition = line["tax_repartition_line_id"];
    tags |= repartition["tag_ids"];
    if (repartition["account_id"]) account = repartition["account_id"];
    values.set("tax_repartition_line_id", repartition.id());
  }
  values.set("tax_tag_ids", List{command::set(tags.ids())});
  values.set("account_id", account);
  return values;
}

// What differs in its name, its kind or its tags only goes together: the rounding of a tax with the tax.
bool go_together(const Dict& one, const Dict& other) {
  return std::ranges::all_of(std::to_array<std::string_view>({"currency_id", "partner_id", "account_id", "tax_ids",
                                                              "tax_repartition_line_id", "analytic_distribution"}),
                             [&](std::string_view field) { return one.get(field) == other.get(field); });
}

void add_due(const CashBasisLine& one, const Share& share, std::vector<DueLine>& due) {
  const double amount =
      base::currency_round(one.line["currency_id"], one.line.number("amount_currency") * share.percentage);
  Dict values = values_of(one);
  auto same =
      std::find_if(due.begin(), due.end(), [&](const DueLine& line) { return go_together(line.values, values); });
  if (same == due.end()) same = due.insert(due.end(), DueLine{one.is_tax, one.line.none(), std::move(values)});
  same->sources |= one.line;
  same->amount_currency += amount;
  same->balance += share.rate != 0 ? amount / share.rate : 0.0;
  if (one.is_tax) same->tax_base_amount += one.line.number("tax_base_amount");
}

Dict due_values(const DueLine& due, std::size_t sequence) {
  Dict values = due.values;
  values.update({{"balance", due.balance}, {"amount_currency", due.amount_currency}, {"sequence", sequence}});
  if (due.is_tax) values.set("tax_base_amount", due.tax_base_amount);
  return values;
}

Dict counterpart_values(const DueLine& due, std::size_t sequence) {
  const RecordSet source = due.sources.first();
  Dict values{{"balance", -due.balance}, {"amount_currency", -due.amount_currency}, {"sequence", sequence}};
  for (const char* field : {"name", "currency_id", "partner_id", "analytic_distribution", "display_type", "account_id"})
    values.set(field, due.values.get(field));
  if (due.is_tax) values.set("account_id", source["account_id"]);
  values.set("tax_ids", List{command::set({})});
  return values;
}

struct NewMove {
  Dict values = {};
  std::vector<std::pair<RecordSet, std::size_t>> matches = {};  // lines, and the sequence of what they are matched with
};

NewMove move_for(const Paid& paid, const Share& share) {
  const RecordSet& move = paid.basis.move;
  const RecordSet company = share.partial["company_id"];
  const RecordSet journal = company["tax_cash_basis_journal_id"];
  const auto lock = fiscal_lock_date(move["company_id"], journal);
  const Day day = share.partial.day("max_date").value();
  std::vector<DueLine> due;
  for (const CashBasisLine& line : paid.basis.lines) add_due(line, share, due);
  NewMove out;
  List lines;
  std::size_t sequence = 0;
  for (const DueLine& line : due) {
    lines.push_back(command::create(counterpart_values(line, sequence + 1)));
    lines.push_back(command::create(due_values(line, sequence)));
    if (line.is_tax && line.sources.first()["account_id"].flag("reconcile"))
      out.matches.emplace_back(line.sources, sequence + 1);
    sequence += 2;
  }
  out.values = {{"move_type", "entry"},
                {"date", format_day(lock && day <= *lock ? move.env().today() : day)},
                {"ref", move.text("name")},
                {"journal_id", journal},
                {"company_id", company},
                {"line_ids", std::move(lines)},
                {"tax_cash_basis_rec_id", share.partial.id()},
                {"tax_cash_basis_origin_move_id", move.id()},
                {"fiscal_position_id", move["fiscal_position_id"]}};
  return out;
}

void match_transitions(const std::vector<NewMove>& planned, const RecordSet& moves) {
  std::vector<RecordSet> sets;
  for (std::size_t at = 0; at < planned.size(); ++at) {
    for (const auto& [sources, sequence] : planned[at].matches) {
      const RecordSet open = sources.filtered([](const RecordSet& line) { return !line.flag("reconciled"); });
      const RecordSet counterpart = moves.at(at)["line_ids"].where("sequence", "=", sequence);
      if (open && counterpart && !counterpart.flag("reconciled")) sets.push_back(open | counterpart);
    }
  }
  reconcile_all(sets);
}

}  // namespace

void create_cash_basis_moves(const RecordSet& partials) {
  std::vector<NewMove> planned;
  for (const Paid& paid : paid_by(partials))
    for (const Share& share : paid.shares) planned.push_back(move_for(paid, share));
  if (planned.empty()) return;
  std::vector<Dict> values;
  values.reserve(planned.size());
  for (const NewMove& move : planned) values.push_back(move.values);
  const RecordSet quiet = without_sync(partials).with_context({{"skip_invoice_line_sync", true}});
  const RecordSet moves = quiet.env()["account.move"].create(std::move(values));
  post(moves, false);
  match_transitions(planned, partials.env()["account.move"].browse(moves.ids()));
}

}  // namespace paridoo::addons::account
