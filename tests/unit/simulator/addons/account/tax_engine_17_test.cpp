#include <gtest/gtest.h>

#include "simulator/addons/account/tax_engine.h"

namespace paridoo::addons::account {
namespace {

TaxEvaluation evaluate(std::vector<TaxRule> rules, double price, double quantity = 1, bool per_line = true) {
  return evaluate_taxes_17(rules, {.price_unit = price, .quantity = quantity, .round_per_line = per_line});
}

TEST(TaxEngine17, TakesIncludedPercentagesOutTogether) {
  const TaxEvaluation found =
      evaluate({{.id = 1, .amount = 21, .price_include = true}, {.id = 2, .amount = 10, .price_include = true}}, 131);
  EXPECT_DOUBLE_EQ(found.total_excluded, 100);
  EXPECT_DOUBLE_EQ(found.total_included, 131);
}

// The last included tax takes what is left, so that nothing of the price is lost to rounding.
TEST(TaxEngine17, LeavesNothingOfAnIncludedPrice) {
  const TaxEvaluation found = evaluate({{.id = 1, .amount = 16.6, .price_include = true}}, 9.99, 3);
  EXPECT_DOUBLE_EQ(found.total_excluded + found.amounts[0].tax, 29.97);
}

TEST(TaxEngine17, PutsATaxOnTheTaxBeforeIt) {
  const TaxEvaluation found =
      evaluate({{.id = 1, .amount = 5, .include_base_amount = true}, {.id = 2, .amount = 10}}, 100);
  EXPECT_DOUBLE_EQ(found.amounts[1].base, 105);
  EXPECT_DOUBLE_EQ(found.total_included, 115.5);
}

TEST(TaxEngine17, TakesFixedTaxesByTheUnit) {
  const TaxEvaluation found = evaluate({{.id = 1, .kind = TaxKind::fixed, .amount = 2}}, -10, 3);
  EXPECT_DOUBLE_EQ(found.amounts[0].tax, -6);
  EXPECT_DOUBLE_EQ(found.total_included, -36);
}

TEST(TaxEngine17, DividesByWhatIsLeft) {
  const TaxEvaluation found = evaluate({{.id = 1, .kind = TaxKind::division, .amount = 20}}, 80);
  EXPECT_DOUBLE_EQ(found.amounts[0].tax, 20);
}

}  // namespace
}  // namespace paridoo::addons::account
