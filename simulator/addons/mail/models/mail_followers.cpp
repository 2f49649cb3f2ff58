#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

orm::Behaviour mail_followers() {
  return {
      .model = "mail.followers",
      .rec_name = "partner_id",
      .unique = {{{"res_model", "res_id", "partner_id"}, "The partner follows this record already."}},
  };
}

}  // namespace paridoo::addons::mail
