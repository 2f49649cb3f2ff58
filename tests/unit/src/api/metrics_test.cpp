#include "src/api/metrics.h"

#include <gtest/gtest.h>

namespace paridoo::api {
namespace {

bool shows(const Metrics& metrics, const std::string& line) {
  return ("\n" + metrics.text()).find("\n" + line + "\n") != std::string::npos;
}

void end(Metrics& metrics, std::string_view operation, int status, bool replayed = false) {
  metrics.begin_request();
  metrics.end_request({.operation = operation, .method = "POST", .status = status, .replayed = replayed});
}

TEST(Metrics, CountsWhatHappenedInTheBusinessOnce) {
  Metrics metrics;
  end(metrics, "createInvoice", 201);
  end(metrics, "createInvoice", 200);        // there was one
  end(metrics, "createInvoice", 201, true);  // told again
  end(metrics, "createInvoice", 400);
  end(metrics, "receiveGoods", 201);
  end(metrics, "receiveGoodsByItsOtherName", 201);
  EXPECT_TRUE(shows(metrics, R"(paridoo_sales_steps_total{step="invoice_created"} 1)")) << metrics.text();
  EXPECT_TRUE(shows(metrics, R"(paridoo_sales_steps_total{step="goods_received"} 2)"));
  EXPECT_TRUE(shows(metrics, "paridoo_idempotent_replays_total 1"));
  EXPECT_TRUE(shows(metrics, "paridoo_http_requests_in_progress 0"));
}

TEST(Metrics, SaysWhetherOdooAnswersAndHowOftenItWasAskedAgain) {
  Metrics metrics;
  const auto observe = metrics.observer();
  const odoo::ObjectCall call{.model = "sale.order", .method = "read"};
  observe(call, Error{ErrorKind::user_error, "no"}, {});
  EXPECT_TRUE(shows(metrics, "paridoo_odoo_up 1")) << "a refusal is an answer";
  observe(call, Error{ErrorKind::unreachable, "gone"}, {});
  EXPECT_TRUE(shows(metrics, "paridoo_odoo_up 0"));
  metrics.retries()();
  EXPECT_TRUE(shows(metrics, "paridoo_odoo_retries_total 1"));
}

}  // namespace
}  // namespace paridoo::api
