#include "simulator/addons/product/models.h"
#include "simulator/addons/product/pricelist.h"
#include "simulator/orm/fault.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& pricelist : self) {
    const std::string name = pricelist.text("name");
    pricelist.set("display_name", (name.empty() ? "New" : name) + " (" + pricelist["currency_id"].text("name") + ")");
  }
}

Value default_currency(const RecordSet& model) { return model.env().company()["currency_id"]; }
Value default_company(const RecordSet& model) { return model.env().company(); }

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> out = super(self, defaults);
  const bool renames = self.env().since(orm::Series::v18) && !defaults.contains("name");
  for (std::size_t at = 0; renames && at < out.size(); ++at) out[at].set("name", self.at(at).text("name") + " (copy)");
  return out;
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  const Domain based = term("base", "=", "pricelist") & term("base_pricelist_id", "in", self.ids()) &
                       term("pricelist_id", "not in", self.ids());
  if (self.sudo().with_context({{"active_test", false}}).env()["product.pricelist.item"].search_count(based) > 0)
    throw user_error("Other pricelists are based on this one.");
  super(self);
}

}  // namespace

Behaviour product_pricelist() {
  return {
      .model = "product.pricelist",
      .name_search_fields = {"name", "currency_id"},
      .defaults = {{"currency_id", default_currency}, {"company_id", default_company}},
      .computes = {{{"display_name"}, compute_display_name}},
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::product
