#include "simulator/addons/base/credentials.h"
#include "simulator/addons/base/models.h"
#include "simulator/addons/base/models/identity_check.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

Value remove(const RecordSet& self, const Arguments&) { return ask_identity(self, "remove"); }

Value gc_user_apikeys(const RecordSet& model, const Arguments&) {
  model.sudo().search(term("expiration_date", "<", model.env().now_text())).unlink();
  return {};
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  forget_api_keys(self.env(), self.ids());
  super(self);
}

}  // namespace

Value remove_api_keys(const RecordSet& keys) {
  const RecordSet user = keys.env().user();
  const RecordSet owners = keys.sudo()["user_id"];
  const bool own = owners.ids() == user.ids();
  if (keys && !own && !has_group(user, "base.group_system"))
    throw access_error("Only their owner and system administrators may remove API keys.");
  keys.sudo().unlink();
  return Dict{{"type", "ir.actions.act_window_close"}};
}

Behaviour res_users_apikeys() {
  return {
      .model = "res.users.apikeys",
      .methods = {{"remove", "", remove},
                  model_method("_gc_user_apikeys", "", gc_user_apikeys, {.since = Series::v18})},
      .unlink = unlink,
  };
}

}  // namespace paridoo::addons::base
