#include "simulator/addons/account/wizard/payment_batches.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "simulator/addons/account/company.h"
#include "simulator/addons/account/move.h"
#include "simulator/addons/account/series_names.h"
#include "simulator/addons/base/sequence.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::account {

using namespace orm;

bool is_of_siblings(const RecordSet& lines) {
  const RecordSet companies = lines["company_id"];
  if (companies.size() < 2) return false;
  for (const RecordSet& company : companies)
    if (companies.contains(root_of(company).id())) return false;
  return true;
}

RecordSet paying_company(const RecordSet& lines) {
  const RecordSet companies = lines["company_id"];
  if (is_of_siblings(lines)) return root_of(companies.at(0));
  return companies.sorted([](const RecordSet& company) { return with_parents(company.sudo()).size(); }).first();
}

namespace {

PaymentBatch batch_of(const RecordSet& line) {
  const RecordSet move = line["move_id"];
  const bool customer = line.text("account_type") == "asset_receivable";
  return {.lines = line,
          .partner = line["partner_id"],
          .account = line["account_id"],
          .currency = line["currency_id"],
          .bank = is_invoice(move) ? move["partner_bank_id"] : move["partner_bank_id"].none(),
          .partner_type = customer ? "customer" : "supplier"};
}

bool agree_but_for_bank(const PaymentBatch& a, const PaymentBatch& b) {
  return a.partner == b.partner && a.account == b.account && a.currency == b.currency &&
         a.partner_type == b.partner_type;
}

bool agree(const PaymentBatch& a, const PaymentBatch& b) { return agree_but_for_bank(a, b) && a.bank == b.bank; }

std::vector<PaymentBatch> by_bank(const RecordSet& lines) {
  std::vector<PaymentBatch> batches;
  for (const RecordSet& line : lines) {
    PaymentBatch own = batch_of(line);
    const auto found = std::find_if(batches.begin(), batches.end(), [&](const auto& each) { return agree(each, own); });
    if (found == batches.end())
      batches.push_back(std::move(own));
    else
      found->lines |= line;
  }
  return batches;
}

// Money to and from a partner can go one way if there is only one bank account for each. As in Odoo it is the partner
// of the last line who decides for all.
bool may_merge(const RecordSet& lines) {
  const RecordSet partner = lines.last()["partner_id"];
  std::set<Id> in, out;
  for (const RecordSet& line : lines)
    if (line["partner_id"] == partner) (line.number("balance") > 0 ? in : out).insert(batch_of(line).bank.id());
  return in.size() == 1 && out.size() == 1;
}

void merge_over_banks(std::vector<PaymentBatch>& batches) {
  for (std::size_t at = 0; at < batches.size(); ++at)
    for (std::size_t other = at + 1; other < batches.size();) {
      if (!agree_but_for_bank(batches[at], batches[other])) {
        ++other;
        continue;
      }
      batches[at].lines |= batches[other].lines;
      batches.erase(batches.begin() + static_cast<std::ptrdiff_t>(other));
    }
}

RecordSet roots(const RecordSet& companies) {
  RecordSet out = companies.none();
  for (const RecordSet& company : companies) out |= root_of(company);
  return out;
}

}  // namespace

std::vector<PaymentBatch> payment_batches(const RecordSet& wizard) {
  const RecordSet lines = wizard["line_ids"];
  if (roots(lines["company_id"]).size() > 1)
    throw user_error("One payment cannot be for entries of different companies.");
  if (lines.empty()) throw user_error("There is no receivable or payable line to register a payment for.");
  std::vector<PaymentBatch> batches = by_bank(lines);
  if (may_merge(lines)) merge_over_banks(batches);
  for (PaymentBatch& batch : batches) batch.payment_type = batch.lines.sum("balance") > 0 ? "inbound" : "outbound";
  return batches;
}

