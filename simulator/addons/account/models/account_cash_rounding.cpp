#include "simulator/addons/account/cash_rounding.h"
#include "simulator/addons/account/models.h"
#include "simulator/addons/base/currency.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/float_math.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

RoundingMethod method_of(const RecordSet& rounding) {
  const std::string name = rounding.text("rounding_method");
  if (name == "UP") return RoundingMethod::up;
  return name == "DOWN" ? RoundingMethod::down : RoundingMethod::half_up;
}

void check_rounding(const RecordSet& self) {
  for (const RecordSet& rounding : self)
    if (rounding.number("rounding") <= 0) throw validation_error("The rounding of coins must be more than zero.");
}

}  // namespace

double round_to_coins(const RecordSet& rounding, double amount) {
  return float_round(amount, {rounding.number("rounding")}, method_of(rounding));
}

double cash_difference(const RecordSet& rounding, const RecordSet& currency, double amount) {
  const double exact = base::currency_round(currency, amount);
  return base::currency_round(currency, round_to_coins(rounding, exact) - exact);
}

Behaviour account_cash_rounding() {
  return {
      .model = "account.cash.rounding",
      .constraints = {{check_rounding, {"rounding"}}},
  };
}

}  // namespace paridoo::addons::account
