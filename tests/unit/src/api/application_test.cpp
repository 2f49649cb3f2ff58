#include "src/api/application.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "src/api/errors.h"
#include "src/contract/schemas.h"
#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::api {
namespace {

using nlohmann::json;
using testing::ScriptedOdoo;

governance::TokenRules token_rules() { return {.secret = std::string(governance::development_secret())}; }

std::string bearer() {
  const governance::Identity agent{.employee = 7, .role = governance::Role::agent, .accounts = {42}};
  return "Bearer " + *governance::issue_token(token_rules(), agent, std::chrono::hours(1));
}

class ApplicationTest : public ::testing::Test {
 protected:
  HttpResponse send(HttpRequest request) {
    request.headers.emplace("Authorization", bearer());
    return send_as_is(request);
  }

  HttpResponse send_as_is(const HttpRequest& request) {
    const Application application({.odoo = odoo_.session(),
                                   .access = {.tokens = token_rules(), .api_key = "key"},
                                   .log = [this](const LogEntry& entry) {
                                     logged_.push_back(std::string(entry.method) + " " + std::to_string(entry.status));
                                     if (entry.error) details_ += entry.error->detail;
                                   }});
    return application.handle(request);
  }

  HttpResponse post(const std::string& path, const std::string& body, const std::string& type = "application/json") {
    return send({.method = "POST", .path = path, .headers = {{"Content-Type", type}}, .body = body});
  }

  // The error's code and pointer, after checking that it is a proper error.
  static std::string code_of(const HttpResponse& response) {
    const auto body = json::parse(response.body);
    const auto wrong = contract::Schemas::embedded().check("api/error.json", body);
    EXPECT_FALSE(wrong) << response.body;
    return body.value("code", "") + body.value("pointer", "");
  }

  ScriptedOdoo odoo_;
  std::vector<std::string> logged_;
  std::string details_;
};

constexpr auto quotation = R"({"customer_id": 1, "products": [{"product_id": 1, "quantity": 1}]})";

TEST_F(ApplicationTest, UnknownPathsAreNotFoundEvenWithoutToken) {
  const auto response = send_as_is({.method = "GET", .path = "/api/nothing"});
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(code_of(response), "not_found");
}

TEST_F(ApplicationTest, WrongMethodsAreToldTheRightOnes) {
  const auto response = send({.method = "DELETE", .path = "/api/orders/1"});
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.headers.at("Allow"), "GET, HEAD, PUT, OPTIONS");
  EXPECT_EQ(code_of(response), "method_not_allowed");
}

TEST_F(ApplicationTest, TheTokenIsAskedBeforeAnythingElse) {
  const auto response = send_as_is({.method = "POST", .path = "/api/quotations", .body = "{"});
  EXPECT_EQ(response.status, 401);
  EXPECT_EQ(code_of(response), "unauthenticated");
  EXPECT_EQ(response.headers.at("WWW-Authenticate"), "Bearer");
}

TEST_F(ApplicationTest, PreflightsNeedNoToken) {
  const auto response = send_as_is({.method = "OPTIONS", .path = "/api/quotations"});
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.headers.at("Access-Control-Allow-Methods"), "POST, OPTIONS");
  for (const auto* header : {"Authorization", "X-API-KEY", "X-SA-ID"}) {
    EXPECT_NE(response.headers.at("Access-Control-Allow-Headers").find(header), std::string::npos) << header;
  }
  EXPECT_EQ(response.headers.at("Access-Control-Allow-Origin"), "*");
}

TEST_F(ApplicationTest, BodiesMustBeJson) {
  EXPECT_EQ(code_of(post("/api/quotations", quotation, "text/plain")), "unsupported_media_type");
  EXPECT_EQ(code_of(post("/api/quotations", quotation, "application/x-www-form-urlencoded")), "unsupported_media_type");
  EXPECT_EQ(code_of(post("/api/quotations", "{", "application/json; charset=utf-8")), "malformed_json");
  for (const auto* body : {"{", "[1,]", "nonsense", "{\"a\": 1e999}", "\"caf\xe9\"", "{} {}"}) {
    EXPECT_EQ(code_of(post("/api/quotations", body)), "malformed_json") << body;
  }
}

