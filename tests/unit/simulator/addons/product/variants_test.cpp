// Variants: in which order they are made.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class Variants : public ::testing::TestWithParam<Series> {
 protected:
  // A line for an attribute with two values, as a template is given it.
  List line(const char* name) {
    const Value attribute = room_.create("product.attribute", {{"name", name}});
    List values;
    for (const char* value : {"1", "2"})
      values.push_back(
          room_.create("product.attribute.value", {{"name", name + std::string(value)}, {"attribute_id", attribute}}));
    return {0, 0, Dict{{"attribute_id", attribute}, {"value_ids", List{List{6, 0, values}}}}};
  }
  std::string variants(const Value& product_template) {
    std::string names;
    for (const Value& row :
         room_.rows("product.product", {List{"product_tmpl_id", "=", product_template}}, {"display_name"}))
      names += row.dict().get("display_name").text().substr(2);
    return names;
  }

  support::StockRoom room_{GetParam()};
};

TEST_P(Variants, ANewTemplateHasItsLinesAsTheyWereGiven) {
  const List first = line("A"), second = line("B");
  const Value made = room_.create("product.template", {{"name", "T"}, {"attribute_line_ids", List{second, first}}});
  EXPECT_EQ(variants(made), "(A1, B1)(A2, B1)(A1, B2)(A2, B2)");
}

INSTANTIATE_TEST_SUITE_P(EverySeries, Variants, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo
