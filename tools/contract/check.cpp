#include "tools/contract/check.h"

#include <fmt/format.h>

#include <cmath>

#include "src/contract/schemas.h"

namespace paridoo::contract_suite {

namespace {

std::string header(const ApiReply& reply, const std::string& name) {
  const auto found = reply.headers.find(name);
  return found == reply.headers.end() ? std::string() : found->second;
}

std::string beginning_of(const std::string& text) { return text.size() > 300 ? text.substr(0, 300) + "..." : text; }

}  // namespace

void expect(bool holds, const std::string& otherwise) {
  if (!holds) throw CaseFailed(otherwise);
}

void expect_equal(const nlohmann::json& given, const nlohmann::json& wanted, const std::string& what) {
  expect(given == wanted, fmt::format("{} is {}, not {}", what, given.dump(), wanted.dump()));
}

void expect_near(const nlohmann::json& given, double wanted, const std::string& what) {
  const bool near = given.is_number() && std::abs(given.get<double>() - wanted) < 5e-4;
  expect(near, fmt::format("{} is {}, not {}", what, given.dump(), wanted));
}

void expect_reply(const ApiReply& reply, int status, const std::string& schema) {
  expect(reply.status != 0, "no answer");
  expect(reply.status == status, fmt::format("status {}, not {}: {}", reply.status, status, beginning_of(reply.text)));
  expect_equal(header(reply, "Content-Type"), "application/json", "the content type");
  expect(!header(reply, "X-Request-ID").empty(), "the answer has no X-Request-ID");
  expect(!reply.body.is_discarded(), "the answer is not JSON: " + beginning_of(reply.text));
  const auto wrong = contract::Schemas::embedded().check("api/" + schema + ".json", reply.body);
  if (wrong) throw CaseFailed(fmt::format("{} at {}: {}", schema, wrong->pointer, wrong->message));
}

std::string code_over(odoo::Protocol protocol, const std::string& code) {
  return protocol == odoo::Protocol::xmlrpc && code == "validation_error" ? "user_error" : code;
}

void expect_refusal(const ApiReply& reply, int status, const std::string& code, const std::string& pointer) {
  expect_reply(reply, status, "error");
  expect_equal(reply.body.at("code"), code, "the code");
  if (!pointer.empty()) expect_equal(reply.body.value("pointer", ""), pointer, "the pointer");
  expect(reply.text.find("Traceback") == std::string::npos, "the answer shows a traceback");
}

}  // namespace paridoo::contract_suite
