// What the application asks about service accounts before it lets a handler answer.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "src/api/application.h"
#include "tests/unit/src/scripted_odoo.h"

namespace paridoo::api {
namespace {

using governance::Mode;
using nlohmann::json;
using testing::ScriptedOdoo;

class Governed : public ::testing::Test {
 protected:
  // The status and code of the answer to an agent of the accounts 42 and 43.
  std::string ask(Mode mode, HttpRequest request) {
    const governance::TokenRules rules{.secret = std::string(governance::development_secret())};
    const governance::Identity agent{.employee = 7, .accounts = {42, 43}};
    request.headers["Authorization"] = "Bearer " + *governance::issue_token(rules, agent, std::chrono::hours(1));
    const Application application(
        {.odoo = odoo_.session(), .access = {.tokens = rules}, .governance = governance::Governance(mode)});
    const auto response = application.handle(request);
    return std::to_string(response.status) + " " + json::parse(response.body).value("code", "ok");
  }

  void has_accounts(bool there) { odoo_.answer("ir.model.search_count", there ? 1 : 0); }
  void is_member_of_42() {
    odoo_.answer_json("ov.membership.search_read", R"([{"id": 1, "account_id": [42, "Togo"], "role_code": "agent"}])");
  }

  ScriptedOdoo odoo_;
};

TEST_F(Governed, WhatBelongsToOthersIsNotThere) {
  has_accounts(true);
  is_member_of_42();
  odoo_.answer("sale.order.search_count", 0);
  EXPECT_EQ(ask(Mode::required, {.method = "GET", .path = "/api/orders/5"}), "404 not_found");
  EXPECT_EQ(odoo_.calls().back(), "sale.order.search_count") << "the order is not read";
}

TEST_F(Governed, OneActsForNoAccountThatOneHasLeft) {
  has_accounts(true);
  odoo_.answer("ov.membership.search_read", odoo::List{});
  HttpRequest request{.method = "GET", .path = "/api/stock/deliveries", .headers = {{"X-SA-ID", "43"}}};
  EXPECT_EQ(ask(Mode::required, request), "403 forbidden");
}

TEST_F(Governed, AnOdooWithoutAccountsIsServedOnlyWhenTold) {
  has_accounts(false);
  EXPECT_EQ(ask(Mode::required, {.method = "GET", .path = "/api/orders/5"}), "501 not_supported");
  odoo_.answer_rows("sale.order", "[]");
  EXPECT_EQ(ask(Mode::if_installed, {.method = "GET", .path = "/api/orders/5"}), "404 not_found");
  EXPECT_EQ(odoo_.calls().back(), "sale.order.web_search_read") << "it is looked for, ungoverned";
}

TEST_F(Governed, RoutesOfAnAddonSayThatItIsMissing) {
  has_accounts(false);
  for (const auto* path : {"/api/assets", "/api/subscriptions", "/api/tickets", "/api/service-accounts"}) {
    EXPECT_EQ(ask(Mode::if_installed, {.method = "GET", .path = path}), "501 not_supported") << path;
    EXPECT_EQ(ask(Mode::off, {.method = "GET", .path = path}), "501 not_supported") << path;
  }
}

TEST_F(Governed, TheBodyIsLookedAtBeforeOdooIsAsked) {
  HttpRequest request{.method = "POST",
                      .path = "/api/orders/5/confirm",
                      .headers = {{"Content-Type", "application/json"}},
                      .body = R"({"surprise": 1})"};
  EXPECT_EQ(ask(Mode::required, request), "400 invalid_request");
  EXPECT_TRUE(odoo_.calls().empty());
}

}  // namespace
}  // namespace paridoo::api
