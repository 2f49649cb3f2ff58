// res.currency: several currencies need pricelists, each of which has one.
#include "simulator/addons/base/users.h"
#include "simulator/addons/product/models.h"
#include "simulator/addons/product/pricelist.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

Value activate_group_multi_currency(const RecordSet& self, const Arguments&, const Super& super) {
  const Value answer = super();
  const Env& env = self.env();
  if (base::has_group(env.user(), pricelist_group)) return answer;
  const auto users = env.find_ref("base.group_user"), pricelists = env.find_ref(pricelist_group);
  if (!users || !pricelists) return answer;
  users->sudo().call("_apply_group", {pricelists->id()});
  provide_pricelists(env["res.company"].search(Domain::everything()));
  return answer;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const Value* active = values.find("active");
  const bool archives = active && !*active;
  super(self, std::move(values));
  if (archives) self.env()["product.pricelist"].search(term("currency_id", "in", self.ids())).call("action_archive");
}

}  // namespace

Behaviour res_currency() {
  return {.model = "res.currency",
          .methods = {model_method("_activate_group_multi_currency", "", activate_group_multi_currency)},
          .write = write};
}

}  // namespace paridoo::addons::product
