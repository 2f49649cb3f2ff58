#include "src/odoo/web_session.h"

#include <gtest/gtest.h>

namespace paridoo::odoo {
namespace {

// Odoo's web server: gives a new cookie with each login, and prints for the last one.
struct Web {
  int logins = 0;
  bool lets_in = true;
  int report_status = 200;

  Result<WireResponse> answer(const WireRequest& request) {
    if (request.path == "/web/session/authenticate") {
      if (!lets_in) return WireResponse{.status = 200, .body = R"({"error": {"message": "Access Denied"}})"};
      return WireResponse{
          .status = 200, .body = R"({"result": {"uid": 2}})", .cookie = "session_id=" + std::to_string(++logins)};
    }
    if (request.cookie != "session_id=" + std::to_string(logins)) return WireResponse{.status = 303};
    return WireResponse{.status = report_status, .content_type = "application/pdf", .body = request.path};
  }
};

std::unique_ptr<WebSession> session_on(Web& web) {
  return std::make_unique<WebSession>(WebLogin{.database = "d", .login = "l", .password = "p"},
                                      [&web](const WireRequest& request) { return web.answer(request); });
}

TEST(WebSession, LogsInOnceAndPrints) {
  Web web;
  const auto session = session_on(web);
  EXPECT_EQ(*session->pdf("sale.report_saleorder", 5), "/report/pdf/sale.report_saleorder/5");
  ASSERT_TRUE(session->pdf("sale.report_saleorder", 6));
  EXPECT_EQ(web.logins, 1);
}

TEST(WebSession, LogsInAgainWhenItIsForgotten) {
  Web web;
  const auto session = session_on(web);
  ASSERT_TRUE(session->pdf("r", 5));
  web.logins = 7;  // somebody else's session took our place
  ASSERT_TRUE(session->pdf("r", 5));
  EXPECT_EQ(web.logins, 8);
}

TEST(WebSession, AnApiKeyOpensNoWebSession) {
  Web web{.lets_in = false};
  EXPECT_EQ(session_on(web)->pdf("r", 5).error().kind, ErrorKind::not_supported);
}

TEST(WebSession, WhatOdooCannotPrintIsItsFailure) {
  Web web{.report_status = 500};
  EXPECT_EQ(session_on(web)->pdf("r", 5).error().kind, ErrorKind::odoo_exception);
}

}  // namespace
}  // namespace paridoo::odoo
