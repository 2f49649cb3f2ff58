// What base brings as data to a new database: system parameters and the applications that groups belong to.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::orm {
namespace {

using support::result_of;
using support::TestSimulator;

class BaseData : public testing::TestWithParam<Series> {
 protected:
  Value asked(std::string_view model, std::string_view method, List arguments, Dict named = {}) {
    return result_of(odoo.execute_kw(model, method, std::move(arguments), std::move(named)));
  }
  std::string parameter(std::string_view key) {
    const Value value = asked("ir.config_parameter", "get_param", {key});
    return value.is_text() ? value.text() : std::string();
  }
  std::string name_of_record(const std::string& module, const std::string& name) {
    const Value is_it = List{List{"module", "=", module}, List{"name", "=", name}};
    const Value found = asked("ir.model.data", "search_read", {is_it, List{"model", "res_id"}}).list().at(0);
    const Value id = found.dict().get("res_id");
    const Value rows = asked(found.dict().get("model").text(), "read", {List{id}, List{"display_name"}});
    return rows.list().at(0).dict().get("display_name").text();
  }

  TestSimulator odoo{{.series = GetParam()}};
};

TEST_P(BaseData, HoldsTheParametersInTheirOrder) {
  const Value first =
      asked("ir.config_parameter", "search_read", {List{}, List{"key"}}, {{"limit", 5}, {"order", "id"}});
  std::vector<std::string> keys;
  for (const Value& row : first.list()) keys.push_back(row.dict().get("key").text());
  EXPECT_EQ(keys, (std::vector<std::string>{"database.secret", "database.uuid", "database.create_date", "web.base.url",
                                            "base.login_cooldown_after"}));
  EXPECT_EQ(parameter("base.login_cooldown_duration"), "60");
  EXPECT_EQ(parameter("base.default_max_email_size"), GetParam() == Series::v17 ? "" : "10");
}

TEST_P(BaseData, LeavesNoSecretAsTheDataHasIt) {
  const std::string in_data = "00000000-0000-0000-0000-000000000000";
  EXPECT_EQ(parameter("database.secret").size(), in_data.size());
  EXPECT_NE(parameter("database.secret"), in_data);
  EXPECT_NE(parameter("database.uuid"), in_data);
  EXPECT_NE(parameter("database.uuid"), parameter("database.secret"));
}

TEST_P(BaseData, NamesAGroupAfterItsApplication) {
  const bool by_application = GetParam() != Series::v19;
  EXPECT_EQ(name_of_record("base", "group_user"), by_application ? "User types / Internal User" : "Role / User");
  EXPECT_EQ(name_of_record("base", "group_sanitize_override"), "Bypass HTML Field Sanitize");
  EXPECT_EQ(name_of_record("stock", "group_stock_user"), by_application ? "Inventory / User" : "User");
}

TEST_P(BaseData, SaysWhoMadeItsRecordsAndWhen) {
  const Value rows =
      asked("account.account", "search_read", {List{}, List{"create_uid", "write_date"}}, {{"limit", 1}});
  EXPECT_EQ(rows.list().at(0).dict().get("create_uid").list().at(0), Value(1));
  EXPECT_TRUE(rows.list().at(0).dict().get("write_date").is_text());
}

// The first company has no sequence: Odoo's setup puts it there before sequences have a default.
TEST_P(BaseData, PutsTheFirstCompanyLast) {
  const Value second = asked("res.company", "create", {Dict{{"name", "Second"}}});
  EXPECT_EQ(asked("res.company", "search", {List{}}).list().front(), second);
}

INSTANTIATE_TEST_SUITE_P(Series, BaseData, testing::Values(Series::v17, Series::v18, Series::v19));

}  // namespace
}  // namespace paridoo::orm
