// account.payment and its wizard: no provider takes money, so nobody has left a card and nothing is paid back.
#include "simulator/addons/payment/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::payment {

using namespace orm;

namespace {

void compute_tokens(const RecordSet& self) {
  for (const RecordSet& record : self) {
    record.set("suitable_payment_token_ids", Ids{});
    record.set("use_electronic_payment_method", false);
  }
}

void compute_refunds(const RecordSet& self) {
  for (const RecordSet& payment : self) payment.set("refunds_count", 0);
}

void compute_refundable(const RecordSet& self) {
  for (const RecordSet& payment : self) payment.set("amount_available_for_refund", 0);
}

void compute_token(const RecordSet& self) {
  for (const RecordSet& wizard : self) wizard.set("payment_token_id", false);
}

}  // namespace

Behaviour account_payment() {
  return {.model = "account.payment",
          .computes = {{{"suitable_payment_token_ids", "use_electronic_payment_method"}, compute_tokens},
                       {{"refunds_count"}, compute_refunds},
                       {{"amount_available_for_refund"}, compute_refundable}}};
}

Behaviour account_payment_register() {
  return {.model = "account.payment.register",
          .computes = {{{"suitable_payment_token_ids", "use_electronic_payment_method"}, compute_tokens},
                       {{"payment_token_id"}, compute_token, {.since = Series::v19}}}};
}

}  // namespace paridoo::addons::payment
