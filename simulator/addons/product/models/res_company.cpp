// res.company: each has a pricelist in its currency, where prices are by pricelist.
#include "simulator/addons/base/users.h"
#include "simulator/addons/product/models.h"
#include "simulator/addons/product/pricelist.h"

namespace paridoo::addons::product {

using namespace orm;

namespace {

constexpr std::string_view delaying_key = "disable_company_pricelist_creation";

RecordSet create(const RecordSet&, std::vector<Dict> values, const CreateSuper& super) {
  const RecordSet companies = super(std::move(values));
  provide_pricelists(companies);
  return companies;
}

// The pricelists that a new currency brings are made when the company has it.
void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (!values.get("currency_id")) return super(self, std::move(values));
  const auto uses = [&] { return base::has_group(self.env().user(), pricelist_group); };
  const bool used = uses();
  super(self.with_context({{std::string(delaying_key), true}}), std::move(values));
  if (!used && uses()) provide_pricelists(self.search(Domain::everything()));
}

// The pricelist of a company that has no prices of its own.
RecordSet usual_pricelists(const RecordSet& companies) {
  const RecordSet pricelists = companies.env()["product.pricelist"].sudo().with_context({{"active_test", false}});
  return pricelists.search(term("item_ids", "=", false) & term("company_id", "in", companies.ids()))
      .filtered([](const RecordSet& one) { return one["currency_id"] == one["company_id"]["currency_id"]; });
}

std::string usual_name(const RecordSet& company) {
  if (company.env().since(Series::v18)) return "Default";
  return "Default " + company["currency_id"].text("name") + " pricelist";
}

}  // namespace

void provide_pricelists(const RecordSet& companies) {
  const Env& env = companies.env();
  if (env.context(delaying_key) || !base::has_group(env.user(), pricelist_group)) return;
  const RecordSet usual = usual_pricelists(companies);
  if (const RecordSet archived = usual.where("active", "=", false)) archived.write({{"active", true}});
  for (const RecordSet& company : companies)
    if (usual.where("company_id", "=", company).empty())
      env["product.pricelist"].sudo().create({{"name", usual_name(company)},
                                              {"currency_id", company["currency_id"]},
                                              {"company_id", company},
                                              {"sequence", 10}});
}

Behaviour res_company() { return {.model = "res.company", .create = create, .write = write}; }

}  // namespace paridoo::addons::product
