#include "simulator/addons/payment/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::payment {

using namespace orm;

namespace {

// Providers make tokens when somebody pays on their pages; none of those recorded is switched on.
void compute_payment_token_count(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("payment_token_count", 0);
}

}  // namespace

Behaviour res_partner() {
  return {.model = "res.partner", .computes = {{{"payment_token_count"}, compute_payment_token_count}}};
}

}  // namespace paridoo::addons::payment
