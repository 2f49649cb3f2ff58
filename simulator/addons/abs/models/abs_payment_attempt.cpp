// abs.payment.attempt: one try to collect by mobile money, from the request on the customer's phone to its outcome.
#include "simulator/addons/abs/models.h"
#include "simulator/addons/base/sequence.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::abs {

using orm::Arguments;
using orm::Dict;
using orm::RecordSet;
using orm::Value;

namespace {

Value own_currency(const RecordSet& attempts) { return attempts.env().company()["currency_id"]; }

RecordSet create(const RecordSet& attempts, std::vector<Dict> values, const orm::CreateSuper& super) {
  for (Dict& one : values)
    if (!one.get("reference")) one.set("reference", base::next_by_code(attempts.env(), "abs.payment.attempt"));
  return super(std::move(values));
}

void check_amount(const RecordSet& attempts) {
  for (const RecordSet& one : attempts)
    if (one.number("amount") <= 0) throw orm::validation_error("What is collected is more than nothing.");
}

// The provider tells once how it ended.
void end(const RecordSet& attempt, Dict values) {
  if (attempt.ensure_one().text("state") != "pending")
    throw orm::user_error("Attempt " + attempt.text("reference") + " has ended: it " + attempt.text("state") + ".");
  attempt.write(std::move(values));
}

Value action_succeed(const RecordSet& attempt, const Arguments& arguments) {
  end(attempt, {{"state", "succeeded"}, {"payment_id", arguments["payment_id"]}});
  attempt["request_id"].call("_settle");
  return true;
}

Value action_fail(const RecordSet& attempt, const Arguments& arguments) {
  end(attempt, {{"state", "failed"}, {"error", arguments["error"]}});
  return true;
}

}  // namespace

orm::Behaviour abs_payment_attempt() {
  return {
      .model = "abs.payment.attempt",
      .rec_name = "reference",
      .defaults = {{"currency_id", own_currency}},
      .constraints = {{check_amount, {"amount"}}},
      .methods = {{"action_succeed", "payment_id=False", action_succeed}, {"action_fail", "error=False", action_fail}},
      .create = create,
  };
}

}  // namespace paridoo::addons::abs
