#include "simulator/server/admin.h"

#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::server {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::TestSimulator;

rpc::HttpResponse send(TestSimulator& odoo, std::string method, std::string_view target, std::string body = {}) {
  return ask(odoo.simulator().handler(), std::move(method), target, {}, std::move(body));
}

Dict parsed(const rpc::HttpResponse& response) { return rpc::parse_json(response.body).dict(); }

TEST(Admin, SaysThatAllIsWell) {
  TestSimulator odoo;
  EXPECT_EQ(Value(parsed(send(odoo, "GET", "/paridoo/health"))),
            Value(Dict{{"status", "pass"}, {"series", "18.0"}, {"databases", 1}}));
}

TEST(Admin, ShowsAndForgetsTheJournal) {
  TestSimulator odoo;
  odoo.execute_kw("res.company", "search_count", {List{}});
  odoo.execute_kw("res.company", "no_such", {List{}});
  const Dict journal = parsed(send(odoo, "GET", "/paridoo/journal?last=1"));
  EXPECT_EQ(journal.get("total"), Value(2));
  ASSERT_EQ(journal.get("calls").list().size(), 1u);
  const Dict& last = journal.get("calls").list().front().dict();
  EXPECT_EQ(last.get("model"), Value("res.company"));
  EXPECT_EQ(last.get("method"), Value("no_such"));
  EXPECT_EQ(last.get("outcome"), Value("builtins.AttributeError"));
  send(odoo, "DELETE", "/paridoo/journal");
  EXPECT_EQ(parsed(send(odoo, "GET", "/paridoo/journal")).get("total"), Value(0));
}

TEST(Admin, SetsTheClock) {
  TestSimulator odoo;
  const Dict set = parsed(send(odoo, "PUT", "/paridoo/clock", R"({"now": "2031-02-03 04:05:06"})"));
  EXPECT_TRUE(set.get("now").text().starts_with("2031-02-03 04:05:0"));
  const Value created = support::result_of(odoo.execute_kw("res.partner", "create", {Dict{{"name", "x"}}}));
  const Value read = support::result_of(odoo.execute_kw("res.partner", "read", {List{created}, List{"create_date"}}));
  EXPECT_TRUE(read.list().front().dict().get("create_date").text().starts_with("2031-02-03"));
  send(odoo, "PUT", "/paridoo/clock", R"({"now": null})");
  EXPECT_FALSE(parsed(send(odoo, "GET", "/paridoo/clock")).get("now").text().starts_with("2031"));
}

TEST(Admin, RefusesMomentsThatAreNone) {
  TestSimulator odoo;
  for (const char* body : {"", "{}", "[]", R"({"now": "noon"})", R"({"now": 7})"})
    EXPECT_EQ(send(odoo, "PUT", "/paridoo/clock", body).status, 400) << body;
}

TEST(Admin, ResetsADatabase) {
  TestSimulator odoo;
  odoo.execute_kw("res.company", "write", {List{1}, Dict{{"name", "Changed"}}});
  EXPECT_EQ(send(odoo, "POST", "/paridoo/databases/odoo/reset").status, 200);
  const Value company = support::result_of(odoo.execute_kw("res.company", "read", {List{1}, List{"name"}}));
  EXPECT_EQ(company.list().front().dict().get("name"), Value("My Company"));
  EXPECT_EQ(send(odoo, "POST", "/paridoo/databases/none/reset").status, 404);
}

// The only active job.
Value job_of_abs(TestSimulator& odoo) {
  const List ours{List{"code", "=", "model.run_daily_job()"}}, others{List{"code", "!=", "model.run_daily_job()"}};
  odoo.execute_kw("ir.cron", "write",
                  {support::result_of(odoo.execute_kw("ir.cron", "search", {others})), Dict{{"active", false}}});
  return support::result_of(odoo.execute_kw("ir.cron", "search", {ours})).list().at(0);
}

TEST(Admin, RunsTheJobsThatAreDue) {
  const service::ExtendedWorld world = service::extend_world(orm::Series::v18, {.addons = {"abs"}});
  TestSimulator odoo({}, world.world());
  const auto jobs = [&] { return rpc::parse_json(send(odoo, "POST", "/paridoo/databases/odoo/jobs").body).list(); };
  const auto let_pass = [&](const char* now) {
    odoo.simulator().databases().set_clock(orm::clock_from(*orm::parse_moment(now)));
  };
  const Value job = job_of_abs(odoo);
  odoo.execute_kw("ir.cron", "write", {List{job}, Dict{{"nextcall", "2031-01-01 03:00:00"}}});
  let_pass("2031-01-01 02:00:00");
  EXPECT_TRUE(jobs().empty());
  let_pass("2031-01-05 12:00:00");
  const List ran = jobs();
  ASSERT_EQ(ran.size(), 1u);
  EXPECT_EQ(ran[0].dict().get("failure"), Value());
  EXPECT_TRUE(jobs().empty()) << "once, however often it was missed";
  const Value read = support::result_of(odoo.execute_kw("ir.cron", "read", {List{job}, List{"nextcall"}}));
  EXPECT_EQ(read.list().at(0).dict().get("nextcall"), Value("2031-01-06 03:00:00"));
}

TEST(Admin, TellsWhichJobsFail) {
  const service::ExtendedWorld world = service::extend_world(orm::Series::v18, {.addons = {"abs"}});
  TestSimulator odoo({}, world.world());
  const Value job = job_of_abs(odoo);
  odoo.execute_kw("ir.cron", "write", {List{job}, Dict{{"code", "raise Boom()"}, {"nextcall", "2020-01-01 03:00:00"}}});
  const List ran = rpc::parse_json(send(odoo, "POST", "/paridoo/databases/odoo/jobs").body).list();
  ASSERT_EQ(ran.size(), 1u);
  EXPECT_TRUE(ran[0].dict().get("failure").text().starts_with("NotSimulated"));
}

TEST(Admin, KnowsItsPathsAndMethods) {
  TestSimulator odoo;
  EXPECT_EQ(send(odoo, "GET", "/paridoo/nothing").status, 404);
  EXPECT_EQ(send(odoo, "GET", "/paridoo/databases//reset").status, 404);
  EXPECT_EQ(send(odoo, "POST", "/paridoo/clock").status, 405);
}

}  // namespace
}  // namespace paridoo::server
