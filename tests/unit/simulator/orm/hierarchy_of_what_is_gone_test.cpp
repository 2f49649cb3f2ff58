// child_of and parent_of of records that are not there: each series in its way.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo::orm {
namespace {

using support::error_name;
using support::result_of;
using support::TestSimulator;

constexpr auto missing = "odoo.exceptions.MissingError";

List where(const char* field, const char* comparison, Value operand) {
  return {List{List{field, comparison, std::move(operand)}}};
}

TEST(HierarchyOfWhatIsGone, FailsBefore19WhereItIsRead) {
  for (const auto series : {Series::v17, Series::v18}) {
    TestSimulator odoo({.series = series});
    const auto fails = [&](const char* model, List arguments) {
      return error_name(odoo.execute_kw(model, "search_count", std::move(arguments)));
    };
    EXPECT_EQ(fails("product.category", where("id", "child_of", 999999)), missing);
    EXPECT_EQ(fails("product.category", where("id", "parent_of", 999999)), missing);
    EXPECT_EQ(fails("product.product", where("categ_id", "child_of", List{1, 999999})), missing);
    EXPECT_EQ(fails("stock.quant", where("location_id", "child_of", 999999)), missing);
    EXPECT_EQ(fails("res.partner", where("id", "parent_of", 999999)), missing);
    EXPECT_EQ(fails("res.partner", where("id", "child_of", 999999)), "") << "partners keep no paths";
  }
}

TEST(HierarchyOfWhatIsGone, IsEmptySince19) {
  TestSimulator odoo({.series = Series::v19});
  const auto count = [&](const char* model, List arguments) {
    return result_of(odoo.execute_kw(model, "search_count", std::move(arguments)));
  };
  EXPECT_EQ(count("product.category", where("id", "child_of", 999999)), Value(0));
  EXPECT_EQ(count("product.category", where("parent_id", "parent_of", 999999)), Value(0));
  EXPECT_EQ(count("stock.quant", where("location_id", "child_of", 999999)), Value(0));
}

}  // namespace
}  // namespace paridoo::orm
