#include "simulator/service/object.h"

#include <fmt/format.h>

#include "simulator/addons/base/credentials.h"
#include "simulator/orm/dispatch.h"
#include "simulator/orm/environment.h"
#include "simulator/orm/fault.h"
#include "simulator/service/parameters.h"
#include "simulator/service/serialization.h"

namespace paridoo::service {

namespace {

using orm::Env;
using orm::Fault;
using orm::FaultKind;
using orm::Value;

Fault type_error(const std::string& message) { return {FaultKind::type_error, message}; }

orm::List iterable(const Value& args) {
  if (args.is_list()) return args.list();
  if (args.is_dict()) {
    orm::List names;
    for (const orm::Item& item : args.dict()) names.emplace_back(item.name);
    return names;
  }
  throw type_error(fmt::format("execute() argument after * must be an iterable, not {}", orm::kind_name(args)));
}

orm::Dict mapping(const Value& kwargs) {
  if (!kwargs) return {};
  if (kwargs.is_dict()) return kwargs.dict();
  throw type_error(fmt::format("execute() argument after ** must be a mapping, not {}", orm::kind_name(kwargs)));
}

// (model, method, *args)
Value execute(const Env& env, Parameters given) {
  if (given.size() < 2) throw type_error("execute() needs a model and a method");
  return orm::call_kw(env, text_at(given, 0), text_at(given, 1), {given.begin() + 2, given.end()}, {});
}

// (model, method, args, kwargs=None)
Value execute_kw(const Env& env, Parameters given) {
  if (given.size() < 3 || given.size() > 4) throw type_error("execute_kw() takes a model, a method, args and kwargs");
  return orm::call_kw(env, text_at(given, 0), text_at(given, 1), iterable(given[2]), mapping(optional_at(given, 3)));
}

Value call_method(const Env& env, const std::string& method, Parameters given) {
  if (method == "execute") return execute(env, given);
  if (method == "execute_kw") return execute_kw(env, given);
  throw Fault(FaultKind::name_error, "Method not available " + method);
}

std::string text_or_nothing(const Value& value) { return value.is_text() ? value.text() : std::string(); }

}  // namespace

Value call_model(Services& services, const std::string& entrance, const ModelCall& call) {
  CallRecord record{.service = entrance, .database = call.database, .model = call.model, .method = call.method};
  return observed(services, std::move(record), [&] {
    return run_call(services, call.database, call.uid,
                    [&](const Env& env) { return orm::call_kw(env, call.model, call.method, call.args, call.kwargs); });
  });
}

Value dispatch_object(Services& services, const std::string& method, const orm::List& params) {
  const Parameters given = params;
  if (given.size() < 3) throw Fault(FaultKind::index_error, "list index out of range");
  const std::string database = text_at(given, 0);
  const orm::Id uid = as_integer(given[1]);
  const std::string password = text_or_nothing(given[2]);
  CallRecord record{
      .service = "object",
      .database = database,
      .model = text_or_nothing(optional_at(given, 3)),
      .method = text_or_nothing(optional_at(given, 4)),
  };
  return observed(services, std::move(record), [&] {
    return run_call(services, database, uid, [&](const Env& env) {
      addons::base::check_password(env, uid, password);
      return call_method(env, method, given.subspan(3));
    });
  });
}

}  // namespace paridoo::service
