// Defaults that users set (ir.default) are what new records start with.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class UserDefaults : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict named = {}) {
    return support::outcome_of(odoo_.execute_kw(model, method, std::move(args), std::move(named)));
  }
  Value set(List args, Dict named = {}) { return call("ir.default", "set", std::move(args), std::move(named)); }
  Value default_of(std::string_view model, std::string_view field, Dict named = {}) {
    return call(model, "default_get", {List{std::string(field)}}, std::move(named)).dict().get(field);
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
};

INSTANTIATE_TEST_SUITE_P(Series, UserDefaults, ::testing::Values(Series::v17, Series::v18, Series::v19));

TEST_P(UserDefaults, StandInNewRecords) {
  EXPECT_EQ(set({"res.partner", "city", "Lagos"}), Value(true));
  EXPECT_EQ(default_of("res.partner", "city"), Value("Lagos"));
  const Value partner = call("res.partner", "create", {Dict{{"name", "Ana"}}});
  const Value rows = call("res.partner", "read", {List{partner}, List{"city"}});
  EXPECT_EQ(rows.list().front().dict().get("city"), Value("Lagos"));
}

TEST_P(UserDefaults, AreReplacedByLaterOnes) {
  set({"res.partner", "city", "Lagos"});
  EXPECT_EQ(default_of("res.partner", "city"), Value("Lagos"));
  set({"res.partner", "city", "Accra"});
  EXPECT_EQ(default_of("res.partner", "city"), Value("Accra"));
  const List domain{List{"json_value", "=", "\"Accra\""}};
  EXPECT_EQ(call("ir.default", "search_count", {domain}), Value(1));
  call("ir.default", "unlink", {call("ir.default", "search", {domain})});
  EXPECT_EQ(default_of("res.partner", "city"), Value());
}

TEST_P(UserDefaults, OfAUserGoBeforeThoseOfEverybody) {
  set({"res.partner", "city", "Lagos"});
  set({"res.partner", "city", "Accra"}, Dict{{"user_id", true}});
  set({"res.partner", "city", "Nairobi"}, Dict{{"user_id", 1}});
  EXPECT_EQ(default_of("res.partner", "city"), Value("Accra"));
  EXPECT_EQ(default_of("res.partner", "city", Dict{{"context", Dict{{"default_city", "Cairo"}}}}), Value("Cairo"));
}

TEST_P(UserDefaults, OfACompanyHoldThere) {
  const Value other = call("res.company", "create", {Dict{{"name", "Second"}}});
  call("res.users", "write", {List{2}, Dict{{"company_ids", List{List{4, other}}}}});
  set({"res.partner", "city", "Lagos"}, Dict{{"company_id", other}});
  EXPECT_EQ(default_of("res.partner", "city"), Value());
  EXPECT_EQ(default_of("res.partner", "city", Dict{{"context", Dict{{"allowed_company_ids", List{other}}}}}),
            Value("Lagos"));
}

TEST_P(UserDefaults, GoWithTheRecordsThatTheyName) {
  const Value country = call("res.country", "create", {Dict{{"name", "Nowhere"}, {"code", "XX"}}});
  set({"res.partner", "country_id", country});
  EXPECT_EQ(default_of("res.partner", "country_id"), country);
  call("res.country", "unlink", {List{country}});
  EXPECT_EQ(default_of("res.partner", "country_id"), Value());
}

TEST_P(UserDefaults, AreDiscardedByTheirValue) {
  set({"res.partner", "city", "Lagos"});
  EXPECT_EQ(call("ir.default", "discard_values", {"res.partner", "city", List{"Lagos"}}), Value(true));
  EXPECT_EQ(default_of("res.partner", "city"), Value());
}

TEST_P(UserDefaults, FitTheirFields) {
  EXPECT_EQ(set({"res.partner", "nope", 1}), Value("odoo.exceptions.ValidationError"));
  EXPECT_EQ(set({"res.nope", "name", 1}), Value("odoo.exceptions.ValidationError"));
  EXPECT_EQ(set({"res.partner", "color", "red"}), Value("odoo.exceptions.ValidationError"));
  EXPECT_EQ(set({5, 6, 1}), Value("odoo.exceptions.ValidationError"));
  EXPECT_EQ(set({"product.template", "taxes_id", List{}}), Value(true));
  EXPECT_EQ(call("ir.default", "discard_values", {"res.partner", "city", 1}), Value("odoo.exceptions.ValidationError"));
  const Value field =
      call("ir.model.fields", "search", {List{List{"model", "=", "res.partner"}, List{"name", "=", "city"}}});
  EXPECT_EQ(call("ir.default", "create", {Dict{{"field_id", field.list().front()}, {"json_value", "{"}}}),
            Value("odoo.exceptions.ValidationError"));
}

}  // namespace
}  // namespace paridoo
