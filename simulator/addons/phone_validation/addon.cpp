#include "simulator/addons/phone_validation/addon.h"

#include "simulator/addons/phone_validation/models.h"

namespace paridoo::addons::phone_validation {

orm::Addon phone_validation() {
  return {.name = "phone_validation", .depends = {"base", "mail"}, .models = {mail_thread_phone()}};
}

}  // namespace paridoo::addons::phone_validation
