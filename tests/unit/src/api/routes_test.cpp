#include "src/api/routes.h"

#include <gtest/gtest.h>

#include <set>

#include "src/contract/schemas.h"

namespace paridoo::api {
namespace {

using contract::Schemas;

bool has_schema(std::string_view name) { return Schemas::embedded().contains("api/" + std::string(name) + ".json"); }

TEST(Routes, EachHasItsSchemas) {
  for (const auto& route : routes()) {
    EXPECT_FALSE(route.answer.empty()) << route.operation;
    EXPECT_TRUE(has_schema(route.answer)) << route.operation;
    const bool takes_body = route.method == Method::post || route.method == Method::put;
    EXPECT_EQ(route.body.empty(), !takes_body) << route.operation << ": bodies are for POST and PUT";
    if (!route.body.empty()) {
      EXPECT_TRUE(has_schema(route.body)) << route.operation;
    }
    if (!route.query.empty()) {
      EXPECT_TRUE(has_schema(route.query)) << route.operation;
    }
    EXPECT_FALSE(route.statuses.empty()) << route.operation;
    EXPECT_NE(route.handler, nullptr) << route.operation;
  }
}

TEST(Routes, EachSchemaOfARequestOrResponseHasItsRoute) {
  std::set<std::string> used;
  for (const auto& route : routes()) {
    for (const auto name : {route.query, route.body, route.answer}) used.insert("api/" + std::string(name) + ".json");
  }
  for (const auto& name : Schemas::embedded().names()) {
    const bool of_route =
        name.ends_with(".query.json") || name.ends_with(".request.json") || name.ends_with(".response.json");
    if (of_route) {
      EXPECT_TRUE(used.contains(name)) << name;
    }
  }
}

TEST(Routes, NoTwoAreTheSame) {
  std::set<std::string> seen;
  for (const auto& route : routes()) {
    EXPECT_TRUE(seen.insert(std::string(method_name(route.method)) + " " + std::string(route.path)).second)
        << route.path;
    EXPECT_TRUE(seen.insert(std::string(route.operation)).second) << route.operation;
  }
}

TEST(FindRoute, TakesIdsFromThePath) {
  const auto match = find_route("POST", "/api/orders/55/invoices/33/confirm");
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.route->operation, "confirmInvoice");
  EXPECT_EQ(match.ids.find("id")->second, 55);
  EXPECT_EQ(match.ids.find("invoice_id")->second, 33);
}

TEST(FindRoute, WhatIsNoIdIsNoPath) {
  for (const auto* path : {"/api/orders/0", "/api/orders/-1", "/api/orders/x", "/api/orders/1x", "/api/orders/1.0",
                           "/api/orders/", "/api/orders/2147483648", "/api/orders/99999999999999999999",
                           "/api/orders/1/", "/api/orders//1", "/api", "", "/", "/api/orders/1/confirm/x"}) {
    EXPECT_TRUE(find_route("GET", path).methods.empty()) << path;
  }
}

TEST(FindRoute, TellsWhichMethodsThePathTakes) {
  const auto match = find_route("DELETE", "/api/orders/1");
  EXPECT_EQ(match.route, nullptr);
  EXPECT_EQ(match.methods, (std::vector<std::string_view>{"GET", "HEAD", "PUT", "OPTIONS"}));
  EXPECT_EQ(find_route("GET", "/api/quotations").methods, (std::vector<std::string_view>{"POST", "OPTIONS"}));
}

TEST(FindRoute, HeadIsTakenWhereGetIs) {
  EXPECT_NE(find_route("HEAD", "/api/orders/1").route, nullptr);
  EXPECT_EQ(find_route("HEAD", "/api/quotations").route, nullptr);
}

}  // namespace
}  // namespace paridoo::api
