#include "simulator/addons/stock/window_action.h"

namespace paridoo::addons::stock {

Value window_action(WindowAction action) {
  Dict answer{{"name", std::move(action.name)},
              {"type", "ir.actions.act_window"},
              {"view_mode", action.view_mode},
              {"res_model", std::move(action.model)}};
  if (action.view_mode == "form") answer.set("views", List{List{false, "form"}});
  if (!action.target.empty()) answer.set("target", std::move(action.target));
  if (action.record) answer.set("res_id", action.record);
  answer.set("context", std::move(action.context));
  return answer;
}

}  // namespace paridoo::addons::stock
