// abs.subscription: a customer is invoiced for a product again and again.
//
// Draft until it starts, then active; paused ones are not invoiced and go on where they resume; cancelled ones and
// those whose end has come stay as they are.
#include <string>

#include "simulator/addons/abs/models.h"
#include "simulator/addons/abs/subscription.h"
#include "simulator/addons/base/sequence.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::abs {

using orm::Arguments;
using orm::CreateSuper;
using orm::Day;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

Day period_after(const RecordSet& subscription, Day day) {
  const int count = static_cast<int>(subscription.integer("interval_count"));
  const std::string unit = subscription.text("interval_unit");
  if (unit == "day") return day + std::chrono::days(count);
  if (unit == "week") return day + std::chrono::days(7 * count);
  return orm::add_months(day, unit == "year" ? 12 * count : count);
}

namespace {

Value own_company(const RecordSet& subscriptions) { return subscriptions.env().company(); }
Value own_currency(const RecordSet& subscriptions) { return subscriptions.env().company()["currency_id"]; }
Value today(const RecordSet& subscriptions) { return subscriptions.env().today_text(); }

RecordSet create(const RecordSet& subscriptions, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) {
    if (!one.get("code")) one.set("code", base::next_by_code(subscriptions.env(), "abs.subscription"));
    const Value& product = one.get("product_id");
    if (!one.contains("price_unit") && product.is_integer())
      one.set("price_unit", subscriptions.env()["product.product"].browse(product.integer()).number("lst_price"));
  }
  return super(std::move(values));
}

void check_terms(const RecordSet& subscriptions) {
  for (const RecordSet& one : subscriptions) {
    if (one.number("quantity") <= 0) throw orm::validation_error("A subscription is of more than nothing.");
    if (one.integer("interval_count") < 1) throw orm::validation_error("A period lasts one unit of time at least.");
    if (const auto end = one.day("date_end"); end && *end < *one.day("date_start"))
      throw orm::validation_error("A subscription does not end before it starts.");
  }
}

void check_product(const RecordSet& subscriptions) {
  for (const RecordSet& product : subscriptions["product_id"])
    if (!product.flag("recurring_invoice"))
      throw orm::validation_error(product.display_name() + " is not invoiced again and again.");
}

// Moves on from one of `from`; from another state it is a UserError.
void move_on(const RecordSet& subscriptions, const List& from, Dict values) {
  if (const RecordSet others = subscriptions.where("state", "not in", from))
    throw orm::user_error("Subscription " + others.first().text("code") + " is " + others.first().text("state") + ".");
  subscriptions.write(std::move(values));
}

Value action_activate(const RecordSet& subscriptions, const Arguments&) {
  for (const RecordSet& one : subscriptions) {
    const Value first =
        one.text("next_invoice_date").empty() ? one.value("date_start") : one.value("next_invoice_date");
    move_on(one, {"draft"}, {{"state", "active"}, {"next_invoice_date", first}});
  }
  return true;
}

Value action_pause(const RecordSet& subscriptions, const Arguments&) {
  move_on(subscriptions, {"active"}, {{"state", "paused"}});
  return true;
}

// The time of the pause is not invoiced: the next period begins today if it should have begun before.
Value action_resume(const RecordSet& subscriptions, const Arguments&) {
  const Day now = subscriptions.env().today();
  for (const RecordSet& one : subscriptions) {
    const Day next = std::max(one.day("next_invoice_date").value_or(now), now);
    move_on(one, {"paused"}, {{"state", "active"}, {"next_invoice_date", orm::format_day(next)}});
  }
  return true;
}

Value action_cancel(const RecordSet& subscriptions, const Arguments& arguments) {
  move_on(subscriptions, {"draft", "active", "paused"},
          {{"state", "cancelled"}, {"cancel_reason", arguments["reason"]}, {"next_invoice_date", false}});
  return true;
}

Dict invoice_values(const RecordSet& subscription, Day day) {
  const Dict line{{"product_id", subscription["product_id"]},
                  {"quantity", subscription.number("quantity")},
                  {"price_unit", subscription.number("price_unit")}};
  return {{"move_type", "out_invoice"},
          {"partner_id", subscription["partner_id"]},
          {"currency_id", subscription["currency_id"]},
          {"company_id", subscription["company_id"]},
          {"invoice_date", orm::format_day(day)},
          {"invoice_origin", subscription.text("code")},
          {"x_subscription_id", subscription},
          {"invoice_line_ids", List{orm::command::create(line)}}};
}

// The invoice of the period that begins at the day, posted.
Value invoice_period(const RecordSet& subscription, const Arguments& arguments) {
  const Day day = *orm::parse_day(arguments["day"].text());
  const RecordSet moves = subscription.env()["account.move"].with_company(subscription["company_id"]);
  const RecordSet invoice = moves.create(invoice_values(subscription, day));
  invoice.call("action_post");
  return invoice.ids();
}

// A period that was missed is made up for; one that would begin after the end is none.
void invoice_due(const RecordSet& subscription, Day now, orm::Ids& made) {
  const auto end = subscription.day("date_end");
  auto next = subscription.day("next_invoice_date");
  while (next && *next <= now && (!end || *next <= *end)) {
    const Value invoices = subscription.call("_invoice_period", {orm::format_day(*next)});
    made.push_back(invoices.ids().front());
    next = period_after(subscription, *next);
    subscription.write({{"next_invoice_date", orm::format_day(*next)}});
  }
}

// Starts what should have started, invoices what is due, ends what has come to its end. Answers the new invoices.
Value run_daily_job(const RecordSet& subscriptions, const Arguments&) {
  const Day now = subscriptions.env().today();
  const std::string day = orm::format_day(now);
  subscriptions.search(orm::term("state", "=", "draft") & orm::term("date_start", "<=", day)).call("action_activate");
  orm::Ids made;
  for (const RecordSet& one : subscriptions.search(
           orm::term("state", "=", "active") & orm::term("next_invoice_date", "<=", day), {.order = "id"}))
    invoice_due(one, now, made);
  subscriptions.search(orm::term("state", "in", List{"active", "paused"}) & orm::term("date_end", "<", day))
      .write({{"state", "expired"}, {"next_invoice_date", false}});
  return made;
}

}  // namespace

orm::Behaviour abs_subscription() {
  return {
      .model = "abs.subscription",
      .rec_name = "code",
      .defaults = {{"company_id", own_company}, {"currency_id", own_currency}, {"date_start", today}},
      .constraints = {{check_terms, {"quantity", "interval_count", "date_start", "date_end"}},
                      {check_product, {"product_id"}}},
      .unique = {{{"code"}, "There is a subscription of this code already."}},
      .methods = {{"action_activate", "", action_activate},
                  {"action_pause", "", action_pause},
                  {"action_resume", "", action_resume},
                  {"action_cancel", "reason=False", action_cancel},
                  {"_invoice_period", "day", invoice_period},
                  orm::model_method("run_daily_job", "", run_daily_job)},
      .create = create,
  };
}

}  // namespace paridoo::addons::abs
