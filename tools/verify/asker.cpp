#include "tools/verify/asker.h"

#include <algorithm>

namespace paridoo::verify {

namespace {

Json accepted(std::variant<Json, RpcError> answer, const std::string& what) {
  if (const auto* error = std::get_if<RpcError>(&answer)) throw NoAnswer(what + ": " + error->message());
  return std::get<Json>(std::move(answer));
}

}  // namespace

std::string RpcError::message() const {
  const Json data = error.value("data", Json::object());
  if (data.is_object() && data.contains("message") && data["message"].is_string()) return data["message"];
  return error.value("message", std::string("an error without a message"));
}

std::variant<Json, RpcError> Asker::service(const std::string& service, const std::string& method,
                                            Json arguments) const {
  const Json request{{"jsonrpc", "2.0"},
                     {"method", "call"},
                     {"id", 1},
                     {"params", {{"service", service}, {"method", method}, {"args", std::move(arguments)}}}};
  const auto response =
      transport_({.path = "/jsonrpc", .content_type = "application/json", .body = request.dump(), .repeatable = false});
  if (!response) throw NoAnswer(response.error().message);
  Json answer = Json::parse(response->body, nullptr, false);
  if (!answer.is_object()) throw NoAnswer("HTTP " + std::to_string(response->status) + " without a JSON-RPC answer");
  if (answer.contains("error")) return RpcError{answer["error"]};
  return answer.value("result", Json());
}

void Asker::fresh_database(const std::string& from, const std::string& name) const {
  const Json names = accepted(service("db", "list", Json::array()), "db.list");
  if (std::find(names.begin(), names.end(), Json(name)) != names.end()) drop_database(name);
  accepted(service("db", "duplicate_database", Json::array({master_password_, from, name})), "db.duplicate_database");
}

void Asker::drop_database(const std::string& name) const {
  accepted(service("db", "drop", Json::array({master_password_, name})), "db.drop");
}

std::int64_t Asker::log_in(const std::string& database, const std::string& login, const std::string& password) const {
  const Json uid = accepted(service("common", "authenticate", Json::array({database, login, password, Json::object()})),
                            "authenticate");
  if (!uid.is_number_integer()) throw NoAnswer("cannot log in to " + database + " as " + login);
  return uid;
}

}  // namespace paridoo::verify
