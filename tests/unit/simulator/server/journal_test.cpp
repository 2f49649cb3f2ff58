#include "simulator/server/journal.h"

#include <gtest/gtest.h>

namespace paridoo::server {
namespace {

using orm::Value;

const orm::Moment noon = *orm::parse_moment("2026-11-22 12:00:00");

service::CallRecord call(std::string method, std::string exception = {}, std::string message = {}) {
  return {.service = "object",
          .database = "odoo",
          .model = "res.partner",
          .method = std::move(method),
          .exception = std::move(exception),
          .message = std::move(message)};
}

TEST(Journal, TellsWhatWasAskedAndHowItWent) {
  Journal journal;
  journal.record(call("read"), noon);
  journal.record(call("write", "odoo.exceptions.UserError", "No."), noon);
  const orm::Dict report = journal.report(10);
  EXPECT_EQ(report.get("total"), Value(2));
  EXPECT_EQ(report.get("faults"), Value(1));
  const orm::Dict& second = report.get("calls").list().at(1).dict();
  EXPECT_EQ(second.get("time"), Value("2026-11-22 12:00:00"));
  EXPECT_EQ(second.get("method"), Value("write"));
  EXPECT_EQ(second.get("outcome"), Value("odoo.exceptions.UserError"));
  EXPECT_EQ(report.get("calls").list().at(0).dict().get("outcome"), Value("ok"));
}

TEST(Journal, KeepsTheLastCallsAndCountsAll) {
  Journal journal(3);
  for (const char* method : {"a", "b", "c", "d", "e"}) journal.record(call(method), noon);
  const orm::Dict report = journal.report(100);
  EXPECT_EQ(report.get("total"), Value(5));
  EXPECT_EQ(report.get("calls").list().size(), 3u);
  EXPECT_EQ(report.get("calls").list().front().dict().get("number"), Value(3));
  EXPECT_EQ(journal.report(1).get("calls").list().front().dict().get("method"), Value("e"));
}

TEST(Journal, CountsWhatIsNotSimulatedByName) {
  Journal journal;
  for (int i = 0; i < 2; ++i) journal.record(call("x", "paridoo.NotSimulated", "NotSimulated: sale.order.x"), noon);
  EXPECT_EQ(journal.report(0).get("not_simulated"), Value(orm::Dict{{"NotSimulated: sale.order.x", 2}}));
  journal.clear();
  EXPECT_EQ(journal.report(0).get("not_simulated"), Value(orm::Dict{}));
}

}  // namespace
}  // namespace paridoo::server
