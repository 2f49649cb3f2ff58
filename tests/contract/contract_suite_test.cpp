// The contract suite over the simulator, as `paridoo contract` runs it, and what the suite itself must notice.
#include <gtest/gtest.h>

#include <sstream>

#include "tools/contract/odoo_contract.h"
#include "tools/contract/report.h"
#include "tools/contract/run_contract.h"

namespace paridoo::contract_suite {
namespace {

class ContractSuite : public ::testing::TestWithParam<odoo::Protocol> {};

TEST_P(ContractSuite, PassesOverTheSimulator) {
  std::ostringstream report;
  EXPECT_TRUE(run_contract({.protocol = GetParam()}, report)) << report.str();
}

INSTANTIATE_TEST_SUITE_P(Protocols, ContractSuite, ::testing::Values(odoo::Protocol::jsonrpc, odoo::Protocol::xmlrpc),
                         [](const auto& info) { return info.param == odoo::Protocol::jsonrpc ? "jsonrpc" : "xmlrpc"; });

TEST(ContractSuite, PassesOverAnOdooWithoutServiceAccounts) {
  std::ostringstream report;
  EXPECT_TRUE(run_contract({.addons = {}}, report)) << report.str();
  EXPECT_NE(report.str().find("0 failed, 7 skipped"), std::string::npos) << "what service accounts are needed for";
}

TEST(ContractRun, SaysThatAnOdooWhichIsNotThereCannotBeTested) {
  std::ostringstream report;
  EXPECT_THROW(run_contract({.url = "http://127.0.0.1:1"}, report), std::runtime_error);
  EXPECT_THROW(run_contract({.series = "1.0"}, report), std::runtime_error);
}

odoo::ObjectCall call_of(const char* model, const char* method) { return {.model = model, .method = method}; }

TEST(OdooContract, NoticesAnswersThatDoNotFitAndCallsWithoutContract) {
  OdooContract contract;
  const auto observe = contract.observer();
  observe(call_of("sale.order", "action_confirm"), odoo::Value(true), {});
  observe(call_of("stock.picking", "search_count"), odoo::Value(3), {});
  EXPECT_TRUE(contract.take_violations().empty());
  observe(call_of("stock.picking", "search_count"), odoo::Value("3"), {});
  observe(call_of("res.partner", "unlink"), odoo::Value(true), {});
  const auto violations = contract.take_violations();
  ASSERT_EQ(violations.size(), 2u);
  EXPECT_NE(violations[0].find("stock.picking.search_count"), std::string::npos);
  EXPECT_NE(violations[1].find("no schema"), std::string::npos);
  EXPECT_TRUE(contract.take_violations().empty());
}

TEST(OdooContract, NoticesRowsWithoutAFieldThatWasAskedFor) {
  OdooContract contract;
  const auto observe = contract.observer();
  const odoo::Value rows(odoo::List{odoo::Dict{{"id", 6}, {"name", "Cash"}}});
  auto call = call_of("account.journal", "search_read");
  call.keywords = {{"fields", odoo::List{"name"}}};
  observe(call, rows, {});
  EXPECT_TRUE(contract.take_violations().empty());
  call.keywords = {{"fields", odoo::List{"name", "type"}}};
  observe(call, rows, {});
  const auto violations = contract.take_violations();
  ASSERT_EQ(violations.size(), 1u);
  EXPECT_NE(violations[0].find("without type"), std::string::npos);
}

TEST(Report, CountsAndNamesWhatFailed) {
  const CaseResults results = {
      {.area = "a", .name = "good", .call = "GET /x/5", .contract = "s", .message = ""},
      {.area = "a",
       .name = "bad",
       .call = "GET /y",
       .contract = "s",
       .outcome = Outcome::failed,
       .message = "it <broke>"},
      {.area = "a", .name = "left", .call = "", .contract = "", .outcome = Outcome::skipped, .message = "why"}};
  EXPECT_FALSE(all_passed(results));
  std::ostringstream table;
  print_table(results, table);
  EXPECT_NE(table.str().find("3 cases: 1 passed, 1 failed, 1 skipped"), std::string::npos);
  EXPECT_NE(table.str().find("it <broke>"), std::string::npos);
  EXPECT_NE(table.str().find("GET /x/N"), std::string::npos);
  std::ostringstream junit;
  write_junit(results, junit);
  EXPECT_NE(junit.str().find(R"(tests="3" failures="1" skipped="1")"), std::string::npos);
  EXPECT_NE(junit.str().find("it &lt;broke>"), std::string::npos);
}

}  // namespace
}  // namespace paridoo::contract_suite
