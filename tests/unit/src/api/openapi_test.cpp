#include "src/api/openapi.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "src/api/errors.h"
#include "src/api/routes.h"
#include "src/contract/schemas.h"

namespace paridoo::api {
namespace {

const std::string document_path = PARIDOO_SOURCE_DIR "/contracts/api/openapi.json";

std::string document_in_contracts() {
  std::ifstream file(document_path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// With PARIDOO_WRITE_OPENAPI set the document is written anew instead.
TEST(Openapi, TheDocumentInContractsIsTheOneOfTheRoutes) {
  const auto text = openapi_document().dump(2) + "\n";
  if (std::getenv("PARIDOO_WRITE_OPENAPI")) std::ofstream(document_path) << text;
  EXPECT_EQ(document_in_contracts() == text, true)
      << "contracts/api/openapi.json is out of date: run this test with PARIDOO_WRITE_OPENAPI=1";
}

// Nothing refers to what is not there.
void check_references(const nlohmann::ordered_json& document, const nlohmann::ordered_json& part) {
  for (const auto& [name, value] : part.items()) {
    if (name == "$ref" && value.is_string()) {
      const auto pointer = value.get<std::string>().substr(1);
      EXPECT_TRUE(document.contains(nlohmann::ordered_json::json_pointer(pointer))) << pointer;
    } else if (value.is_structured()) {
      check_references(document, value);
    }
  }
}

TEST(Openapi, EveryReferenceLeadsSomewhere) {
  const auto document = openapi_document();
  check_references(document, document);
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return std::tolower(c); });
  return lower;
}

TEST(Openapi, HasEachRouteWithItsStatuses) {
  const auto document = openapi_document();
  for (const auto& route : routes()) {
    const auto& operation = document.at("paths").at(std::string(route.path)).at(lower_case(method_name(route.method)));
    EXPECT_EQ(operation.at("operationId"), route.operation);
    for (const int status : route.statuses) EXPECT_TRUE(operation.at("responses").contains(std::to_string(status)));
    EXPECT_TRUE(operation.at("responses").contains("503"));
    EXPECT_EQ(operation.contains("requestBody"), !route.body.empty());
  }
}

TEST(Openapi, TheExamplesFitTheirSchemas) {
  for (const auto& name : contract::Schemas::embedded().names()) {
    if (!name.starts_with("api/") || name == "api/openapi.json") continue;
    const auto schema = contract::Schemas::embedded().bundled(name);
    for (const auto& example : schema.value("examples", nlohmann::json::array())) {
      const auto wrong = contract::Schemas::embedded().check(name, example);
      EXPECT_FALSE(wrong) << name << wrong->pointer << ": " << wrong->message;
    }
  }
}

// Queries are shown by their parameters.
TEST(Openapi, EachRequestAndResponseHasAnExample) {
  for (const auto& name : contract::Schemas::embedded().names()) {
    if (!name.ends_with(".request.json") && !name.ends_with(".response.json") && name != "api/error.json") continue;
    const auto schema = contract::Schemas::embedded().bundled(name);
    EXPECT_FALSE(schema.value("examples", nlohmann::json::array()).empty()) << name;
  }
}

}  // namespace
}  // namespace paridoo::api
