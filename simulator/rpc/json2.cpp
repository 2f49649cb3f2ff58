#include "simulator/rpc/json2.h"

#include <fmt/format.h>

#include <optional>

#include "simulator/orm/dispatch.h"
#include "simulator/orm/record_set.h"
#include "simulator/rpc/endpoints.h"
#include "simulator/service/serialization.h"

namespace paridoo::rpc {

namespace {

using orm::Dict;
using orm::Env;
using orm::Fault;
using orm::FaultKind;
using orm::Ids;
using orm::RecordSet;
using orm::Value;

struct Called {
  std::string model;
  std::string method;
};

std::optional<Called> called(std::string_view path) {
  const std::size_t slash = path.find('/');
  if (slash == path.npos || slash == 0 || slash + 1 == path.size()) return std::nullopt;
  if (path.find('/', slash + 1) != path.npos) return std::nullopt;
  return Called{.model = std::string(path.substr(0, slash)), .method = std::string(path.substr(slash + 1))};
}

// One integer stands for a list of one.
Ids ids_from(const Value& given) {
  if (!given) return {};
  if (given.is_integer()) return {given.integer()};
  if (!given.is_list()) throw Fault(FaultKind::type_error, fmt::format("ids: {} is no list of ids", orm::repr(given)));
  Ids ids = given.ids();
  if (ids.size() != given.list().size())
    throw Fault(FaultKind::type_error, fmt::format("ids: {} are not all integers", orm::repr(given)));
  return ids;
}

Dict context_from(const Value* given) {
  if (!given) return {};
  if (given->is_dict()) return given->dict();
  if (given->is_list() && given->list().empty()) return {};
  throw Fault(given->is_text() ? FaultKind::value_error : FaultKind::type_error,
              fmt::format("context: {} is no mapping", orm::repr(*given)));
}

const orm::MethodChain& public_method(const orm::Model& model, const std::string& name) {
  if (name.starts_with('_'))
    throw orm::access_error(
        fmt::format("Private methods (such as '{}.{}') cannot be called remotely.", model.name, name));
  const auto found = model.methods.find(name);
  if (found == model.methods.end())
    throw json2_not_found(fmt::format("The method '{}.{}' does not exist", model.name, name));
  return found->second;
}

void require_fitting(const Called& call, const orm::MethodChain& method, const Ids& ids, const Dict& named) {
  if (method.on_model && !ids.empty())
    throw HttpError(422, "UnprocessableEntity", fmt::format("cannot call {}.{} with ids", call.model, call.method));
  try {
    orm::bind(call.method, method, {}, named);
  } catch (const Fault& fault) {
    throw HttpError(422, "UnprocessableEntity", fault.what());
  }
}

// A created record comes back as a record set would: as the list of its ids.
Value as_ids(const std::string& method, Value result) {
  if (method == "create" && result.is_integer()) return Ids{result.integer()};
  return result;
}

Value perform(const Env& env, const Called& call, Dict named) {
  const orm::Model* model = env.registry().find(call.model);
  if (!model) orm::refuse_unsimulated(env, call.model);
  if (!model) throw json2_not_found(fmt::format("the model {} does not exist", orm::repr(call.model)));
  const Env own = env.with_whole_context(context_from(named.find("context")));
  const orm::MethodChain& method = public_method(*model, call.method);
  const Ids ids = ids_from(named.get("ids"));
  named.erase("context");
  named.erase("ids");
  require_fitting(call, method, ids, named);
  return as_ids(call.method, RecordSet(own, *model, ids).call(call.method, {}, std::move(named)));
}

}  // namespace

Value json2_call(Exchange& exchange) {
  const auto call = called(exchange.tail);
  if (!call || exchange.request.method != "POST") return json2_lost(exchange);
  const orm::Id uid = bearer(exchange);
  Dict named = json2_arguments(exchange.request);
  service::CallRecord record{
      .service = "json2", .database = exchange.database, .model = call->model, .method = call->method};
  return service::observed(exchange.services, std::move(record), [&] {
    return service::run_call(exchange.services, exchange.database, uid,
                             [&](const Env& env) { return perform(env, *call, std::move(named)); });
  });
}

Value json2_lost(Exchange&) { throw json2_not_found("Did you mean POST /json/2/<model>/<method>?"); }

}  // namespace paridoo::rpc
