// Scheduled jobs: those of a new database, those that are due, and those that fail.
#include <gtest/gtest.h>

#include "tests/support/clocked_jobs.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class Jobs : public support::ClockedJobs {
 protected:
  Value new_job(std::string_view code, Dict more = {}) {
    const Value model = call("ir.model", "search", {List{List{"model", "=", "res.partner"}}}).list().at(0);
    Dict values{{"name", "Ours"},       {"model_id", model},       {"state", "code"}, {"code", code},
                {"interval_number", 1}, {"interval_type", "days"}, {"priority", 1}};
    if (GetParam() < Series::v18) values.set("numbercall", -1);
    values.update(more);
    return call("ir.cron", "create", {values});
  }
  void let_only_run(const Value& job) {
    call("ir.cron", "write", {call("ir.cron", "search", {List{List{"id", "!=", job}}}), Dict{{"active", false}}});
  }
  Value partners_named(std::string_view name) {
    return call("res.partner", "search_count", {List{List{"name", "=", name}}});
  }
};

INSTANTIATE_TEST_SUITE_P(Series, Jobs, ::testing::Values(Series::v17, Series::v18, Series::v19));

TEST_P(Jobs, ANewDatabaseHasThoseOfItsModules) {
  const std::size_t count = GetParam() == Series::v17 ? 26 : GetParam() == Series::v18 ? 29 : 28;
  const Value all = call("ir.cron", "search", {List{List{"active", "in", List{true, false}}}});
  EXPECT_EQ(all.list().size(), count);
  const Value vacuum =
      call("ir.cron", "read", {List{1}, List{"name", "model_name", "code", "state", "active", "priority", "xml_id"}});
  EXPECT_EQ(vacuum, Value(List{Dict{{"id", 1},
                                    {"name", "Base: Auto-vacuum internal data"},
                                    {"model_name", "ir.autovacuum"},
                                    {"code", "model._run_vacuum_cleaner()"},
                                    {"state", "code"},
                                    {"active", true},
                                    {"priority", 3},
                                    {"xml_id", "base.autovacuum_job_ir_actions_server"}}}));
}

TEST_P(Jobs, OfANewDatabaseAreDueFromNowOn) {
  EXPECT_TRUE(field("ir.cron", 1, "nextcall").text().starts_with("2026-03-10 10:20:"));
  const Value notice = record("mail.ir_cron_module_update_notification");
  EXPECT_TRUE(field("ir.cron", notice, "nextcall").text().starts_with("2026-03-17 10:20:"));
  const Value autopost = record("account.ir_cron_auto_post_draft_entry");
  EXPECT_TRUE(field("ir.cron", autopost, "nextcall").text().starts_with("2026-03-11 02:00:"));
}

TEST_P(Jobs, RunWhenTheClockPassesThem) {
  const Value job = new_job("model.name_create('By a job')", {{"nextcall", "2026-03-11 00:00:00"}});
  let_only_run(job);
  EXPECT_TRUE(set_clock("2026-03-10 23:59:00").get("jobs").list().empty());
  EXPECT_EQ(partners_named("By a job"), Value(0));
  const Value ran = set_clock("2026-03-13 12:00:00").get("jobs");
  EXPECT_EQ(ran, Value(List{Dict{{"name", "Ours"}, {"failure", Value()}, {"database", "odoo"}}}));
  EXPECT_EQ(partners_named("By a job"), Value(1));
  EXPECT_EQ(field("ir.cron", job, "nextcall"), Value("2026-03-14 00:00:00"));
  EXPECT_TRUE(field("ir.cron", job, "lastcall").text().starts_with("2026-03-13 12:00:"));
}