RecordSet lines_of(const RecordSet& wizard, const std::vector<PaymentBatch>& batches) {
  RecordSet lines = wizard.env()["account.move.line"];
  for (const PaymentBatch& batch : batches) lines |= batch.lines;
  return lines;
}

Money source_amount(const PaymentBatch& batch) {
  const double own = std::abs(batch.lines.sum("amount_residual"));
  if (batch.currency == paying_company(batch.lines)["currency_id"]) return {own, own};
  return {std::abs(batch.lines.sum("amount_residual_currency")), own};
}

RecordSet available_journals(const PaymentBatch& batch) {
  RecordSet journals = batch.lines.env()["account.journal"];
  for (const RecordSet& company : batch.lines["company_id"])
    journals |= journals.search(of_company(company) & term("type", "in", liquidity_journal_types(journals.env())));
  return journals.filtered(batch.payment_type == "inbound" ? "inbound_payment_method_line_ids"
                                                           : "outbound_payment_method_line_ids");
}

RecordSet batch_journal(const RecordSet& wizard, const PaymentBatch& batch) {
  const Domain any = of_company(paying_company(batch.lines)) &
                     term("type", "in", liquidity_journal_types(wizard.env())) &
                     term("id", "in", Value(wizard["available_journal_ids"].ids()));
  const Domain currency = term("currency_id", "=", batch.currency.id());
  const Domain bank = term("bank_account_id", "=", batch.bank.id());
  std::vector<Domain> wishes{any & currency, any};
  if (batch.bank) wishes = {any & currency & bank, any & bank, any & currency, any};
  const RecordSet journals = wizard.env()["account.journal"];
  for (const Domain& wish : wishes)
    if (const RecordSet found = journals.search(wish, {.limit = 1})) return found;
  return journals;
}

RecordSet available_banks(const PaymentBatch& batch, const RecordSet& journal) {
  if (batch.payment_type == "inbound") return journal["bank_account_id"];
  const RecordSet company = paying_company(batch.lines);
  return batch.lines["partner_id"]["bank_ids"].filtered(
      [&](const RecordSet& bank) { return bank["company_id"].empty() || bank["company_id"] == company; });
}

RecordSet batch_bank(const PaymentBatch& batch, const RecordSet& journal) {
  const RecordSet available = available_banks(batch, journal);
  return batch.bank && available.contains(batch.bank.id()) ? batch.bank : available.first();
}

namespace {

std::string first_text(const RecordSet& record, std::initializer_list<const char*> fields) {
  for (const char* field : fields)
    if (const std::string text = record.text(field); !text.empty()) return text;
  return {};
}

std::string joined(const std::set<std::string>& labels, const char* separator) {
  std::string out;
  for (const std::string& label : labels)
    if (!label.empty()) out += (out.empty() ? "" : separator) + label;
  return out;
}

// 17.0 names all that is paid.
std::string communication_17(const RecordSet& lines) {
  std::set<std::string> labels;
  for (const RecordSet& line : lines) {
    const std::string name = line.text("name");
    labels.insert(name.empty() ? first_text(line["move_id"], {"ref", "name"}) : name);
  }
  return joined(labels, " ");
}

}  // namespace

std::string communication_of(const RecordSet& wizard, const RecordSet& lines) {
  if (!lines.env().since(Series::v18)) return communication_17(lines);
  const RecordSet moves = lines["move_id"];
  const auto named = [](const RecordSet& move) { return first_text(move, {"payment_reference", "ref", "name"}); };
  if (moves.size() == 1) return named(moves);
  const bool names_all = lines.env().since(Series::v19) &&
                         moves.filtered([](const RecordSet& move) { return is_outbound_type(move.text("move_type")); });
  if (!names_all) return base::next_by_id(wizard["company_id"].sudo()["batch_payment_sequence_id"]);
  std::set<std::string> labels;
  for (const RecordSet& move : moves) labels.insert(named(move));
  return joined(labels, ", ");
}

}  // namespace paridoo::addons::account
