#include "simulator/addons/account/models.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

using namespace orm;

namespace {

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& incoterm : self) {
    const std::string code = incoterm.text("code"), name = incoterm.text("name");
    incoterm.set("display_name", code.empty() ? name : "[" + code + "] " + name);
  }
}

}  // namespace

Behaviour account_incoterms() {
  return {.model = "account.incoterms",
          .name_search_fields = {"name", "code"},
          .computes = {{{"display_name"}, compute_display_name}}};
}

}  // namespace paridoo::addons::account
