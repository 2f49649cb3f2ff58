// What counts as unset in conditions: since 18.0 also the number 0 and the text "", in 17.0 nothing else.
#include <gtest/gtest.h>

#include "tests/support/stock_room.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class UnsetInDomains : public ::testing::TestWithParam<Series> {
 protected:
  UnsetInDomains() {
    for (const Dict& more : {Dict{}, Dict{{"ref", ""}, {"partner_latitude", 0.0}}, Dict{{"ref", "r"}, {"color", 3}}}) {
      Dict values{{"name", "Place"}};
      values.update(more);
      partners_.push_back(room_.create("res.partner", std::move(values)));
    }
  }

  // The places of those that fit, among the three.
  std::string found(List condition) {
    const Value ids = room_.call("res.partner", "search", {List{List{"id", "in", partners_}, std::move(condition)}},
                                 Dict{{"order", "id"}});
    std::string places;
    for (const Value& id : ids.list())
      for (std::size_t at = 0; at < partners_.size(); ++at)
        if (partners_[at] == id) places += std::to_string(at);
    return places;
  }
  std::string expected(const std::string& in_17, const std::string& later) const {
    return GetParam() == Series::v17 ? in_17 : later;
  }

  support::StockRoom room_{GetParam()};
  List partners_;
};

TEST_P(UnsetInDomains, TextsThatAreEmpty) {
  EXPECT_EQ(found({"ref", "=", false}), expected("0", "01"));
  EXPECT_EQ(found({"ref", "!=", false}), expected("12", "2"));
  EXPECT_EQ(found({"ref", "=", ""}), expected("1", "01"));
  EXPECT_EQ(found({"ref", "in", List{false, "q"}}), expected("0", "01"));
  EXPECT_EQ(found({"ref", "not in", List{""}}), expected("02", "2"));
}

TEST_P(UnsetInDomains, NumbersThatAreZero) {
  EXPECT_EQ(found({"partner_latitude", "=", false}), expected("02", "012"));
  EXPECT_EQ(found({"partner_latitude", "=", 0}), expected("1", "012"));
  EXPECT_EQ(found({"partner_latitude", "<=", 0}), expected("1", "012"));
  EXPECT_EQ(found({"color", "!=", false}), expected("012", "2"));
  EXPECT_EQ(found({"color", "in", List{false}}), expected("", "01"));
}

INSTANTIATE_TEST_SUITE_P(EverySeries, UnsetInDomains, ::testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return support::series_name(info.param); });

}  // namespace
}  // namespace paridoo
