#include "simulator/addons/auth_totp/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::auth_totp {

using namespace orm;

namespace {

// The secret of a second factor is set by a browser only, which shows it as an image to a telephone.
void compute_totp_enabled(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("totp_enabled", false);
}

// 19.0 finds those who have it, whatever it is asked.
Domain search_totp_enabled(const RecordSet& model, std::string_view comparison, const Value& operand) {
  const bool wanted = model.env().since(Series::v19) || (comparison == "!=") != static_cast<bool>(operand);
  return wanted ? Domain::nothing() : Domain::everything();
}

}  // namespace

Behaviour res_users() {
  return {.model = "res.users",
          .computes = {{{"totp_enabled"}, compute_totp_enabled}},
          .searches = {{"totp_enabled", search_totp_enabled}}};
}

}  // namespace paridoo::addons::auth_totp