TEST_P(Jobs, ThatFailAreCalledAgainAndStopNoOthers) {
  const Value job = new_job("model.name_create('Never', 1, 2, 3)", {{"nextcall", "2026-03-11 00:00:00"}});
  const Value other = new_job("model.name_create('After it')", {{"priority", 2}, {"nextcall", "2026-03-11 00:00:00"}});
  set_clock("2026-03-11 01:00:00");
  EXPECT_EQ(partners_named("After it"), Value(1));
  EXPECT_EQ(field("ir.cron", job, "nextcall"), Value("2026-03-12 00:00:00"));
  EXPECT_EQ(field("ir.cron", job, "active"), Value(true));
  EXPECT_TRUE(field("ir.cron", other, "active").boolean());
  if (GetParam() < Series::v18) return;
  EXPECT_EQ(field("ir.cron", job, "failure_count"), Value(1));
  for (const char* day : {"12", "13", "14", "20"}) set_clock(std::string("2026-03-") + day + " 01:00:00");
  EXPECT_FALSE(field("ir.cron", job, "active").boolean()) << "five times in a row, for more than a week";
  EXPECT_EQ(field("ir.cron", job, "failure_count"), Value(0));
}

TEST_P(Jobs, RunByHand) {
  const Value job = new_job("model.name_create(name='By hand')");
  EXPECT_EQ(call("ir.cron", "method_direct_trigger", {List{job}}), Value(true));
  EXPECT_EQ(partners_named("By hand"), Value(1));
  EXPECT_EQ(call("ir.cron", "method_direct_trigger", {List{record("digest.ir_cron_digest_scheduler_action")}}),
            Value("paridoo.NotSimulated"));
}

TEST_P(Jobs, ThatFailByHandSaySo) {
  const Value answer = call("ir.cron", "method_direct_trigger", {List{new_job("model.name_create()")}});
  if (GetParam() < Series::v19)
    EXPECT_EQ(answer, Value("builtins.ValueError"));
  else
    EXPECT_EQ(answer.dict().get("tag"), Value("display_exception"));
}

TEST_P(Jobs, OfAnOldKindRunAFewTimesOrForEachMissedCall) {
  if (GetParam() >= Series::v18) GTEST_SKIP();
  const Value job =
      new_job("model.name_create('Thrice')", {{"numbercall", 3}, {"doall", true}, {"nextcall", "2026-03-11 00:00:00"}});
  set_clock("2026-03-20 00:00:00");
  EXPECT_EQ(partners_named("Thrice"), Value(3));
  EXPECT_FALSE(field("ir.cron", job, "active").boolean());
  const Value never = new_job("model.name_create('Never')", {{"interval_number", 0}});
  set_clock("2026-03-21 00:00:00");
  EXPECT_EQ(partners_named("Never"), Value(0));
  EXPECT_FALSE(field("ir.cron", never, "active").boolean());
}

TEST_P(Jobs, PostEntriesWhoseDateHasCome) {
  const Value journal = call("account.journal", "search", {List{List{"type", "=", "general"}}}).list().at(0);
  const auto entry = [&](std::string_view day) {
    const Value account = call("account.account", "search", {List{List{"account_type", "=", "expense"}}}).list().at(0);
    const auto line = [&](const char* side) {
      return List{0, 0, Dict{{"account_id", account}, {side, 5.0}, {"name", "x"}}};
    };
    return call("account.move", "create",
                {Dict{{"journal_id", journal},
                      {"date", day},
                      {"auto_post", "at_date"},
                      {"line_ids", List{line("debit"), line("credit")}}}});
  };
  const Value due = entry("2026-03-09"), later = entry("2026-03-20");
  const Value job = record("account.ir_cron_auto_post_draft_entry");
  EXPECT_EQ(call("ir.cron", "method_direct_trigger", {List{job}}), Value(true));
  EXPECT_EQ(field("account.move", due, "state"), Value("posted"));
  EXPECT_EQ(field("account.move", later, "state"), Value("draft"));
  set_clock("2026-03-20 03:00:00");
  EXPECT_EQ(field("account.move", later, "state"), Value("posted"));
}

TEST_P(Jobs, NeedAnInterval) {
  const Value refused = new_job("model.f()", {{"interval_number", 0}});
  if (GetParam() < Series::v18)
    EXPECT_TRUE(refused.is_integer());
  else
    EXPECT_EQ(refused, Value("odoo.exceptions.ValidationError"));
}

}  // namespace
}  // namespace paridoo
