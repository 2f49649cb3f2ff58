// The jobs that a new database has: each does what it is there for. Setting the clock runs those that are due.
#include <gtest/gtest.h>

#include "tests/support/clocked_jobs.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class SeededJobs : public support::ClockedJobs {
 protected:
  Value run(std::string_view xmlid) { return call("ir.cron", "method_direct_trigger", {List{record(xmlid)}}); }
  Value still_there(std::string_view model, List ids) {
    return call(model, "search", {List{List{"id", "in", std::move(ids)}}});
  }
  Value count(std::string_view model, List domain) { return call(model, "search_count", {std::move(domain)}); }
};

INSTANTIATE_TEST_SUITE_P(Series, SeededJobs, ::testing::Values(Series::v17, Series::v18, Series::v19));

TEST_P(SeededJobs, AllRunInANewDatabaseButThoseThatNeedOthers) {
  const Value jobs = call("ir.cron", "search_read", {List{}, List{"cron_name"}});
  for (const Value& job : jobs.list()) {
    const std::string name = job.dict().get("cron_name").text();
    const Value done = call("ir.cron", "method_direct_trigger", {List{job.dict().get("id")}});
    if (name == "Digest Emails")
      EXPECT_EQ(done, Value("paridoo.NotSimulated"));
    else if (name != "Publisher: Update Notification")
      EXPECT_EQ(done, Value(true)) << name;
    else if (GetParam() < Series::v19)
      EXPECT_EQ(done, Value("odoo.exceptions.UserError"));
    else
      EXPECT_EQ(done.dict().get("tag"), Value("display_exception"));
  }
}

TEST_P(SeededJobs, TheVacuumCleanerRemovesOldWizards) {
  const auto wizard = [&] {
    return call("mail.compose.message", "create", {Dict{{"model", "res.partner"}, {"res_ids", "[3]"}}});
  };
  const Value old = wizard();
  set_clock("2026-03-10 11:30:00");
  const Value fresh = wizard();
  EXPECT_EQ(run("base.autovacuum_job"), Value(true));
  EXPECT_EQ(still_there("mail.compose.message", List{old, fresh}), Value(List{fresh}));
}

TEST_P(SeededJobs, TheVacuumCleanerRemovesActivitiesThatAreOverdueForYears) {
  const Value model = call("ir.model", "search", {List{List{"model", "=", "res.partner"}}}).list().at(0);
  const auto activity = [&](std::string_view day) {
    return call("mail.activity", "create", {Dict{{"res_model_id", model}, {"res_id", 3}, {"date_deadline", day}}});
  };
  const Value forgotten = activity("2023-03-09"), late = activity("2023-03-11");
  run("base.autovacuum_job");
  EXPECT_EQ(still_there("mail.activity", List{forgotten, late}), Value(List{late}));
}

TEST_P(SeededJobs, InvitersHearOfThoseWhoNeverCame) {
  call("res.users", "create", {Dict{{"name", "Ana"}, {"login", "ana"}}});
  call("res.users", "write", {List{2}, Dict{{"email", "admin@example.com"}}});
  const List about{List{"subject", "ilike", "have not logged in"}};
  run("auth_signup.ir_cron_auth_signup_send_pending_user_reminder");
  EXPECT_EQ(count("mail.mail", about), Value(0));
  set_clock("2026-03-15 09:00:00");
  EXPECT_EQ(count("mail.mail", about), Value(1));
  EXPECT_EQ(count("mail.mail", {List{"body_html", "ilike", "Ana (ana)"}}), Value(1));
}

TEST_P(SeededJobs, ScoresFollowWhatBecameOfOtherLeads) {
  const Value lead = call("crm.lead", "create", {Dict{{"name", "Open"}, {"type", "opportunity"}}});
  const double before = field("crm.lead", lead, "probability").number();
  for (const char* name : {"A", "B", "C"}) {
    const Value won = call("crm.lead", "create", {Dict{{"name", name}, {"type", "opportunity"}}});
    call("crm.lead", "action_set_won", {List{won}});
  }
  const Value lost = call("crm.lead", "create", {Dict{{"name", "D"}, {"type", "opportunity"}}});
  call("crm.lead", "action_set_lost", {List{lost}});
  EXPECT_EQ(field("crm.lead", lead, "probability").number(), before);
  call("ir.config_parameter", "set_param", {"crm.pls_start_date", "2026-01-01"});
  EXPECT_EQ(run("crm.website_crm_score_cron"), Value(true));
  EXPECT_GT(field("crm.lead", lead, "automated_probability").number(), 50);
  EXPECT_EQ(field("crm.lead", lead, "probability"), field("crm.lead", lead, "automated_probability"));
}

TEST_P(SeededJobs, NewLeadsOfMailProvidersHaveNoCompany) {
  const auto lead = [&](std::string_view address) {
    return call("crm.lead", "create", {Dict{{"name", "New"}, {"email_from", address}}});
  };
  const Value known = lead("ana@gmail.com"), unknown = lead("ana@paridoo.example");
  EXPECT_EQ(run("crm_iap_enrich.ir_cron_lead_enrichment"), Value(true));
  EXPECT_EQ(field("crm.lead", known, "iap_enrich_done"), Value(true));
  EXPECT_EQ(field("crm.lead", unknown, "iap_enrich_done"), Value(false));
}

