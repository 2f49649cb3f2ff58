// Records are found by their names; by a condition on display_name since 18.0 only.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::result_of;

class NameConditions : public ::testing::TestWithParam<Series> {
 protected:
  std::int64_t count(const char* model, const List& condition) {
    return result_of(odoo_.execute_kw(model, "search_count", {List{condition}})).integer();
  }
  std::int64_t found(const char* model, const char* name) {
    return static_cast<std::int64_t>(result_of(odoo_.execute_kw(model, "name_search", {name})).list().size());
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
  const bool ignored_ = GetParam() == Series::v17;
};

TEST_P(NameConditions, OnDisplayNameAreIgnoredIn17) {
  const std::int64_t countries = count("res.country", {"id", "!=", false});
  EXPECT_EQ(count("res.country", {"display_name", "ilike", "Belg"}), ignored_ ? countries : 1);
  EXPECT_EQ(count("res.country", {"display_name", "=", false}), ignored_ ? countries : 0);
  const std::int64_t abroad = count("res.partner", {"country_id", "!=", false});
  ASSERT_GT(abroad, 0);
  EXPECT_EQ(count("res.partner", {"country_id.display_name", "ilike", "zzzz"}), ignored_ ? abroad : 0);
}

TEST_P(NameConditions, AreKeptByNameSearchAndByRelations) {
  EXPECT_EQ(found("res.country", "Belg"), 1);
  EXPECT_EQ(found("res.country", "zzzz"), 0);
  EXPECT_EQ(count("res.country", {"currency_id", "ilike", "zzzz"}), 0);
  EXPECT_EQ(count("res.country", {"currency_id", "=", "BRL"}), 1);
  const Value acme = result_of(odoo_.execute_kw("res.partner", "create", {Dict{{"name", "Acme"}}}));
  odoo_.execute_kw("res.partner", "create", {Dict{{"name", "Ann"}, {"parent_id", acme}}});
  EXPECT_EQ(count("res.partner", {"id", "child_of", "Acme"}), 2);
}

INSTANTIATE_TEST_SUITE_P(Series, NameConditions, ::testing::Values(Series::v17, Series::v18, Series::v19));

}  // namespace
}  // namespace paridoo
