#include "src/customers/dashboard.h"

#include <fmt/format.h>

#include <cmath>

namespace paridoo::customers {

namespace {

using odoo::where;

constexpr std::string_view customer_fields[] = {"display_name", "email", "phone"};

struct Sums {
  std::int64_t count = 0;
  double amount = 0;
  double residual = 0;
};

double rounded(double amount) { return std::round(amount * 1e6) / 1e6; }

// All records that match, added up: read_group answers a row for each company.
Result<Sums> add_up(const odoo::Session& odoo, std::string_view model, const odoo::Domain& domain,
                    std::string_view amount, std::string_view residual = {}) {
  const auto count = odoo.search_count(model, domain);
  if (!count) return count.error();
  if (*count == 0) return Sums{};
  std::vector<std::string> sums{std::string(amount) + ":sum"};
  if (!residual.empty()) sums.push_back(std::string(residual) + ":sum");
  const auto groups =
      odoo.read_group(model, domain, {.aggregates = {sums.begin(), sums.end()}, .group_by = {"company_id"}});
  if (!groups) return groups.error();
  Sums all{.count = *count};
  for (const auto& group : *groups) {
    odoo::RowReader row(model, group);
    all.amount = rounded(all.amount + row.sum(amount));
    if (!residual.empty()) all.residual = rounded(all.residual + row.sum(residual));
    if (const auto read = row.finish(true); !read) return read.error();
  }
  return all;
}

odoo::Domain of(Id customer) { return where("partner_id", "child_of", customer); }

Result<void> add_orders(const odoo::Session& odoo, const odoo::Domain& own, Dashboard& board) {
  const auto quotations = odoo.search_count("sale.order", own & where("state", "in", odoo::List{"draft", "sent"}));
  if (!quotations) return quotations.error();
  const auto orders =
      add_up(odoo, "sale.order", own & where("state", "in", odoo::List{"sale", "done"}), "amount_total");
  if (!orders) return orders.error();
  board.quotations = *quotations;
  board.orders = orders->count;
  board.ordered = orders->amount;
  return {};
}

Result<void> add_invoices(const odoo::Session& odoo, const odoo::Domain& own, const std::string& today,
                          Dashboard& board) {
  const auto posted =
      own & where("state", "=", "posted") & where("move_type", "in", odoo::List{"out_invoice", "out_refund"});
  const auto all = add_up(odoo, "account.move", posted, "amount_total_signed", "amount_residual_signed");
  if (!all) return all.error();
  const auto late = posted & where("move_type", "=", "out_invoice") & where("invoice_date_due", "<", today) &
                    where("amount_residual", ">", 0);
  const auto overdue = add_up(odoo, "account.move", late, "amount_total_signed", "amount_residual_signed");
  if (!overdue) return overdue.error();
  board.invoices = all->count;
  board.invoiced = all->amount;
  board.outstanding = all->residual;
  board.overdue = overdue->residual;
  board.paid = rounded(board.invoiced - board.outstanding);
  return {};
}

Result<void> add_payments(const odoo::Session& odoo, Id customer, const odoo::Domain& visible, Dashboard& board) {
  const auto last = payments::list_payments(
      odoo, {.customer = customer, .state = {}, .from_day = {}, .to_day = {}, .visible = visible, .limit = 1});
  if (!last) return last.error();
  board.payments = last->total;
  if (!last->payments.empty()) board.last_payment = last->payments.front();
  return {};
}

Result<void> add_assets(const odoo::Session& odoo, const odoo::Domain& own, Dashboard& board) {
  const auto count = odoo.search_count("ov.asset", own);
  if (!count) return count.error();
  board.assets = *count;
  return {};
}

}  // namespace

Result<Customer> read_customer(const odoo::Session& odoo, Id id) {
  const auto row = odoo.find("res.partner", where("id", "=", id), customer_fields);
  if (!row) return row.error();
  if (!*row) return Error{ErrorKind::not_found, fmt::format("There is no customer {}.", id)};
  odoo::RowReader reader("res.partner", **row);
  return reader.finish(Customer{.id = reader.id("id"),
                                .name = reader.text("display_name"),
                                .email = reader.optional_text("email"),
                                .phone = reader.optional_text("phone")});
}

Result<Dashboard> dashboard(const odoo::Session& odoo, Id customer, const Visible& visible, bool has_assets,
                            const std::string& today) {
  auto who = read_customer(odoo, customer);
  if (!who) return who.error();
  Dashboard board{.customer = *std::move(who)};
  if (auto added = add_orders(odoo, of(customer) & visible.orders, board); !added) return added.error();
  if (auto added = add_invoices(odoo, of(customer) & visible.invoices, today, board); !added) return added.error();
  if (auto added = add_payments(odoo, customer, visible.payments, board); !added) return added.error();
  if (has_assets) {
    if (auto added = add_assets(odoo, of(customer) & visible.assets, board); !added) return added.error();
  }
  return board;
}

}  // namespace paridoo::customers
