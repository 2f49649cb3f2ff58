#include "src/contract/schemas.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "src/contract/bundle.h"

namespace paridoo::contract {
namespace {

using nlohmann::json;

struct BadRequest {
  const char* what;
  const char* body;
  const char* pointer;
};

class Quotations : public ::testing::TestWithParam<BadRequest> {};

TEST_P(Quotations, AreRefusedAtTheRightPlace) {
  const auto wrong = Schemas::embedded().check("api/create_quotation.request.json", json::parse(GetParam().body));
  ASSERT_TRUE(wrong) << GetParam().what;
  EXPECT_EQ(wrong->pointer, GetParam().pointer) << wrong->message;
  EXPECT_FALSE(wrong->message.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Bad, Quotations,
    ::testing::Values(
        BadRequest{"no object", "[]", ""}, BadRequest{"null", "null", ""},
        BadRequest{"a missing field", R"({"products": [{"product_id": 1, "quantity": 1}]})", "/customer_id"},
        BadRequest{"a missing field deep inside", R"({"customer_id": 1, "products": [{"product_id": 1}]})",
                   "/products/0/quantity"},
        BadRequest{"an unknown field",
                   R"({"customer_id": 1, "products": [{"product_id": 1, "quantity": 1}], "a/b": 1})", "/a~1b"},
        BadRequest{"an unknown field deep inside",
                   R"({"customer_id": 1, "products": [{"product_id": 1, "quantity": 1, "colour": "red"}]})",
                   "/products/0/colour"},
        BadRequest{"a wrong type", R"({"customer_id": "1", "products": [{"product_id": 1, "quantity": 1}]})",
                   "/customer_id"},
        BadRequest{
            "a wrong type deep inside",
            R"({"customer_id": 1, "products": [{"product_id": 1, "quantity": 1}, {"product_id": 1, "quantity": "2"}]})",
            "/products/1/quantity"},
        BadRequest{"out of range", R"({"customer_id": 0, "products": [{"product_id": 1, "quantity": 1}]})",
                   "/customer_id"},
        BadRequest{"an id beyond 32 bits",
                   R"({"customer_id": 2147483648, "products": [{"product_id": 1, "quantity": 1}]})", "/customer_id"},
        BadRequest{"zero of something", R"({"customer_id": 1, "products": [{"product_id": 1, "quantity": 0}]})",
                   "/products/0/quantity"},
        BadRequest{"nothing to sell", R"({"customer_id": 1, "products": []})", "/products"},
        BadRequest{"an empty text",
                   R"({"customer_id": 1, "client_order_ref": "", "products": [{"product_id": 1, "quantity": 1}]})",
                   "/client_order_ref"}));

TEST(Schemas, TakeWhatFits) {
  const auto body =
      json::parse(R"({"customer_id": 1, "products": [{"product_id": 1, "quantity": 0.5, "price_unit": 0}]})");
  EXPECT_FALSE(Schemas::embedded().check("api/create_quotation.request.json", body));
}

TEST(Schemas, TooManyElementsAreOneViolationHoweverWrongTheyAre) {
  const json body = {{"customer_id", 1}, {"products", json::array_t(300'000, 0)}};
  const auto wrong = Schemas::embedded().check("api/create_quotation.request.json", body);
  ASSERT_TRUE(wrong);
  EXPECT_EQ(wrong->pointer, "/products");
}

TEST(Schemas, DatesMustExist) {
  const auto payment = [](const char* day) { return json{{"amount", 1}, {"payment_date", day}}; };
  const auto& schemas = Schemas::embedded();
  EXPECT_FALSE(schemas.check("api/register_payment.request.json", payment("2028-02-29")));
  for (const auto* day :
       {"2026-02-29", "2026-13-01", "2026-1-1", "20260101", "", "2026-01-01T00:00:00", "0000-01-01"}) {
    const auto wrong = schemas.check("api/register_payment.request.json", payment(day));
    ASSERT_TRUE(wrong) << day;
    EXPECT_EQ(wrong->pointer, "/payment_date");
  }
}

TEST(Schemas, LongTextsDoNotOverflowTheStack) {
  const json body = {
      {"amount", 1}, {"payment_date", std::string(1'000'000, '1')}, {"memo", std::string(1'000'000, 'x')}};
  EXPECT_TRUE(Schemas::embedded().check("api/register_payment.request.json", body));
}

TEST(Schemas, MomentsAreOdoosForm) {
  const json good = {{"success", true}, {"total", 0}, {"page", 1}, {"limit", 20}, {"deliveries", json::array()}};
  EXPECT_FALSE(Schemas::embedded().check("api/deliveries.response.json", good));
  const auto quant = json::parse(R"([{"id": 1, "location_id": [8, "WH/Stock"]}])");
  EXPECT_FALSE(Schemas::embedded().check("odoo/stock.quant.search_read.json", quant));
}

TEST(Schemas, AskingForOneThatIsNotThereIsABug) {
  EXPECT_THROW((void)Schemas::embedded().check("api/no_such.json", json()), std::logic_error);
}

TEST(Schemas, AllOfThemCompile) {
  for (const auto& name : Schemas::embedded().names()) {
    if (name == "api/openapi.json") continue;
    EXPECT_NO_THROW((void)Schemas::embedded().check(name, json())) << name;
  }
}

TEST(Bundle, TurnsReferencesTowardsOnePlaceAndCollectsWhatTheyLeadTo) {
  const std::map<std::string, json> files = {
      {"a.json",
       json::parse(R"({"properties": {"x": {"$ref": "b.json"}, "y": {"$ref": "b.json#/definitions/inner"}}})")},
      {"b.json",
       json::parse(R"({"items": {"$ref": "#/definitions/inner"}, "definitions": {"inner": {"type": "integer"}}})")}};
  json definitions = json::object();
  const auto bundled = bundle(
      "a.json", "#/here/", [&](const std::string& file) { return files.at(file); }, definitions);
  EXPECT_EQ(bundled, json::parse(R"({"properties": {"x": {"$ref": "#/here/b"}, "y": {"$ref": "#/here/inner"}}})"));
  EXPECT_EQ(definitions, json::parse(R"({"b": {"items": {"$ref": "#/here/inner"}}, "inner": {"type": "integer"}})"));
}

}  // namespace
}  // namespace paridoo::contract
