// /doc-bearer/ (since 19.0): what models, fields and methods there are, for programs that write programs.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "simulator/addons/base/users.h"
#include "simulator/orm/access.h"
#include "simulator/orm/record_set.h"
#include "simulator/rpc/endpoints.h"
#include "simulator/rpc/json2.h"

namespace paridoo::rpc {

namespace {

using orm::Dict;
using orm::Env;
using orm::List;
using orm::MethodChain;
using orm::Model;
using orm::Value;

// Methods that Odoo declares to change nothing.
constexpr std::array<std::string_view, 16> readonly_methods = {"formatted_read_group",
                                                               "formatted_read_grouping_sets",
                                                               "get_views",
                                                               "has_group",
                                                               "has_groups",
                                                               "name_search",
                                                               "read",
                                                               "read_group",
                                                               "read_progress_bar",
                                                               "search",
                                                               "search_count",
                                                               "search_read",
                                                               "web_name_search",
                                                               "web_read",
                                                               "web_read_group",
                                                               "web_search_read"};

bool is_readonly(std::string_view method) {
  return std::find(readonly_methods.begin(), readonly_methods.end(), method) != readonly_methods.end();
}

std::vector<std::string_view> sorted_methods(const Model& model) {
  std::vector<std::string_view> names;
  for (const auto& [name, _] : model.methods)
    if (!name.starts_with('_')) names.push_back(name);
  std::sort(names.begin(), names.end());
  return names;
}

// What every model has comes from the core of Odoo.
bool is_of_every_model(const orm::Registry& registry, std::string_view name, const orm::Method* introduced) {
  const auto has_it = [&](const Model* model) {
    const auto found = model->methods.find(name);
    return found != model->methods.end() && found->second.links.back() == introduced;
  };
  return has_it(registry.models().front()) && has_it(registry.models().back());
}

Dict parameters_of(const MethodChain& method) {
  Dict out;
  for (const MethodChain::Parameter& one : method.parameters)
    out.set(one.name, one.required ? Dict() : Dict{{"default", one.fallback}});
  if (method.takes_any) out.set("kwargs", Dict{{"kind", "VAR_KEYWORD"}});
  return out;
}

std::string signature_of(const MethodChain& method) {
  std::string out;
  for (const MethodChain::Parameter& one : method.parameters)
    out += (out.empty() ? "" : ", ") + one.name + (one.required ? "" : "=" + orm::repr(one.fallback));
  if (method.takes_any) out += out.empty() ? "kwargs" : ", kwargs";
  return "(" + out + ")";
}

Dict described(const orm::Registry& registry, const Model& model, std::string_view name) {
  const MethodChain& method = model.methods.at(name);
  const bool core = is_of_every_model(registry, name, method.links.back());
  Dict out{{"signature", signature_of(method)}, {"parameters", parameters_of(method)}};
  List api;
  if (method.on_model) api.emplace_back("model");
  if (is_readonly(name)) api.emplace_back("readonly");
  if (!api.empty()) out.set("api", std::move(api));
  out.set("model", core ? std::string("core") : model.name);
  out.set("module", core ? Value("core") : Value());
  return out;
}

Dict index_entry(const Env& env, const Model& model) {
  Dict fields;
  const Value labels = env[model.name].call("fields_get", {}, {{"attributes", List{"string"}}});
  for (const orm::Item& field : labels.dict())
    fields.set(field.name, Dict{{"string", field.value.dict().get("string")}});
  List methods;
  for (const std::string_view name : sorted_methods(model)) methods.emplace_back(name);
  return {{"model", model.name},
          {"name", model.facts->label},
          {"fields", std::move(fields)},
          {"methods", std::move(methods)}};
}

Dict index_of(const Env& env) {
  List models, modules;
  for (const Model* model : env.registry().models())
    if (orm::may(env, *model, orm::Operation::read)) models.emplace_back(index_entry(env, *model));
  for (const std::string& name :
       env.sudo()["ir.module.module"].search(orm::term("state", "=", "installed")).texts("name"))
    modules.emplace_back(name);
  return {{"modules", std::move(modules)}, {"models", std::move(models)}};
}

Dict document_of(const Env& env, const Model& model) {
  Dict fields = env[model.name].call("fields_get").dict();
  for (orm::Item& field : fields) field.value.dict().set("module", Value());
  Dict methods;
  for (const std::string_view name : sorted_methods(model)) methods.set(name, described(env.registry(), model, name));
  return {{"model", model.name},
          {"name", model.facts->label},
          {"doc", Value()},
          {"fields", std::move(fields)},
          {"methods", std::move(methods)}};
}

Value asked_document(const Env& env, std::string_view name) {
  if (!addons::base::has_group(env.user(), "api_doc.group_allow_doc"))
    throw orm::access_error("Only users who may see the technical documentation see this page.");
  if (name == "index") return index_of(env);
  const Model* model = env.registry().find(name);
  if (!model) throw json2_not_found(fmt::format("there is no model {}", name));
  orm::check_access(env, *model, orm::Operation::read);
  return document_of(env, *model);
}

}  // namespace

Value api_document(Exchange& exchange) {
  constexpr std::string_view suffix = ".json";
  const orm::Id uid = bearer(exchange);
  const std::string_view document = exchange.tail;
  if (!document.ends_with(suffix)) throw json2_not_found("documents end in .json");
  const std::string_view name = document.substr(0, document.size() - suffix.size());
  exchange.headers.push_back({"Cache-Control", "no-cache, private"});
  return exchange.services.databases.open(exchange.database)->run(uid, {}, [&](const Env& env) {
    return asked_document(env, name);
  });
}

}  // namespace paridoo::rpc
