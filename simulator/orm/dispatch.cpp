#include "simulator/orm/dispatch.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>

#include "simulator/orm/access.h"
#include "simulator/orm/depth_guard.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_rules.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

namespace {

Fault type_error(const std::string& message) { return {FaultKind::type_error, message}; }

Value call_from(const MethodChain& chain, std::size_t link, const RecordSet& self, const Arguments& arguments) {
  if (link == chain.links.size()) return {};  // an override of nothing: as if the base did nothing
  const Method& method = *chain.links[link];
  if (method.plain) return method.plain(self, arguments);
  return method.extending(self, arguments,
                          Super(self, arguments, [&chain, link](const RecordSet& these, const Arguments& given) {
                            return call_from(chain, link + 1, these, given);
                          }));
}

// What 19.0 has closed to clients (@api.private); before, only the first rule was there.
constexpr std::array<std::string_view, 28> closed = {"browse",
                                                     "check_access",
                                                     "concat",
                                                     "ensure_one",
                                                     "exists",
                                                     "fetch",
                                                     "filtered",
                                                     "filtered_domain",
                                                     "flush_model",
                                                     "flush_recordset",
                                                     "grouped",
                                                     "invalidate_model",
                                                     "invalidate_recordset",
                                                     "lock_for_update",
                                                     "mapped",
                                                     "modified",
                                                     "new",
                                                     "search_fetch",
                                                     "sorted",
                                                     "sudo",
                                                     "try_lock_for_update",
                                                     "union",
                                                     "update",
                                                     "with_company",
                                                     "with_context",
                                                     "with_env",
                                                     "with_prefetch",
                                                     "with_user"};

bool is_private(Series series, std::string_view name) {
  if (name.starts_with('_') || name == "init") return true;
  return series >= Series::v19 && std::find(closed.begin(), closed.end(), name) != closed.end();
}

const MethodChain& public_method(Series series, const Model& model, std::string_view name) {
  if (is_private(series, name))
    throw access_error(fmt::format("Private methods (such as '{}.{}') cannot be called remotely.", model.name, name));
  const auto found = model.methods.find(name);
  if (found != model.methods.end()) return found->second;
  throw Fault(FaultKind::attribute_error, fmt::format("The method '{}.{}' does not exist", model.name, name));
}

Ids ids_from(const Model& model, std::string_view method, const Value& given) {
  if (given.is_integer()) return {given.integer()};
  if (given.is_unset()) return {};
  const bool fits = given.is_list() && std::all_of(given.list().begin(), given.list().end(),
                                                   [](const Value& one) { return one.is_integer(); });
  if (!fits)
    throw type_error(
        fmt::format("{}.{}(): the first argument must be a list of ids, not {}", model.name, method, repr(given)));
  return given.ids();
}

// Odoo's buttons begin by reading their records: whoever may not is told that, and not what else is wrong with them.
// Activities are seen by what they are about.
void check_button(const RecordSet& records, std::string_view method) {
  const bool is_button = method.starts_with("action_") || method.starts_with("button_") || method == "toggle_active";
  if (!is_button || records.empty() || records.model().name == "mail.activity") return;
  check_access(records.env(), records.model(), Operation::read);
  if (const RecordSet existing = records.exists()) check_rules(existing, Operation::read);
}

Dict context_from(const Dict& named) {
  const Value& context = named.get("context");
  if (context.is_dict()) return context.dict();
  if (!context) return {};
  throw type_error("the context must be a dict, not " + std::string(kind_name(context)));
}

}  // namespace

const Value& Arguments::operator[](std::string_view name) const {
  if (const Value* found = bound_.find(name)) return *found;
  throw std::logic_error("the signature has no parameter " + std::string(name));
}

Arguments bind(std::string_view method, const MethodChain& chain, List arguments, Dict named) {
  if (arguments.size() > chain.parameters.size())
    throw type_error(fmt::format("{}() takes {} positional arguments but {} were given", method,
                                 chain.parameters.size() + 1, arguments.size() + 1));
  Dict bound;
  for (std::size_t at = 0; at < chain.parameters.size(); ++at) {
    const MethodChain::Parameter& parameter = chain.parameters[at];
    Value* given = named.find(parameter.name);
    if (at < arguments.size() && given)
      throw type_error(fmt::format("{}() got multiple values for argument '{}'", method, parameter.name));
    if (at >= arguments.size() && !given && parameter.required)
      throw type_error(fmt::format("{}() missing 1 required positional argument: '{}'", method, parameter.name));
    bound.set(parameter.name, at < arguments.size() ? std::move(arguments[at])
                              : given               ? std::move(*given)
                                                    : parameter.fallback);
    if (given) named.erase(parameter.name);
  }
  if (!named.empty() && !chain.takes_any)
    throw type_error(fmt::format("{}() got an unexpected keyword argument '{}'", method, named.begin()->name));
  bound.update(named);
  return Arguments(std::move(bound));
}

Value RecordSet::call(std::string_view method, List arguments, Dict named) const {
  const DepthGuard guard(method);
  const auto found = model_->methods.find(method);
  if (found == model_->methods.end()) throw std::logic_error(fmt::format("{} has no method {}", model_->name, method));
  return call_from(found->second, 0, *this, bind(method, found->second, std::move(arguments), std::move(named)));
}

void refuse_unsimulated(const Env& env, std::string_view model_name) {
  if (!env.registry().find("ir.model")) return;
  const std::vector<Value> named{model_name};
  if (!env.store().scalar("SELECT 1 FROM ir_model WHERE model = ?", named).is_none()) throw not_simulated(model_name);
}

Value call_kw(const Env& env, std::string_view model_name, std::string_view method, const List& arguments,
              const Dict& given) {
  const Model* model = env.registry().find(model_name);
  if (!model) {
    refuse_unsimulated(env, model_name);
    throw user_error(fmt::format("Object {} doesn't exist", model_name));
  }
  const MethodChain& chain = public_method(env.series(), *model, method);
  Dict named = given;
  const Env own = named.contains("context") ? env.with_whole_context(context_from(named)) : env;
  named.erase("context");
  List rest = arguments;
  RecordSet self(own, *model);
  if (!chain.on_model) {
    if (rest.empty())
      throw Fault(FaultKind::type_error, fmt::format("{}.{}(): the ids are missing", model_name, method));
    self = self.browse(ids_from(*model, method, rest.front()));
    rest.erase(rest.begin());
    check_button(self, method);
  }
  return self.call(method, std::move(rest), std::move(named));
}

}  // namespace paridoo::orm
