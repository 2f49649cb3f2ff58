// crm.team: the quotations, orders and invoices of a sales team.
#include <chrono>
#include <cmath>

#include "simulator/addons/sale/models.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale {

using orm::Arguments;
using orm::Domain;
using orm::List;
using orm::RecordSet;
using orm::term;
using orm::UnlinkSuper;
using orm::Value;

namespace {

// In company currency.
double amount_of(const RecordSet& order) {
  const double rate = order.number("currency_rate");
  return order.number("amount_total") / (rate != 0 ? rate : 1);
}

void compute_quotations(const RecordSet& teams) {
  for (const RecordSet& team : teams) {
    const RecordSet quotations =
        team.env()["sale.order"].search(term("team_id", "=", team) & term("state", "in", List{"draft", "sent"}));
    double amount = 0;
    for (const RecordSet& order : quotations) amount += amount_of(order);
    team.set("quotations_count", quotations.size());
    team.set("quotations_amount", amount);
  }
}

std::int64_t count_orders(const RecordSet& team, const Domain& which) {
  return team.env()["sale.order"].search_count(term("team_id", "=", team) & which);
}

void compute_sales_to_invoice_count(const RecordSet& teams) {
  for (const RecordSet& team : teams)
    team.set("sales_to_invoice_count", count_orders(team, term("invoice_status", "=", "to invoice")));
}

void compute_sale_order_count(const RecordSet& teams) {
  for (const RecordSet& team : teams) team.set("sale_order_count", count_orders(team, term("state", "!=", "cancel")));
}

// What was paid of this month's invoices.
void compute_invoiced(const RecordSet& teams) {
  const orm::Day today = teams.env().today();
  const std::chrono::year_month_day date(today);
  const orm::Day first{date.year() / date.month() / 1};
  for (const RecordSet& team : teams) {
    const Domain paid = term("team_id", "=", team) & term("state", "=", "posted") &
                        term("move_type", "in", List{"out_invoice", "out_refund", "out_receipt"}) &
                        term("payment_state", "in", List{"in_payment", "paid", "reversed"}) &
                        term("date", ">=", orm::format_day(first)) & term("date", "<=", orm::format_day(today));
    team.set("invoiced", team.env()["account.move"].search(paid).sum("amount_untaxed_signed"));
  }
}

Value update_invoiced_target(const RecordSet& teams, const Arguments& arguments) {
  const Value& value = arguments["value"];
  teams.write({{"invoiced_target", value.is_number() ? std::nearbyint(value.number()) : 0.0}});
  return true;
}

void unlink(const RecordSet& teams, const UnlinkSuper& super) {
  constexpr std::int64_t orders_of_a_team_in_use = 5;
  for (const RecordSet& team : teams)
    if (team.integer("sale_order_count") >= orders_of_a_team_in_use)
      throw orm::user_error("The team " + team.text("name") + " has orders: archive it instead.");
  super(teams);
}

}  // namespace

orm::Behaviour crm_team() {
  return {
      .model = "crm.team",
      .computes = {{{"quotations_count", "quotations_amount"}, compute_quotations, orm::In{.until = orm::Series::v18}},
                   {{"sales_to_invoice_count"}, compute_sales_to_invoice_count, orm::In{.until = orm::Series::v18}},
                   {{"sale_order_count"}, compute_sale_order_count},
                   {{"invoiced"}, compute_invoiced}},
      .methods = {{"update_invoiced_target", "value", update_invoiced_target}},
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::sale
