// create_database with all that it takes: demo data, language, login, password and country.
#include "simulator/service/setup.h"

#include <gtest/gtest.h>

#include "simulator/service/demo.h"
#include "tests/support/test_simulator.h"

namespace paridoo::service {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::error_name;
using support::result_of;

class SetupTest : public testing::TestWithParam<orm::Series> {
 protected:
  Dict create(bool demo, Value lang, Value login, Value country) {
    return odoo_.service("db", "create_database", {"admin", "fresh", demo, lang, "pw", login, country});
  }
  Value ask(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(
        odoo_.service("object", "execute_kw", {"fresh", 2, "pw", model, method, std::move(args), std::move(kwargs)}));
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

INSTANTIATE_TEST_SUITE_P(Series, SetupTest, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19),
                         [](const auto& info) { return "v" + std::string(orm::name_of(info.param)).substr(0, 2); });

TEST_P(SetupTest, DemoDataIsMadeOnEachSeries) {
  const Dict answer = create(true, "en_US", "admin", false);
  EXPECT_EQ(error_name(answer), "") << rpc::dump_json(answer.get("error"));
  EXPECT_EQ(result_of(answer), Value(true));
  EXPECT_GT(ask("sale.order", "search_count", {List{}}).integer(), 5);
  EXPECT_GT(
      ask("account.move", "search_count", {List{List{"payment_state", "in", List{"paid", "in_payment"}}}}).integer(),
      0);
  EXPECT_GT(ask("stock.picking", "search_count", {List{List{"state", "=", "done"}}}).integer(), 0);
}

TEST_P(SetupTest, LanguageLoginAndCountryAreThoseAskedFor) {
  EXPECT_EQ(result_of(create(false, "fr_FR", "ada@example.com", "be")), Value(true));
  EXPECT_EQ(result_of(odoo_.service("common", "login", {"fresh", "ada@example.com", "pw"})), Value(2));
  const Value user = ask("res.users", "read", {List{2}, List{"lang", "email"}});
  ASSERT_TRUE(user.is_list());
  EXPECT_EQ(user.list().front().dict().get("lang"), Value("fr_FR"));
  EXPECT_EQ(user.list().front().dict().get("email"), Value("ada@example.com"));
  const Value company = ask("res.company", "read", {List{1}, List{"country_id"}});
  EXPECT_EQ(company.list().front().dict().get("country_id").list()[1], Value("Belgium"));
  EXPECT_EQ(ask("res.lang", "search_count", {List{}}), Value(2));
}

}  // namespace
}  // namespace paridoo::service
