#include "simulator/addons/base/models.h"
#include "simulator/addons/base/name_search.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& state : self)
    state.set("display_name", state.text("name") + " (" + state["country_id"].text("code") + ")");
}

Value search_by_code_first(const RecordSet& self, const Arguments& arguments, const Super& super) {
  const NameSearch asked = name_search_of(self.env(), arguments);
  if (asked.is_negative() || asked.text.empty()) return super();
  const Domain of_code = asked.domain & term("code", "=like", asked.text);
  return then_others(self.search(of_code, {.limit = asked.limit}), asked, arguments, super);
}

}  // namespace

Behaviour res_country_state() {
  return {
      .model = "res.country.state",
      .name_search_fields = {"name", "code"},
      .computes = {{{"display_name"}, compute_display_name}},
      .unique = {{{"country_id", "code"}, "The code of a state is unique in its country."}},
      .methods = {model_method("name_search", "name='', args=None, operator='ilike', limit=100", search_by_code_first,
                               In{.until = Series::v18}),
                  model_method("name_search", "name='', domain=None, operator='ilike', limit=100", search_by_code_first,
                               In{.since = Series::v19})},
  };
}

}  // namespace paridoo::addons::base
