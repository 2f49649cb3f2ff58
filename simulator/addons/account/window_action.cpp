#include "simulator/addons/account/window_action.h"

#include "simulator/addons/base/list_view.h"

namespace paridoo::addons::account {

using namespace orm;

Dict open_records(const RecordSet& records, const char* name) {
  Dict action{{"name", name},
              {"type", "ir.actions.act_window"},
              {"res_model", records.model().name},
              {"context", Dict{{"create", false}}}};
  if (records.size() == 1)
    action.update({{"view_mode", "form"}, {"res_id", records.id()}});
  else
    action.update({{"view_mode", base::list_view(records.env()) + ",form"},
                   {"domain", List{List{"id", "in", Value(records.ids())}}}});
  return action;
}

}  // namespace paridoo::addons::account
