// What a method answers that wants the client to show a form: an ir.actions.act_window.
#pragma once

#include <string>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

struct WindowAction {
  std::string name = {};
  std::string model = {};
  std::string target = {};  // "new": a dialog; empty: left out
  Id record = 0;            // 0: left out
  std::string view_mode = "form";
  Dict context = {};
};
Value window_action(WindowAction action);

}  // namespace paridoo::addons::stock
