// What forms show of payments.
#include "simulator/addons/account/models.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

// Modules of countries know how banking apps read a transfer; none of them is among those recorded.
void compute_qr_code(const RecordSet& self) {
  for (const RecordSet& payment : self) payment.set("qr_code", false);
}

}  // namespace

Behaviour account_payment_shown() { return {.model = "account.payment", .computes = {{{"qr_code"}, compute_qr_code}}}; }

}  // namespace paridoo::addons::account
