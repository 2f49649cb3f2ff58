// Fields that lead to models of which there are no facts: asking about them is a fault, never the end of the server.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using support::error_name;
using support::result_of;

class UnknownModels : public testing::Test {
 protected:
  support::TestSimulator odoo_;
};

TEST_F(UnknownModels, OpenInFormsAsNothing) {
  const Dict answer =
      odoo_.execute_kw("account.account", "onchange", {List{}, Dict(), List{}, Dict{{"code_mapping_ids", Dict()}}});
  ASSERT_EQ(error_name(answer), "");
  EXPECT_FALSE(result_of(answer).dict().get("value").dict().contains("code_mapping_ids"));
}

TEST_F(UnknownModels, AreNamedByConditionsOnTheirRecords) {
  for (const char* comparison : {"child_of", "ilike", "in"}) {
    const List domain{List{"code_mapping_ids", comparison, comparison == std::string("in") ? List{1} : List{}}};
    const std::string name = error_name(odoo_.execute_kw("account.account", "search", {domain}));
    EXPECT_TRUE(name.empty() || name == "paridoo.NotSimulated" || name == "builtins.ValueError") << name;
  }
  const List dotted{List{"code_mapping_ids.code", "=", "1"}};
  EXPECT_EQ(error_name(odoo_.execute_kw("account.account", "search", {dotted})), "paridoo.NotSimulated");
}

TEST_F(UnknownModels, AreNamedByImportsAndPanels) {
  const Dict loaded =
      odoo_.execute_kw("account.account", "load", {List{"name", "code_mapping_ids/.id"}, List{List{"A", "1"}}});
  EXPECT_NE(error_name(loaded), "");
  EXPECT_NE(error_name(odoo_.execute_kw("account.account", "search_panel_select_range", {"root_id"})), "");
}

TEST_F(UnknownModels, AreToldFromThoseThatOdooLacksToo) {
  EXPECT_EQ(error_name(odoo_.execute_kw("res.config.settings", "create", {Dict()})), "paridoo.NotSimulated");
  EXPECT_EQ(error_name(odoo_.execute_kw("no.such.model", "create", {Dict()})), "odoo.exceptions.UserError");
}

TEST_F(UnknownModels, LeaveTheServerAsItWas) {
  odoo_.execute_kw("account.account", "read_group", {List{}, List{"id"}, List{"code_mapping_ids"}});
  EXPECT_EQ(result_of(odoo_.execute_kw("res.company", "search_count", {List{}})), orm::Value(1));
}

}  // namespace
}  // namespace paridoo
