// Partners: contacts whose company goes, languages, addresses.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class Partners : public ::testing::TestWithParam<Series> {
 protected:
  Value partner(Dict more) {
    Dict values{{"name", "Ada"}};
    values.update(more);
    return room_.create("res.partner", std::move(values));
  }
  Value read(const Value& partner, const char* field) { return room_.read("res.partner", partner, field); }
  std::string fault(const char* model, const char* method, List args) {
    room_.call(model, method, std::move(args));
    return room_.last_error();
  }

  support::StockRoom room_{GetParam()};
};

TEST_P(Partners, ContactsOutliveTheirCompany) {
  const Value company = partner({{"is_company", true}});
  const Value contact = partner({{"name", "Bob"}, {"parent_id", company}});
  room_.call("res.partner", "unlink", {List{company}});
  EXPECT_EQ(read(contact, "parent_id"), Value(false));
  EXPECT_EQ(read(contact, "display_name"), Value("Bob"));
  EXPECT_EQ(read(contact, "commercial_partner_id"), Value(List{contact, "Bob"}));
}

TEST_P(Partners, ContactsSpeakAsTheirParentOrAsNobodySays) {
  const Value silent = partner({{"lang", false}}), loud = partner({{"lang", "en_US"}});
  EXPECT_EQ(read(partner({{"parent_id", loud}}), "lang"), Value("en_US"));
  EXPECT_EQ(read(partner({{"parent_id", silent}}), "lang"), GetParam() == Series::v19 ? Value("en_US") : Value(false));
}

TEST_P(Partners, WhatIsNoAddressIsTakenForADomain) {
  EXPECT_EQ(read(partner({{"email", "bad"}}), "email_formatted"), Value("\"Ada\" <@bad>"));
  EXPECT_EQ(read(partner({{"email", "Ada <A@x.test>"}}), "email_formatted"), Value("\"Ada\" <a@x.test>"));
}

TEST_P(Partners, RulesLookAtWhatIsGone) {
  EXPECT_EQ(fault("res.partner", "unlink", {List{99'999'999}}), "odoo.exceptions.MissingError");
  EXPECT_EQ(fault("sale.order", "write", {List{99'999'999}, Dict{}}), "odoo.exceptions.MissingError");
}

TEST_P(Partners, NobodyMindsATagThatIsGone) {
  EXPECT_EQ(fault("res.partner.category", "write", {List{99'999'999}, Dict{{"color", 1}}}), "");
  EXPECT_EQ(fault("res.partner", "write", {List{99'999'999}, Dict{{"color", 1}}}), "odoo.exceptions.MissingError");
}

TEST_P(Partners, ThoseOfABatchComeBeforeTheirContacts) {
  const auto with_kid = [](const char* name) {
    return Dict{{"name", name}, {"child_ids", List{List{0, 0, Dict{{"name", "Kid"}}}}}};
  };
  const Value made = room_.call("res.partner", "create", {List{with_kid("One"), with_kid("Two")}});
  const std::int64_t first = made.list()[0].integer();
  EXPECT_EQ(made, Value(List{first, first + 1}));
  EXPECT_EQ(read(first, "child_ids"), Value(List{first + 2}));
}

TEST_P(Partners, AnUnknownFieldCannotBeExported) {
  const std::string name = fault("res.partner", "export_data", {List{partner({})}, List{"nope"}});
  EXPECT_EQ(name, GetParam() == Series::v17 ? "builtins.KeyError" : "builtins.ValueError");
}

INSTANTIATE_TEST_SUITE_P(EverySeries, Partners, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo
