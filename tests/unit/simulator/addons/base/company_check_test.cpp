// Records of one company refer to what is of that company, or of none.
#include <gtest/gtest.h>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class CompanyCheck : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args) {
    return support::outcome_of(odoo_.execute_kw(model, method, std::move(args)));
  }
  Value create(std::string_view model, Dict values) { return call(model, "create", {std::move(values)}); }
  Value write(std::string_view model, const Value& id, Dict values) {
    return call(model, "write", {List{id}, std::move(values)});
  }

  support::TestSimulator odoo_{{.series = GetParam()}};
  const Value refused_{"odoo.exceptions.UserError"};
};

INSTANTIATE_TEST_SUITE_P(Series, CompanyCheck, ::testing::Values(Series::v17, Series::v18, Series::v19));

TEST_P(CompanyCheck, RefusesWhatIsOfAnotherCompany) {
  const Value other = create("res.company", Dict{{"name", "Other"}});
  const Value of_other = create("res.partner", Dict{{"name", "Theirs"}, {"company_id", other}});
  const Value of_all = create("res.partner", Dict{{"name", "Everybody's"}});
  EXPECT_EQ(create("sale.order", Dict{{"partner_id", of_other}}), refused_);
  const Value order = create("sale.order", Dict{{"partner_id", of_all}});
  ASSERT_TRUE(order.is_integer());
  EXPECT_EQ(write("sale.order", order, Dict{{"partner_shipping_id", of_other}}), refused_);
}

TEST_P(CompanyCheck, ReadsWhatIsReferredToBeforeTheDatabaseSeesIt) {
  const Value partner = create("res.partner", Dict{{"name", "Ana"}});
  const Value order = create("sale.order", Dict{{"partner_id", partner}});
  constexpr int nobody = 99999999;
  EXPECT_EQ(write("sale.order", order, Dict{{"warehouse_id", nobody}}), Value("odoo.exceptions.MissingError"));
  EXPECT_EQ(write("res.company", Value(1), Dict{{"internal_transit_location_id", nobody}}),
            Value("odoo.exceptions.MissingError"));
}

}  // namespace
}  // namespace paridoo
