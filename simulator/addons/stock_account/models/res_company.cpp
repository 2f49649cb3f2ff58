// res.company: since 19.0 the books learn what the stock is worth when a period is closed, by hand or by a job.
#include <fmt/format.h>

#include "simulator/addons/account/move.h"
#include "simulator/addons/stock/window_action.h"
#include "simulator/addons/stock_account/models.h"
#include "simulator/addons/stock_account/models/stock_closing.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::stock_account {

namespace {

// A day as text, or False.
Value day_asked(const Value& asked) {
  if (!asked) return false;
  if (!asked.is_text()) throw orm::Fault(orm::FaultKind::type_error, "at_date is no day: " + orm::repr(asked));
  const std::string day = asked.text().substr(0, 10);
  if (!orm::parse_day(day)) throw orm::value_error("at_date is no day: " + orm::repr(asked));
  return day;
}

Value close_stock_valuation(const RecordSet& company, const Arguments& arguments) {
  company.ensure_one();
  const Value at_date = day_asked(arguments["at_date"]);
  if (const std::string last = last_closing(company); at_date && !last.empty() && at_date.text() < last.substr(0, 10))
    throw user_error("A later closing is booked already: cancel it before closing an earlier day.");
  const std::vector<Dict> lines = closing_lines(company, at_date);
  if (lines.empty()) throw user_error("The books show what the stock is worth already.");
  for (const auto& [field, what] :
       {std::pair("account_stock_journal_id", "journal"), {"account_stock_valuation_id", "valuation account"}})
    if (!company[field]) throw user_error(fmt::format("The settings name no {} for the stock.", what));
  List commands;
  for (const Dict& line : lines) commands.push_back(orm::command::create(line));
  const RecordSet entry =
      company.env()["account.move"].create({{"journal_id", company["account_stock_journal_id"]},
                                            {"date", at_date ? at_date : Value(orm::format_day(company.env().today()))},
                                            {"ref", "Stock Closing"},
                                            {"line_ids", std::move(commands)}});
  remember_closing(company, entry.id());
  if (arguments["auto_post"]) account::post(entry);
  return stock::window_action({.name = "Journal Items", .model = "account.move", .record = entry.id()});
}

// Odoo asks on the last day of a month for companies that want it both daily and monthly: there are none.
Value post_stock_valuation(const RecordSet& model, const Arguments&) {
  const Env& env = model.env();
  if (env.today() == orm::end_of_month(env.today())) return {};
  const Domain daily = term("inventory_period", "=", "daily") & term("inventory_valuation", "!=", "real_time");
  for (const RecordSet& company : model.search(daily))
    company.call("action_close_stock_valuation", {}, {{"auto_post", true}});
  return {};
}

}  // namespace

Behaviour res_company() {
  return {.model = "res.company",
          .methods = {{"action_close_stock_valuation",
                       "at_date=None, auto_post=False",
                       close_stock_valuation,
                       {.since = Series::v19}},
                      model_method("_cron_post_stock_valuation", "", post_stock_valuation, {.since = Series::v19})}};
}

}  // namespace paridoo::addons::stock_account
