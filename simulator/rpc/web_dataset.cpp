#include <fmt/format.h>

#include <algorithm>

#include "simulator/orm/fault.h"
#include "simulator/orm/registry.h"
#include "simulator/rpc/endpoints.h"
#include "simulator/rpc/jsonrpc.h"
#include "simulator/service/object.h"

namespace paridoo::rpc {

namespace {

using orm::Dict;
using orm::Fault;
using orm::FaultKind;
using orm::Value;

const Value& key(const Value& of, std::string_view name) {
  if (!of.is_dict()) throw Fault(FaultKind::type_error, fmt::format("{} indices must be integers", orm::kind_name(of)));
  if (const Value* found = of.dict().find(name)) return *found;
  throw Fault(FaultKind::key_error, std::string(name));
}

service::ModelCall read_call(const Exchange& exchange, const Dict& params) {
  const Value& args = required(params, "args");
  const Value& kwargs = required(params, "kwargs");
  if (!args.is_list() || !kwargs.is_dict())
    throw Fault(FaultKind::type_error, "args must be a list, and kwargs a dict");
  return {
      .database = exchange.database,
      .uid = exchange.session.uid,
      .model = required_text(params, "model"),
      .method = required_text(params, "method"),
      .args = args.list(),
      .kwargs = kwargs.dict(),
  };
}

// The pairs [id or False, mode] that say which view opens in which mode.
orm::List views_of(const Dict& action) {
  const Value& view = action.get("view_id");
  const Value first = view.is_list() && !view.list().empty() ? view.list().front() : view ? view : Value(false);
  const std::string modes = action.get("view_mode").is_text() ? action.get("view_mode").text() : std::string();
  orm::List out;
  for (std::size_t start = 0; start <= modes.size();) {
    const std::size_t end = std::min(modes.find(',', start), modes.size());
    out.push_back(orm::List{first, modes.substr(start, end - start)});
    start = end + 1;
  }
  return out;
}

void complete_action(Dict& action) {
  if (!action.contains("type")) action.set("type", "ir.actions.act_window_close");
  if (action.get("type") == Value("ir.actions.act_window") && !action.get("views"))
    action.set("views", views_of(action));
}

}  // namespace

// Odoo looks whether the method only reads before it looks who asks, and with a model that it does not know comes to
// "not found" there.
void require_known_model(Exchange& exchange) {
  const Value& params = key(json_body(exchange), "params");
  const Value& model = key(params, "model");
  const orm::Registry& registry = exchange.services.databases.open(exchange.database)->registry();
  if (!model.is_text() || !registry.find(model.text()))
    throw Fault(FaultKind::not_found, fmt::format("404 Not Found: there is no model {}", orm::repr(model)));
  if (!key(params, "method").is_text()) throw Fault(FaultKind::type_error, "attribute name must be string");
}

Value dataset_call_kw(Exchange& exchange, const Dict& params) {
  return service::call_model(exchange.services, exchange.request.path, read_call(exchange, params));
}

// Only an action comes back from a button, completed for the web client; anything else is False.
Value dataset_call_button(Exchange& exchange, const Dict& params) {
  Value action = service::call_model(exchange.services, exchange.request.path, read_call(exchange, params));
  if (!action.is_dict() || action.dict().get("type") == Value("")) return false;
  complete_action(action.dict());
  return action;
}

}  // namespace paridoo::rpc
