#include "src/api/request_body.h"

#include <nlohmann/json.hpp>

namespace paridoo::api {

namespace {

template <typename T>
std::optional<T> optional_member(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? std::nullopt : std::optional(found->template get<T>());
}

}  // namespace

std::optional<odoo::Id> optional_id(const nlohmann::json& object, const char* name) {
  return optional_member<odoo::Id>(object, name);
}

std::optional<double> optional_number(const nlohmann::json& object, const char* name) {
  return optional_member<double>(object, name);
}

std::optional<std::string> optional_text(const nlohmann::json& object, const char* name) {
  return optional_member<std::string>(object, name);
}

bool flag(const nlohmann::json& object, const char* name) {
  return optional_member<bool>(object, name).value_or(false);
}

PageNumber page_number(const nlohmann::json& query, std::int64_t default_limit) {
  return {.page = query.value("page", std::int64_t{1}), .limit = query.value("limit", default_limit)};
}

std::optional<std::string> transfer_state(const nlohmann::json& query) {
  auto state = optional_text(query, "state");
  if (state == "ready") return "assigned";
  return state;
}

}  // namespace paridoo::api
