// Fields that nobody names but every read of a whole record gives.
#include <gtest/gtest.h>

#include <string>

#include "simulator/addons/base/attachment_content.h"
#include "tests/support/test_simulator.h"

namespace paridoo::addons::account {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;
using support::result_of;

class PartnerFields : public ::testing::TestWithParam<Series> {
 protected:
  Value call(std::string_view model, std::string_view method, List args, Dict kwargs = {}) {
    return result_of(odoo_.execute_kw(model, method, std::move(args), std::move(kwargs)));
  }
  Value country(const char* code) {
    return call("res.country", "search", {List{List{"code", "=", code}}}).list().at(0);
  }
  Value partner(Dict values) {
    values.set("name", "Zoë");
    return call("res.partner", "create", {std::move(values)});
  }
  Value value(std::string_view model, const Value& id, const char* field) {
    return call(model, "read", {List{id}, List{field}}).list().at(0).dict().get(field);
  }
  Value value(const Value& id, const char* field) { return value("res.partner", id, field); }
  bool since(Series series) { return GetParam() >= series; }
  support::TestSimulator odoo_{{.series = GetParam()}};
};

TEST_P(PartnerFields, ComeWhenNoneIsNamed) {
  for (const char* model : {"res.partner", "res.users", "res.company", "res.country", "res.currency", "uom.uom"}) {
    const Dict answer = odoo_.execute_kw(model, "search_read", {List{}}, Dict{{"limit", 3}});
    EXPECT_EQ(support::error_name(answer), "") << model;
  }
}

TEST_P(PartnerFields, ShowTheInitialOfUsersAndADotForOthers) {
  const std::string drawing = base::decode_base64(value("res.users", 2, "avatar_128").text());
  EXPECT_NE(drawing.find("<svg"), std::string::npos);
  EXPECT_NE(drawing.find(">M</text>"), drawing.find(">A</text>"));
  EXPECT_EQ(base::decode_base64(value(partner({}), "avatar_128").text()).substr(1, 3), "PNG");
}

TEST_P(PartnerFields, NameTheSchemeOfThePartnersCountry) {
  const Value id = partner(Dict{{"country_id", country("DE")}, {"vat", "DE123456788"}});
  EXPECT_EQ(value(id, "peppol_eas"), Value("9930"));
  EXPECT_EQ(value(id, "peppol_endpoint"), Value("DE123456788"));
  call("res.partner", "write", {List{id}, Dict{{"vat", false}, {"country_id", country("IT")}}});
  EXPECT_EQ(value(id, "peppol_eas"), Value("0211"));
  call("res.partner", "write", {List{id}, Dict{{"country_id", country("US")}}});
  EXPECT_EQ(value(id, "peppol_eas"), Value("0211"));
}

TEST_P(PartnerFields, KnowTheCountriesOfTaxes) {
  const Value id = partner(Dict{{"country_id", country("DE")}});
  EXPECT_EQ(value(id, "fiscal_country_codes"), Value(since(Series::v19) ? "US,DE" : "US"));
  EXPECT_EQ(value("uom.uom", 1, "fiscal_country_codes"), Value("US"));
}

TEST_P(PartnerFields, ShowExamplesOfTaxNumbers) {
  if (!since(Series::v18)) return;
  const bool newer = since(Series::v19);
  const Value id = partner(Dict{{"country_id", country("AR")}});
  EXPECT_EQ(value(id, "partner_vat_placeholder"),
            Value(newer ? "20055361682, or not applicable" : "AR200-5536168-2 or 20055361682, or / if not applicable"));
  EXPECT_EQ(value(partner({}), "partner_vat_placeholder"), Value(newer ? "not applicable" : "/ if not applicable"));
}

TEST_P(PartnerFields, TellLimitsOfTheirOwn) {
  const Value id = partner(Dict{{"credit_limit", 50}});
  EXPECT_EQ(value(id, "use_partner_credit_limit"), Value(true));
  call("res.partner", "write", {List{id}, Dict{{"use_partner_credit_limit", false}}});
  EXPECT_EQ(value(id, "credit_limit"), Value(0.0));
}

TEST_P(PartnerFields, CountAccountsThatOthersHaveToo) {
  const auto with_account = [this] {
    return partner(Dict{{"bank_ids", List{List{0, 0, Dict{{"acc_number", "AA1"}}}}}});
  };
  const Value first = with_account(), second = with_account();
  EXPECT_EQ(value(first, "bank_account_count"), Value(1));
  if (since(Series::v19)) return;
  EXPECT_EQ(value(second, "duplicated_bank_account_partners_count"), Value(1));
}

TEST_P(PartnerFields, TellWhoHasLoggedIn) {
  EXPECT_EQ(value("res.users", 2, "state"), Value("new"));
  odoo_.service("common", "authenticate", {"odoo", "admin", "admin", Dict{}});
  EXPECT_EQ(value("res.users", 2, "state"), Value("active"));
}

TEST_P(PartnerFields, SearchUsersWithTheBoxesOfTheirGroups) {
  if (since(Series::v19)) return;
  const List fields{"login", "sel_groups_1_10_11"};
  const Value rows = call("res.users", "search_read", {List{List{"id", "=", 2}}, fields});
  EXPECT_EQ(rows.list().at(0).dict().get("sel_groups_1_10_11"), Value(1));
}

TEST_P(PartnerFields, StartUsersWithTheBoxesOfTheirGroups) {
  if (since(Series::v19)) GTEST_SKIP() << "there are no such fields";
  const Value defaults = call("res.users", "default_get", {List{"sel_groups_1_10_11"}});
  EXPECT_EQ(defaults.dict().get("sel_groups_1_10_11"), Value(1));
}

INSTANTIATE_TEST_SUITE_P(EverySeries, PartnerFields, ::testing::Values(Series::v17, Series::v18, Series::v19));

}  // namespace
}  // namespace paridoo::addons::account