TEST_F(ApplicationTest, DeepNestingIsRefusedBeforeItIsParsed) {
  for (const auto* opening : {"[", "{\"a\":", "[{\"a\":"}) {
    std::string body;
    while (body.size() < 900'000) body += opening;
    EXPECT_EQ(code_of(post("/api/quotations", body)), "malformed_json");
  }
  EXPECT_EQ(code_of(post("/api/quotations", "\"" + std::string(100, '[') + "\"")), "invalid_request");
}

TEST_F(ApplicationTest, TooLargeBodiesAreRefused) {
  const auto response = post("/api/quotations", std::string(10 * 1024 * 1024, '['));
  EXPECT_EQ(response.status, 413);
  EXPECT_EQ(code_of(response), "payload_too_large");
}

TEST_F(ApplicationTest, WhatDoesNotFitIsNamedByItsPointer) {
  EXPECT_EQ(code_of(post("/api/quotations", "{}")), "invalid_request/customer_id");
  EXPECT_EQ(code_of(post("/api/quotations", R"({"customer_id": 1, "products": [{"product_id": 1, "quantity": -1}]})")),
            "invalid_request/products/0/quantity");
  EXPECT_EQ(code_of(post("/api/orders/1/confirm", R"({"force": true})")), "invalid_request/force");
}

TEST_F(ApplicationTest, QueriesAreCheckedLikeBodies) {
  const auto get = [&](std::vector<std::pair<std::string, std::string>> query) {
    return code_of(send({.method = "GET", .path = "/api/stock/levels", .query = std::move(query)}));
  };
  EXPECT_EQ(get({{"limit", "201"}}), "invalid_request/limit");
  EXPECT_EQ(get({{"limit", "0"}}), "invalid_request/limit");
  EXPECT_EQ(get({{"page", "x"}}), "invalid_request/page");
  EXPECT_EQ(get({{"page", "99999999999999999999"}}), "invalid_request/page");
  EXPECT_EQ(get({{"colour", "red"}}), "invalid_request/colour");
  EXPECT_EQ(get({{"page", "1"}, {"page", "2"}}), "invalid_request/page");
  EXPECT_EQ(code_of(send({.method = "GET", .path = "/api/orders/1", .query = {{"x", "1"}}})), "invalid_request/x");
}

TEST_F(ApplicationTest, OdoosRefusalsKeepTheirMessageAndLoseTheirTraceback) {
  odoo_.fail("sale.order.web_search_read", "odoo.exceptions.AccessError", "Not yours.");
  const auto response = send({.method = "GET", .path = "/api/orders/1"});
  EXPECT_EQ(response.status, 403);
  EXPECT_NE(response.body.find("Not yours."), std::string::npos);
  EXPECT_EQ(response.body.find("Traceback"), std::string::npos);
  EXPECT_NE(details_.find("Traceback"), std::string::npos);
}

TEST_F(ApplicationTest, AnUnknownExceptionOfOdoosShowsNothing) {
  odoo_.fail("sale.order.web_search_read", "psycopg2.Error", "relation secret_table");
  const auto response = send({.method = "GET", .path = "/api/orders/1"});
  EXPECT_EQ(response.status, 502);
  EXPECT_EQ(response.body.find("secret_table"), std::string::npos);
}

TEST_F(ApplicationTest, AnAnswerThatBreaksTheContractIsABadGateway) {
  odoo_.answer_rows("sale.order", R"([{"id": 1, "name": 5}])", "order_line");
  const auto response = send({.method = "GET", .path = "/api/orders/1"});
  EXPECT_EQ(response.status, 502);
  EXPECT_EQ(code_of(response), "odoo_malformed_answer");
  EXPECT_EQ(details_, "sale.order.name is integer");
}

TEST_F(ApplicationTest, AMissingOrderIsNotFound) {
  odoo_.answer_rows("sale.order", "[]");
  EXPECT_EQ(code_of(send({.method = "GET", .path = "/api/orders/77"})), "not_found");
}

TEST_F(ApplicationTest, TheRequestIdComesBackAndIsLogged) {
  const auto response = send_as_is({.method = "GET", .path = "/x", .headers = {{"x-request-id", "mine-1"}}});
  EXPECT_EQ(response.headers.at("X-Request-ID"), "mine-1");
  EXPECT_NE(response.body.find("mine-1"), std::string::npos);
  EXPECT_EQ(logged_, std::vector<std::string>{"GET 404"});
}

TEST_F(ApplicationTest, AForgedRequestIdIsReplaced) {
  for (const auto& id : {std::string("a b"), std::string("a\nb"), std::string(65, 'a'), std::string("é")}) {
    const auto response = send_as_is({.method = "GET", .path = "/x", .headers = {{"X-Request-ID", id}}});
    EXPECT_EQ(response.headers.at("X-Request-ID").size(), 16u);
  }
}

TEST_F(ApplicationTest, ServesItsDocumentAndItsHealth) {
  const auto document = send_as_is({.method = "GET", .path = "/openapi.json"});
  EXPECT_EQ(json::parse(document.body).at("openapi"), "3.1.0");
  EXPECT_EQ(send_as_is({.method = "GET", .path = "/healthz"}).status, 200);
}

TEST_F(ApplicationTest, StockLevelsTakeTheApiKey) {
  odoo_.answer_json("stock.quant.read_group", "[]");
  const HttpRequest request{.method = "GET", .path = "/api/stock/levels", .headers = {{"X-API-KEY", "key"}}};
  EXPECT_EQ(send_as_is(request).status, 200);
}

TEST_F(ApplicationTest, StockLevelsArePaged) {
  odoo_.answer_json("stock.quant.read_group", R"([
      {"product_id": [1, "Kit"], "location_id": [8, "WH/Stock"], "quantity": 20.3, "reserved_quantity": 5.1, "__count": 2},
      {"product_id": [2, "Cable"], "location_id": [8, "WH/Stock"], "quantity": 3, "reserved_quantity": 0, "__count": 1}])");
  const auto response = send({.method = "GET", .path = "/api/stock/levels", .query = {{"page", "2"}, {"limit", "1"}}});
  const auto body = json::parse(response.body);
  const auto wrong = contract::Schemas::embedded().check("api/stock_levels.response.json", body);
  ASSERT_FALSE(wrong) << wrong->pointer << wrong->message;
  EXPECT_EQ(body.at("total"), 2);
  ASSERT_EQ(body.at("levels").size(), 1u);
  EXPECT_EQ(body.at("levels")[0].at("product").at("name"), "Cable");
  const auto first = json::parse(send({.method = "GET", .path = "/api/stock/levels"}).body);
  EXPECT_EQ(first.at("levels")[0].at("qty_available"), 15.2);
}