TEST_P(SeededJobs, OrdersThatWaitGetTheirMail) {
  if (GetParam() < Series::v18) GTEST_SKIP() << "confirming sends nothing";
  const Value customer = call("res.partner", "create", {Dict{{"name", "Eva"}, {"email", "eva@example.com"}}});
  const bool is_19 = GetParam() >= Series::v19;
  const std::string job = is_19 ? "sale.send_pending_emails_cron" : "sale_async_emails.cron";
  call("ir.config_parameter", "set_param", {"sale.async_emails", "True"});
  call("ir.cron", "write", {List{record(job)}, Dict{{"active", true}}});
  const Value order = call("sale.order", "create", {Dict{{"partner_id", customer}}});
  call("sale.order", "action_confirm", {List{order}}, Dict{{"context", Dict{{"send_email", true}}}});
  const List letters{List{"model", "=", "sale.order"}, List{"res_id", "=", order}, List{"partner_ids", "=", customer}};
  EXPECT_TRUE(field("sale.order", order, "pending_email_template_id").is_list());
  EXPECT_EQ(count("mail.message", letters), Value(0));
  EXPECT_EQ(run(job), Value(true));
  EXPECT_EQ(field("sale.order", order, "pending_email_template_id"), Value(false));
  EXPECT_EQ(count("mail.message", letters), Value(1));
}

TEST_P(SeededJobs, OrdersAreConfirmedWithAMailAtOnce) {
  if (GetParam() < Series::v18) GTEST_SKIP() << "confirming sends nothing";
  const Value customer = call("res.partner", "create", {Dict{{"name", "Eva"}, {"email", "eva@example.com"}}});
  const Value order = call("sale.order", "create", {Dict{{"partner_id", customer}}});
  call("sale.order", "action_confirm", {List{order}}, Dict{{"context", Dict{{"send_email", true}}}});
  EXPECT_EQ(count("mail.message",
                  {List{"model", "=", "sale.order"}, List{"res_id", "=", order}, List{"partner_ids", "=", customer}}),
            Value(1));
}

TEST_P(SeededJobs, VendorsAreRemindedOfWhatTheyDeliver) {
  const Value vendor = call("res.partner", "create",
                            {Dict{{"name", "Vic"},
                                  {"email", "vic@example.com"},
                                  {"receipt_reminder_email", true},
                                  {"reminder_date_before_receipt", 2}}});
  const Value product = call("product.product", "create", {Dict{{"name", "Desk"}, {"type", "consu"}}});
  const Dict line{{"product_id", product}, {"product_qty", 1}, {"price_unit", 5}, {"name", "Desk"}};
  const Value order = call(
      "purchase.order", "create",
      {Dict{{"partner_id", vendor}, {"date_planned", "2026-03-14 08:00:00"}, {"order_line", List{List{0, 0, line}}}}});
  call("purchase.order", "button_confirm", {List{order}});
  call("purchase.order", "write", {List{order}, Dict{{"date_planned", "2026-03-14 08:00:00"}}});
  const List letters{List{"model", "=", "purchase.order"}, List{"res_id", "=", order},
                     List{"partner_ids", "=", vendor}};
  run("purchase.purchase_send_reminder_mail");
  EXPECT_EQ(count("mail.message", letters), Value(0));
  set_clock("2026-03-12 08:00:00");
  const int calls = GetParam() < Series::v18 ? 2 : 1;  // 17.0 makes up for the day before
  EXPECT_EQ(count("mail.message", letters), Value(calls));
}

TEST_P(SeededJobs, RulesForAMomentRunOnce) {
  const auto id_of = [&](std::string_view model, List domain) {
    return call(model, "search", {std::move(domain)}).list().at(0);
  };
  const Value model = id_of("ir.model", {List{"model", "=", "crm.lead"}});
  const Value deadline = id_of("ir.model.fields", {List{"model_id", "=", model}, List{"name", "=", "date_deadline"}});
  const Dict action{
      {"name", "Note"}, {"model_id", model}, {"state", "object_write"}, {"update_path", "priority"}, {"value", "3"}};
  const Value rule = call("base.automation", "create",
                          {Dict{{"name", "Late"},
                                {"model_id", model},
                                {"trigger", "on_time"},
                                {"trg_date_id", deadline},
                                {"trg_date_range", 2},
                                {"trg_date_range_type", "day"},
                                {"action_server_ids", List{List{0, 0, action}}}}});
  const Value job = record("base_automation.ir_cron_data_base_automation_check");
  EXPECT_EQ(field("ir.cron", job, "active"), Value(true));
  const Value due = call("crm.lead", "create", {Dict{{"name", "Due"}, {"date_deadline", "2026-03-08"}}});
  const Value later = call("crm.lead", "create", {Dict{{"name", "Later"}, {"date_deadline", "2026-03-09"}}});
  EXPECT_EQ(call("ir.cron", "method_direct_trigger", {List{job}}), Value(true));
  EXPECT_EQ(field("crm.lead", due, "priority"), Value("3"));
  EXPECT_EQ(field("crm.lead", later, "priority"), Value("0"));
  EXPECT_TRUE(field("base.automation", rule, "last_run").text().starts_with("2026-03-10 10:20"));
  call("crm.lead", "write", {List{due}, Dict{{"priority", "1"}}});
  set_clock("2026-03-11 10:00:00");
  call("ir.cron", "method_direct_trigger", {List{job}});
  EXPECT_EQ(field("crm.lead", due, "priority"), Value("1")) << "that was done before";
  EXPECT_EQ(field("crm.lead", later, "priority"), Value("3"));
  call("base.automation", "unlink", {List{rule}});
  EXPECT_EQ(field("ir.cron", job, "active"), Value(false));
}

}  // namespace
}  // namespace paridoo
