#include "src/odoo/domain.h"

#include <gtest/gtest.h>

namespace paridoo::odoo {
namespace {

List term(const char* field, const char* comparison, Value value) { return {field, comparison, std::move(value)}; }

TEST(Domain, OneTermIsAListOfOneTerm) {
  const auto domain = where("state", "=", "sale");
  ASSERT_EQ(domain.terms().size(), 1u);
  EXPECT_EQ(domain.terms()[0], Value(term("state", "=", "sale")));
}

TEST(Domain, ConnectivesStandBeforeTheirOperands) {
  const auto domain = where("a", "=", 1) & (where("b", "=", 2) | !where("c", "=", 3));
  const List expected{"&", term("a", "=", 1), "|", term("b", "=", 2), "!", term("c", "=", 3)};
  EXPECT_EQ(domain.terms(), expected);
}

TEST(Domain, EverythingIsNeutralForAndButSwallowsOr) {
  EXPECT_EQ((Domain() & where("a", "=", 1)).terms(), where("a", "=", 1).terms());
  EXPECT_EQ((where("a", "=", 1) & Domain()).terms(), where("a", "=", 1).terms());
  EXPECT_TRUE((where("a", "=", 1) | Domain()).empty());
}

TEST(Domain, NegatingEverythingIsABug) { EXPECT_THROW(!Domain(), std::logic_error); }

}  // namespace
}  // namespace paridoo::odoo
