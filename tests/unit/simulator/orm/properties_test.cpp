#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;

class Properties : public testing::TestWithParam<orm::Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return support::result_of(simulator_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value category(Value definition) {
    return call("product.category", "create",
                {Dict{{"name", "C"}, {"product_properties_definition", std::move(definition)}}});
  }
  Value product(const Value& category, Dict more = {}) {
    Dict values{{"name", "P"}, {"categ_id", category}};
    values.update(more);
    return call("product.template", "create", {values});
  }
  // The value of each property by its name.
  Dict values(const Value& product) {
    Dict out;
    const Value rows = call("product.template", "read", {List{product}, List{"product_properties"}});
    for (const Value& one : rows.list()[0].dict().get("product_properties").list())
      out.set(one.dict().get("name").text(), one.dict().get("value"));
    return out;
  }
  Value found(const char* path, const char* comparison, Value operand) {
    return call("product.template", "search",
                {List{List{path, comparison, std::move(operand)}, List{"name", "=", "P"}}}, {{"order", "id"}});
  }
  Value definition() const {
    return List{Dict{{"name", "color"}, {"string", "Color"}, {"type", "char"}, {"default", "red"}},
                Dict{{"name", "count"}, {"string", "Count"}, {"type", "integer"}},
                Dict{{"name", "maker"}, {"string", "Maker"}, {"type", "many2one"}, {"comodel", "res.partner"}},
                Dict{{"name", "tags"}, {"string", "Tags"}, {"type", "tags"}, {"tags", List{List{"a", "A", 1}}}}};
  }

  support::TestSimulator simulator_{{.series = GetParam()}};
};

TEST_P(Properties, AreShownAsTheirDefinitionSays) {
  const Value made =
      product(category(definition()),
              {{"product_properties", Dict{{"color", "blue"}, {"maker", 3}, {"tags", List{"a", "no"}}}}});
  const Dict shown = values(made);
  EXPECT_EQ(shown.get("color"), Value("blue"));
  EXPECT_EQ(shown.get("count"), GetParam() == orm::Series::v19 ? Value() : Value(false));
  EXPECT_EQ(shown.get("maker"), Value(List{3, "Administrator"}));
  EXPECT_EQ(shown.get("tags"), Value(List{"a"}));
}

TEST_P(Properties, AreReplacedByWhatIsWritten) {
  const Value made = product(category(definition()), {{"product_properties", Dict{{"color", "blue"}, {"count", 2}}}});
  call("product.template", "write", {List{made}, Dict{{"product_properties", Dict{{"count", 4}}}}});
  EXPECT_FALSE(values(made).get("color"));
  EXPECT_EQ(values(made).get("count"), Value(4));
}

TEST_P(Properties, ChangeTheirDefinitionWhereAFormHasChangedIt) {
  const Value kind = category(definition()), made = product(kind), other = product(kind);
  const List form{
      Dict{{"name", "color"}, {"string", "Tint"}, {"type", "char"}, {"value", "pink"}, {"definition_changed", true}}};
  call("product.template", "write", {List{made}, Dict{{"product_properties", form}}});
  EXPECT_EQ(values(made), (Dict{{"color", "pink"}}));
  const Value kept = call("product.category", "read", {List{kind}, List{"product_properties_definition"}});
  EXPECT_EQ(kept.list()[0].dict().get("product_properties_definition"),
            Value(List{Dict{{"name", "color"}, {"string", "Tint"}, {"type", "char"}}}));
  EXPECT_EQ(values(other).size(), 1U);
}

TEST_P(Properties, AreFoundByConditions) {
  const Value kind = category(definition());
  const Value blue = product(kind, {{"product_properties", Dict{{"color", "blue"}, {"count", 3}}}}),
              plain = product(kind);
  EXPECT_EQ(found("product_properties.color", "=", "blue"), Value(List{blue}));
  EXPECT_EQ(found("product_properties.color", "ilike", "BL"), Value(List{blue}));
  EXPECT_EQ(found("product_properties.color", "in", List{"blue", "red"}), Value(List{blue}));
  EXPECT_EQ(found("product_properties.count", ">", 2), Value(List{blue}));
  EXPECT_EQ(found("product_properties.count", "=", false), Value(List{plain}));
  EXPECT_EQ(found("product_properties.color", "!=", false), Value(List{blue}));
  EXPECT_EQ(found("product_properties.nope", "=", 1), Value(List{}));
}

TEST_P(Properties, RefuseMalformedDefinitions) {
  const auto fault = [&](Value given) {
    return support::error_name(simulator_.execute_kw(
        "product.category", "create", {Dict{{"name", "C"}, {"product_properties_definition", std::move(given)}}}));
  };
  EXPECT_EQ(fault(List{Dict{{"name", "a"}, {"type", "foo"}}}), "builtins.ValueError");
  EXPECT_EQ(fault(List{Dict{{"type", "char"}}}), "builtins.KeyError");
  EXPECT_EQ(fault(List{Dict{{"name", "a"}, {"type", "char"}}, Dict{{"name", "a"}, {"type", "char"}}}),
            "builtins.ValueError");
  EXPECT_EQ(fault(List{Dict{{"name", "a"}, {"type", "many2one"}, {"comodel", "no.model"}}}), "builtins.ValueError");
  const Value none = category(false);
  EXPECT_EQ(call("product.category", "read", {List{none}, List{"product_properties_definition"}})
                .list()[0]
                .dict()
                .get("product_properties_definition"),
            Value(List{}));
}

INSTANTIATE_TEST_SUITE_P(AllSeries, Properties, testing::Values(orm::Series::v17, orm::Series::v18, orm::Series::v19));

}  // namespace
}  // namespace paridoo
