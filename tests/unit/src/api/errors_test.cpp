#include "src/api/errors.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

#include "src/contract/schemas.h"

namespace paridoo::api {
namespace {

TEST(Errors, EachKindHasItsRowAndItsOwnCode) {
  std::set<std::string_view> codes;
  for (int kind = 0; kind <= static_cast<int>(ErrorKind::internal_error); ++kind) {
    const auto& row = error_row(static_cast<ErrorKind>(kind));
    EXPECT_TRUE(codes.insert(row.code).second) << row.code;
    EXPECT_GE(row.status, 400);
  }
  EXPECT_EQ(codes.size(), error_table().size());
}

TEST(Errors, TheSchemaListsTheCodesOfTheTable) {
  const auto schema = contract::Schemas::embedded().bundled("api/error.json");
  std::set<std::string> listed;
  for (const auto& code : schema.at("properties").at("code").at("enum")) listed.insert(code.get<std::string>());
  std::set<std::string> present;
  for (const auto& row : error_table()) present.insert(std::string(row.code));
  EXPECT_EQ(listed, present);
}

TEST(Errors, FitTheirSchemaAndKeepTheirDetailToThemselves) {
  const Error error{.kind = ErrorKind::user_error, .message = "No.", .pointer = "/a", .detail = "Traceback: secret"};
  const auto response = error_response(error, "r1");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
  const auto body = nlohmann::json::parse(response.body);
  EXPECT_FALSE(contract::Schemas::embedded().check("api/error.json", body));
  EXPECT_EQ(body.at("code"), "user_error");
  EXPECT_EQ(body.at("pointer"), "/a");
  EXPECT_EQ(body.at("request_id"), "r1");
}

TEST(Errors, SayWhenToTryAgainAndHowToComeIn) {
  EXPECT_TRUE(error_response({ErrorKind::unreachable, "down"}, "r").headers.contains("Retry-After"));
  EXPECT_TRUE(error_response({ErrorKind::unauthenticated, "who"}, "r").headers.contains("WWW-Authenticate"));
}

TEST(Errors, TextThatIsNoUtf8DoesNotBreakTheAnswer) {
  EXPECT_NO_THROW(error_response({ErrorKind::user_error, "caf\xe9"}, "r"));
}

}  // namespace
}  // namespace paridoo::api
