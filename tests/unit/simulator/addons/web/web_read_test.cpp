// Records with what is specified of those that they lead to.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class WebRead : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view method, List args, Dict named = {}) {
    return support::outcome_of(odoo_.execute_kw("res.partner", method, std::move(args), std::move(named)));
  }
  Value read(const List& ids, const Dict& specification) {
    return call("web_read", {ids}, {{"specification", specification}});
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

INSTANTIATE_TEST_SUITE_P(Series, WebRead, ::testing::Values(Series::v17, Series::v18, Series::v19));

TEST_P(WebRead, NamesWhatARecordLeadsTo) {
  const Value acme = call("create", {Dict{{"name", "Acme"}}});
  const Value ann = call("create", {Dict{{"name", "Ann"}, {"parent_id", acme}}});
  const Dict named{{"fields", Dict{{"display_name", Dict{}}}}};
  const Value parent = Dict{{"id", acme}, {"display_name", "Acme"}};
  EXPECT_EQ(read({ann}, {{"parent_id", named}}), Value(List{Dict{{"id", ann}, {"parent_id", parent}}}));
  EXPECT_EQ(read({acme}, {{"parent_id", named}}), Value(List{Dict{{"id", acme}, {"parent_id", false}}}));
  const Dict of_children{{"fields", Dict{{"name", Dict{}}, {"parent_id", named}}}};
  const Value child = Dict{{"id", ann}, {"name", "Ann"}, {"parent_id", parent}};
  EXPECT_EQ(read({acme}, {{"child_ids", of_children}}), Value(List{Dict{{"id", acme}, {"child_ids", List{child}}}}));
}

TEST_P(WebRead, LooksAtASpecificationWhereThereIsSomethingToSpecify) {
  EXPECT_EQ(read({}, {{"child_ids", 5}}), Value(List{}));
  EXPECT_EQ(read({1}, {{"name", 5}}), Value(List{Dict{{"id", 1}, {"name", "My Company"}}}));
  EXPECT_EQ(read({1}, {{"company_id", 5}}), Value("builtins.TypeError"));
}

}  // namespace
}  // namespace paridoo
