#include "src/api/render.h"

#include <nlohmann/json.hpp>

namespace paridoo::api {

Json render(const odoo::Reference& reference) { return {{"id", reference.id}, {"name", reference.name}}; }

Json render(const std::optional<odoo::Reference>& reference) { return reference ? render(*reference) : Json(); }

Json render(const std::optional<std::string>& text) { return text ? Json(*text) : Json(); }

Answer success(int status, const Json& members) {
  Json body = {{"success", true}};
  body.update(members);
  return {.status = status, .body = body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace paridoo::api
