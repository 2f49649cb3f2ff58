#include "simulator/addons/payment/addon.h"

#include "simulator/addons/payment/models.h"

namespace paridoo::addons::payment {

orm::Addon payment() {
  return {.name = "payment",
          .depends = {"account"},
          .models = {res_country(), account_payment(), account_payment_register(), res_partner()}};
}

}  // namespace paridoo::addons::payment