TEST_F(ApplicationTest, ARequestWithAKeyIsCarriedOutOnce) {
  const Application application({.odoo = odoo_.session(), .access = {.tokens = token_rules()}});
  odoo_.fail("sale.order.action_confirm", "odoo.exceptions.MissingError", "It is gone.");
  odoo_.answer("sale.order.search_read", odoo::List{});
  HttpRequest request{.method = "POST",
                      .path = "/api/orders/5/confirm",
                      .headers = {{"Authorization", bearer()}, {"Idempotency-Key", "k1"}}};
  const auto first = application.handle(request);
  const auto calls = odoo_.calls().size();
  const auto second = application.handle(request);
  EXPECT_EQ(first.status, 404);
  EXPECT_EQ(second.status, 404);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.headers.at("Idempotency-Replayed"), "true");
  EXPECT_EQ(odoo_.calls().size(), calls);
  request.path = "/api/orders/6/confirm";
  EXPECT_EQ(code_of(application.handle(request)), "idempotency_conflict");
  request.headers["Idempotency-Key"] = std::string(256, 'k');
  EXPECT_EQ(code_of(application.handle(request)), "invalid_request");
}

TEST_F(ApplicationTest, TooManyRequestsAreToldWhenToComeBack) {
  const Application application(
      {.odoo = odoo_.session(), .access = {.tokens = token_rules()}, .requests_per_minute_max = 1});
  const HttpRequest request{.method = "PUT", .path = "/api/quotations", .headers = {{"Authorization", bearer()}}};
  EXPECT_EQ(application.handle(request).status, 405);
  const auto refused = application.handle(request);
  EXPECT_EQ(code_of(refused), "too_many_requests");
  EXPECT_EQ(refused.headers.at("Retry-After"), "60");
}

