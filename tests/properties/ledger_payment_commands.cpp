// Payments, matches, and undoing them.
#include <algorithm>

#include "tests/properties/ledger_picks.h"

namespace paridoo::tests {
namespace {

using orm::Dict;
using orm::Id;
using orm::Ids;
using orm::List;
using orm::Value;

using Done = std::optional<Promise>;

// --- payments of documents, by the register wizard

Ids open_documents(const Books& books) {
  return entries_where(
      books, [](const Entry& entry) { return is_document(entry) && entry.state == "posted" && entry.residual != 0; });
}

void register_payment(Ledger& ledger, const Ids& documents, Dict values, const Step& step) {
  const Dict about{{"context", Dict{{"active_model", "account.move"}, {"active_ids", documents}}}};
  values.set("journal_id", one_of(ledger.money_journals(), step.second));
  values.set("payment_date", step.third % 2 ? "2026-10-01" : "2026-03-03");
  const Value wizard = ledger.call("account.payment.register", "create", {values}, about);
  ledger.call("account.payment.register", "action_create_payments", {List{wizard}}, about);
}

Promise residual_is(Id document, Cents left) {
  return [=](const Books& after) {
    return require(after.entries.at(document).residual == left, "a payment leaves " + std::to_string(left));
  };
}

Done pay(Ledger& ledger, const Books& before, const Step& step) {
  const Ids open = open_documents(before);
  if (open.empty()) return {};
  const Id id = one_of(open, step.first);
  register_payment(ledger, {id}, {}, step);
  return residual_is(id, 0);
}

Done pay_a_part(Ledger& ledger, const Books& before, const Step& step) {
  const Ids open = open_documents(before);
  if (open.empty()) return {};
  const Entry& entry = before.entries.at(one_of(open, step.first));
  const Cents part = std::max<Cents>(1, entry.residual * (1 + step.third % 3) / 4);
  register_payment(ledger, {entry.id}, {{"amount", amount_of(part)}}, step);
  return residual_is(entry.id, entry.residual - part);
}

Done pay_a_part_and_write_off(Ledger& ledger, const Books& before, const Step& step) {
  const Ids open = open_documents(before);
  if (open.empty()) return {};
  const Entry& entry = before.entries.at(one_of(open, step.first));
  if (entry.residual < 2) return {};
  register_payment(ledger, {entry.id},
                   {{"amount", amount_of(entry.residual / 2)},
                    {"payment_difference_handling", "reconcile"},
                    {"writeoff_account_id", ledger.account("expense")}},
                   step);
  return residual_is(entry.id, 0);
}

Done pay_together(Ledger& ledger, const Books& before, const Step& step) {
  const Ids open = open_documents(before);
  if (open.empty()) return {};
  const Id one = one_of(open, step.first);
  Ids others = open;
  std::erase_if(others, [&](Id id) { return id == one || before.entries.at(id).type != before.entries.at(one).type; });
  if (others.empty()) return {};
  const Id other = one_of(others, step.first);
  register_payment(ledger, {one, other}, {{"group_payment", step.third % 3 == 0}}, step);
  return [=](const Books& after) {
    return require(after.entries.at(one).residual == 0 && after.entries.at(other).residual == 0, "both are paid");
  };
}

// --- payments on their own

Done pay_in_advance(Ledger& ledger, const Books& before, const Step& step) {
  const bool receives = step.first % 2;
  const Value id = ledger.call("account.payment", "create",
                               {Dict{{"payment_type", receives ? "inbound" : "outbound"},
                                     {"partner_type", receives ? "customer" : "supplier"},
                                     {"partner_id", one_of(ledger.partners(), step.second)},
                                     {"journal_id", one_of(ledger.money_journals(), step.second / 2)},
                                     {"currency_id", step.third % 3 == 0 ? ledger.euro() : ledger.dollar()},
                                     {"date", step.third % 2 ? "2026-04-15" : "2026-08-15"},
                                     {"amount", 25 + step.third}}});
  ledger.call("account.payment", "action_post", {List{id}});
  const auto open_count = [](const Books& books) {
    return open_lines(books, [](const EntryLine&) { return true; }).size();
  };
  return [open_count, count = open_count(before)](const Books& after) {
    return require(open_count(after) == count + 1, "a payment in advance is open");
  };
}

Done with_payment(Ledger& ledger, const Books& before, const Step& step, const char* method, const char* state) {
  const Ids paid = entries_where(before, [](const Entry& entry) { return entry.payment.has_value(); });
  if (paid.empty()) return {};
  const Id entry = one_of(paid, step.first);
  ledger.call("account.payment", method, {List{*before.entries.at(entry).payment}});
  return [=](const Books& after) {
    const auto at = after.entries.find(entry);
    return require(at == after.entries.end() || (at->second.state == state && matches_of_entry(after, entry).empty()),
                   std::string("a payment's entry is unmatched and ") + state);
  };
}

Done reset_payment(Ledger& ledger, const Books& before, const Step& step) {
  return with_payment(ledger, before, step, "action_draft", "draft");
}
Done cancel_payment(Ledger& ledger, const Books& before, const Step& step) {
  return with_payment(ledger, before, step, "action_cancel", "cancel");
}
Done post_payment(Ledger& ledger, const Books& before, const Step& step) {
  const Ids drafts = entries_where(before, [](const Entry& entry) { return entry.payment && entry.state == "draft"; });
  if (drafts.empty()) return {};
  const Id entry = one_of(drafts, step.first);
  ledger.call("account.payment", "action_post", {List{*before.entries.at(entry).payment}});
  return [=](const Books& after) { return require(after.entries.at(entry).state == "posted", "it is posted"); };
}

// --- matches by hand

Done reconcile(Ledger& ledger, const Books& before, const Step& step) {
  const Ids open = open_lines(before, [](const EntryLine&) { return true; });
  if (open.empty()) return {};
  const EntryLine& one = before.lines.at(one_of(open, step.first));
  const Ids others =
      open_lines(before, [&](const EntryLine& line) { return line.account == one.account && line.id != one.id; });
  if (others.empty()) return {};
  Ids chosen = {one.id, one_of(others, step.second)};
  if (const Id third = one_of(others, step.third); step.third % 2 && third != chosen[1]) chosen.push_back(third);
  ledger.call("account.move.line", "reconcile", {chosen});
  return [chosen](const Books& after) {
    const auto is_open = [&](int sign) {
      return std::ranges::any_of(chosen, [&](Id id) { return after.lines.at(id).residual * sign > 0; });
    };
    return require(!is_open(1) || !is_open(-1), "of lines that were matched, debits and credits are not both open");
  };
}

// An unmatched line is as open as it was before its matches.
Done unreconcile(Ledger& ledger, const Books& before, const Step& step) {
  Ids matched;
  for (const Match& match : before.matches) matched.insert(matched.end(), {match.debit, match.credit});
  if (matched.empty()) return {};
  const Id id = one_of(matched, step.first);
  ledger.call("account.move.line", "remove_move_reconcile", {List{id}});
  return [id](const Books& after) {
    const EntryLine& line = after.lines.at(id);
    return require(line.residual == line.balance && line.residual_currency == line.amount_currency && !line.full,
                   "an unmatched line is open");
  };
}

Done assign_outstanding(Ledger& ledger, const Books& before, const Step& step) {
  const Ids documents = open_documents(before);
  if (documents.empty()) return {};
  const Id document = one_of(documents, step.first);
  const auto own = std::ranges::find_if(
      before.lines, [&](const auto& item) { return item.second.move == document && item.second.is_term; });
  const Ids others = open_lines(before, [&](const EntryLine& line) {
    return line.account == own->second.account && line.residual * own->second.residual < 0;
  });
  if (others.empty()) return {};
  const Id chosen = one_of(others, step.second);
  ledger.call("account.move", "js_assign_outstanding_line", {List{document}, chosen});
  return [=](const Books& after) {
    return require(!matches_of_line(after, chosen).empty(), "an assigned line is matched");
  };
}

Done remove_match(Ledger& ledger, const Books& before, const Step& step) {
  if (before.matches.empty()) return {};
  const Match match = one_of(before.matches, step.first);
  ledger.call("account.move", "js_remove_outstanding_partial", {List{before.lines.at(match.debit).move}, match.id});
  return [id = match.id](const Books& after) {
    return require(std::ranges::none_of(after.matches, [&](const Match& other) { return other.id == id; }),
                   "a removed match is gone");
  };
}

}  // namespace

const std::vector<Command>& payment_commands() {
  static const std::vector<Command> all = {
      {"pay", pay},
      {"pay a part", pay_a_part},
      {"pay a part and write off the rest", pay_a_part_and_write_off},
      {"pay two together", pay_together},
      {"pay in advance", pay_in_advance},
      {"reset a payment", reset_payment},
      {"cancel a payment", cancel_payment},
      {"post a payment", post_payment},
      {"reconcile", reconcile},
      {"unreconcile", unreconcile},
      {"assign an outstanding line", assign_outstanding},
      {"remove a match", remove_match},
  };
  return all;
}

}  // namespace paridoo::tests
