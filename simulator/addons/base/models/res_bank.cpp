#include "simulator/addons/base/models.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& bank : self) {
    const std::string bic = bank.text("bic");
    bank.set("display_name", bank.text("name") + (bic.empty() ? "" : " - " + bic));
  }
}

}  // namespace

Behaviour res_bank() {
  return {
      .model = "res.bank",
      .name_search_fields = {"name", "bic"},
      .computes = {{{"display_name"}, compute_display_name}},
  };
}

}  // namespace paridoo::addons::base