TEST_F(ApplicationTest, ReadyIsWhoseOdooAnswers) {
  EXPECT_EQ(send_as_is({.method = "GET", .path = "/readyz"}).status, 200);
  const odoo::Session nobody({.database = "test",
                              .login = "admin",
                              .password = "admin",
                              .protocol = odoo::Protocol::jsonrpc,
                              .transport = [](const odoo::WireRequest&) -> Result<odoo::WireResponse> {
                                return Error{ErrorKind::unreachable, "Odoo cannot be reached."};
                              },
                              .observer = {}});
  const Application application({.odoo = nobody, .access = {}});
  const auto response = application.handle({.method = "GET", .path = "/readyz"});
  EXPECT_EQ(response.status, 503);
  EXPECT_TRUE(response.headers.contains("Retry-After"));
  EXPECT_EQ(application.handle({.method = "GET", .path = "/healthz"}).status, 200);
}

TEST_F(ApplicationTest, FiguresAndTheViewerNeedNoToken) {
  const Application application({.odoo = odoo_.session(), .access = {.tokens = token_rules()}});
  application.handle({.method = "GET", .path = "/api/orders/5"});
  const auto figures = application.handle({.method = "GET", .path = "/metrics"});
  EXPECT_NE(figures.body.find(R"(paridoo_http_requests_total{method="GET",operation="getOrder",status="401"} 1)"),
            std::string::npos)
      << figures.body;
  EXPECT_NE(figures.body.find(R"(paridoo_sales_steps_total{step="order_confirmed"} 0)"), std::string::npos);
  EXPECT_NE(figures.body.find(R"(paridoo_refusals_total{code="unauthenticated",operation="getOrder"} 1)"),
            std::string::npos)
      << figures.body;
  EXPECT_NE(figures.body.find("paridoo_http_requests_in_progress 1"), std::string::npos) << "the asking itself";
  EXPECT_NE(application.handle({.method = "GET", .path = "/docs"}).body.find("swagger-ui-bundle.js"),
            std::string::npos);
  EXPECT_GT(application.handle({.method = "GET", .path = "/docs/swagger-ui-bundle.js"}).body.size(), 500'000u);
}

class KeysAfterFailureTest : public ApplicationTest {
 protected:
  KeysAfterFailureTest() {
    odoo_.answer_json("res.partner.search_read", R"([{"id": 1}])");
    odoo_.answer_json("product.product.search_read", R"([{"id": 1}])");
  }

  HttpResponse post_with_key() const {
    return application_.handle(
        {.method = "POST",
         .path = "/api/quotations",
         .headers = {{"Authorization", bearer()}, {"Content-Type", "application/json"}, {"Idempotency-Key", "once"}},
         .body = quotation});
  }

  std::ptrdiff_t created() const {
    const auto calls = odoo_.calls();
    return std::count(calls.begin(), calls.end(), "sale.order.create");
  }

  const Application application_{{.odoo = odoo_.session(), .access = {.tokens = token_rules(), .api_key = "key"}}};
};

TEST_F(KeysAfterFailureTest, AKeyIsFreeWhereOdooDidNothing) {
  odoo_.overload("sale.order.create");
  EXPECT_EQ(code_of(post_with_key()), "odoo_overloaded");
  const auto again = post_with_key();
  EXPECT_FALSE(again.headers.contains("Idempotency-Replayed"));
  EXPECT_EQ(created(), 2);
}

TEST_F(KeysAfterFailureTest, AKeyIsSpentOnceAStepStands) {
  odoo_.answer("sale.order.create", 5).overload("sale.order.web_search_read");
  const auto first = post_with_key();
  EXPECT_EQ(code_of(first), "odoo_overloaded");
  const auto again = post_with_key();
  EXPECT_EQ(again.headers.at("Idempotency-Replayed"), "true");
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(created(), 1) << "the quotation stands: another one would be one too many";
}

}  // namespace
}  // namespace paridoo::api
