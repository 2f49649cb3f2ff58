// payment.request: an amount that a customer is asked for, and the attempts to collect it.
#include "simulator/addons/abs/models.h"
#include "simulator/addons/base/sequence.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::abs {

using orm::Arguments;
using orm::Dict;
using orm::List;
using orm::RecordSet;
using orm::Value;

namespace {

Value own_currency(const RecordSet& requests) { return requests.env().company()["currency_id"]; }

RecordSet create(const RecordSet& requests, std::vector<Dict> values, const orm::CreateSuper& super) {
  for (Dict& one : values)
    if (!one.get("name")) one.set("name", base::next_by_code(requests.env(), "payment.request"));
  return super(std::move(values));
}

void compute_amount_paid(const RecordSet& requests) {
  for (const RecordSet& one : requests)
    one.set("amount_paid", one["attempt_ids"].where("state", "=", "succeeded").sum("amount"));
}

void check_amount(const RecordSet& requests) {
  for (const RecordSet& one : requests)
    if (one.number("amount") <= 0) throw orm::validation_error("What is asked for is more than nothing.");
}

void move_on(const RecordSet& requests, const List& from, const char* state) {
  if (const RecordSet others = requests.where("state", "not in", from))
    throw orm::user_error("Request " + others.first().text("name") + " is " + others.first().text("state") + ".");
  requests.write({{"state", state}});
}

Value action_send(const RecordSet& requests, const Arguments&) {
  move_on(requests, {"draft"}, "sent");
  return true;
}

Value action_cancel(const RecordSet& requests, const Arguments&) {
  move_on(requests, {"draft", "sent"}, "cancelled");
  return true;
}

// After an attempt that succeeded.
Value settle(const RecordSet& requests, const Arguments&) {
  for (const RecordSet& one : requests.where("state", "in", List{"draft", "sent"}))
    if (orm::float_compare(one.number("amount_paid"), one.number("amount"), orm::digits(2)) >= 0)
      one.write({{"state", "paid"}});
  return true;
}

}  // namespace

orm::Behaviour payment_request() {
  return {
      .model = "payment.request",
      .defaults = {{"currency_id", own_currency}},
      .computes = {{{"amount_paid"}, compute_amount_paid}},
      .constraints = {{check_amount, {"amount"}}},
      .methods = {{"action_send", "", action_send}, {"action_cancel", "", action_cancel}, {"_settle", "", settle}},
      .create = create,
  };
}

}  // namespace paridoo::addons::abs
