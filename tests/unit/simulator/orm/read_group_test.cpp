#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "simulator/orm/dispatch.h"
#include "simulator/orm/fault.h"
#include "tests/support/library.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::FaultKind;
using orm::Id;
using orm::List;
using orm::Value;
using testing::ElementsAre;

class ReadGroup : public testing::Test {
 protected:
  void SetUp() override {
    ann_ = library_.author({{"name", "Ann"}, {"active", true}});
    zoe_ = library_.author({{"name", "Zoe"}, {"active", true}});
    abe_ = library_.author({{"name", "Abe"}, {"active", true}});
    red_ = library_.tag({{"name", "red"}, {"active", true}});
    const Id first = book(ann_, 100, 1.25, "2026-01-31", "2026-01-31 23:30:00", "poem");
    const Id second = book(ann_, 50, 2.5, "2026-02-01", "2026-02-01 10:00:00", "novel");
    book(zoe_, 7, 0.1, "2026-04-30", "2026-04-30 10:00:00", "novel");
    library_.add("library_book", {{"lent", true}});
    library_.put_tag(first, red_);
    library_.put_tag(second, red_);
  }

  Id book(Id author, int pages, double rating, const char* published, const char* sold_at, const char* kind) {
    return library_.book({{"author_id", author},
                          {"pages", pages},
                          {"rating", rating},
                          {"published", published},
                          {"sold_at", sold_at},
                          {"kind", kind}});
  }

  List groups(List fields, Value groupby, Dict named = {}, Dict context = {}, List domain = {}) {
    const List arguments = {std::move(domain), std::move(fields), std::move(groupby)};
    return call_kw(library_.env(std::move(context)), "library.book", "read_group", arguments, named).list();
  }

  // One key of each group.
  static List column(const List& groups, std::string_view key) {
    List out;
    for (const Value& group : groups) out.push_back(group.dict().get(key));
    return out;
  }

  FaultKind fault_of(List fields, Value groupby, Dict named = {}) {
    try {
      groups(std::move(fields), std::move(groupby), std::move(named));
    } catch (const orm::Fault& fault) {
      return fault.kind();
    }
    ADD_FAILURE() << "no fault";
    return FaultKind::not_found;
  }

  tests::Library library_;
  Id ann_ = 0, zoe_ = 0, abe_ = 0, red_ = 0;
};

// --- shape

TEST_F(ReadGroup, LazyCountsUnderTheFieldsName) {
  const List found = groups({"pages"}, "kind");
  EXPECT_THAT(column(found, "kind"), ElementsAre("novel", "poem", false));
  EXPECT_THAT(column(found, "kind_count"), ElementsAre(2, 1, 1));
  EXPECT_THAT(column(found, "pages"), ElementsAre(57, 100, false));
  EXPECT_FALSE(found[0].dict().contains("__count"));
}

TEST_F(ReadGroup, LazyOpensOneLevel) {
  const List found = groups({}, List{"kind", "author_id"});
  EXPECT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0].dict().get("__context"), Value(Dict{{"group_by", List{"author_id"}}}));
  EXPECT_FALSE(found[0].dict().contains("author_id"));
}

TEST_F(ReadGroup, EagerOpensAll) {
  const List found = groups({}, List{"kind", "author_id"}, {{"lazy", false}});
  EXPECT_THAT(column(found, "author_id"), ElementsAre(List{ann_, "Ann"}, List{zoe_, "Zoe"}, List{ann_, "Ann"}, false));
  EXPECT_THAT(column(found, "__count"), ElementsAre(1, 1, 1, 1));
  EXPECT_FALSE(found[0].dict().contains("__context"));
}

TEST_F(ReadGroup, WithoutKeys) {
  const List found = groups({"pages:sum", "__count"}, List{}, {}, {}, List{List{"kind", "=", "novel"}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0], Value(Dict{{"__count", 2}, {"pages", 57}, {"__domain", List{List{"kind", "=", "novel"}}}}));
}

TEST_F(ReadGroup, OfNothing) {
  const List none = {List{"id", "in", List{}}};
  EXPECT_EQ(groups({"pages"}, "kind", {}, {}, none).size(), 0u);
  const List found = groups({"pages", "ids:array_agg(id)"}, List{}, {}, {}, none);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].dict().get("__count"), Value(0));
  EXPECT_EQ(found[0].dict().get("pages"), Value(false));
  EXPECT_EQ(found[0].dict().get("ids"), Value(List{}));
}

TEST_F(ReadGroup, DomainOfAGroupFindsItsRecords) {
  for (const char* groupby : {"kind", "author_id", "published", "sold_at:week", "lent", "tag_ids", "published:quarter",
                              "published:month_number", "pages"})
    for (const Value& group : groups({}, List{groupby}, {{"lazy", false}})) {
      const orm::Domain domain = orm::parse_domain(group.dict().get("__domain"));
      EXPECT_EQ(library_.books().search_count(domain), group.dict().get("__count").integer())
          << groupby << " " << repr(group);
    }
}

// --- figures

TEST_F(ReadGroup, Functions) {
  const List found = groups({"pages:max", "least:min(pages)", "mean:avg(pages)", "n:count(pages)",
                             "kinds:count_distinct(kind)", "ids:array_agg(id)", "any:bool_or(lent)", "rating"},
                            List{});
  const Dict& row = found[0].dict();
  EXPECT_EQ(row.get("pages"), Value(100));
  EXPECT_EQ(row.get("least"), Value(7));
  EXPECT_NEAR(row.get("mean").number(), 157 / 3.0, 1e-9);
  EXPECT_EQ(row.get("n"), Value(3));
  EXPECT_EQ(row.get("kinds"), Value(2));
  EXPECT_EQ(row.get("ids"), Value(List{1, 2, 3, 4}));
  EXPECT_EQ(row.get("any"), Value(true));
  EXPECT_NEAR(row.get("rating").number(), 3.85 / 3, 1e-9);  // its own function is avg
}

TEST_F(ReadGroup, DecimalsAddUpWithoutRest) {
  library_.book({{"rating", 0.2}, {"author_id", zoe_}});
  const List found = groups({"rating:sum"}, "author_id", {}, {}, List{List{"author_id", "=", zoe_}});
  EXPECT_EQ(found[0].dict().get("rating").number(), 0.3);
}

TEST_F(ReadGroup, FieldsWithoutAFunctionOfTheirOwnAreLeftOut) {
  EXPECT_FALSE(groups({"name", "kind"}, List{})[0].dict().contains("name"));
}

// --- keys

TEST_F(ReadGroup, RecordsStandInTheOrderOfTheirModel) {
  library_.book({{"author_id", abe_}});
  EXPECT_THAT(column(groups({}, "author_id"), "author_id"),
              ElementsAre(List{abe_, "Abe"}, List{ann_, "Ann"}, List{zoe_, "Zoe"}, false));
}

TEST_F(ReadGroup, LinkedRecords) {
  const List found = groups({"pages"}, "tag_ids");
  EXPECT_THAT(column(found, "tag_ids"), ElementsAre(List{red_, "red"}, false));
  EXPECT_THAT(column(found, "pages"), ElementsAre(150, 7));
}

TEST_F(ReadGroup, BooleansTakeUnsetForFalse) {
  EXPECT_THAT(column(groups({}, "lent"), "lent"), ElementsAre(false, true));
}

TEST_F(ReadGroup, RelatedFields) {
  EXPECT_THAT(column(groups({}, "author_name"), "author_name"), ElementsAre("Ann", "Zoe", false));
}

// --- dates

TEST_F(ReadGroup, MonthsUnlessSaidOtherwise) {
  const List found = groups({}, "published");
  EXPECT_THAT(column(found, "published"), ElementsAre("January 2026", "February 2026", "April 2026", false));
  EXPECT_EQ(found[0].dict().get("__range"),
            Value(Dict{{"published", Dict{{"from", "2026-01-01"}, {"to", "2026-02-01"}}}}));
  EXPECT_EQ(found[3].dict().get("__range"), Value(Dict{{"published", false}}));
}

TEST_F(ReadGroup, Intervals) {
  const auto labels = [&](const char* groupby) { return column(groups({}, groupby), groupby); };
  EXPECT_THAT(labels("published:day"), ElementsAre("31 Jan 2026", "01 Feb 2026", "30 Apr 2026", false));
  EXPECT_THAT(labels("published:week"), ElementsAre("W5 2026", "W6 2026", "W18 2026", false));
  EXPECT_THAT(labels("published:quarter"), ElementsAre("Q1 2026", "Q2 2026", false));
  EXPECT_THAT(labels("published:year"), ElementsAre("2026", false));
  EXPECT_THAT(labels("sold_at:hour"), ElementsAre("11:00 31 Jan", "10:00 01 Feb", "10:00 30 Apr", false));
  EXPECT_THAT(labels("published:month_number"), ElementsAre(1, 2, 4, false));
}

TEST_F(ReadGroup, WeeksBeginOnSunday) {
  const List found = groups({}, "published:week");
  EXPECT_EQ(found[1].dict().get("__range").dict().get("published:week"),
            Value(Dict{{"from", "2026-02-01"}, {"to", "2026-02-08"}}));
}

// 23:30 in UTC is the next day, and the next month, in Brussels.
TEST_F(ReadGroup, MomentsInTheTimeZoneOfTheContext) {
  const List found = groups({}, "sold_at:month", {}, {{"tz", "Europe/Brussels"}});
  EXPECT_THAT(column(found, "sold_at:month"), ElementsAre("February 2026", "April 2026", false));
  EXPECT_THAT(column(found, "sold_at_count"), ElementsAre(2, 1, 1));
  // Summer time begins in between.
  EXPECT_EQ(found[1].dict().get("__range").dict().get("sold_at:month"),
            Value(Dict{{"from", "2026-03-31 22:00:00"}, {"to", "2026-04-30 22:00:00"}}));
  EXPECT_EQ(groups({}, "sold_at:month", {}, {{"tz", "Nowhere/Land"}}).size(), 4u);
}

TEST_F(ReadGroup, FilledUpWithEmptyIntervals) {
  const List found = groups({"pages"}, "published", {}, {{"fill_temporal", true}});
  EXPECT_THAT(column(found, "published"),
              ElementsAre("January 2026", "February 2026", "March 2026", "April 2026", false));
  EXPECT_EQ(found[2].dict().get("published_count"), Value(0));
  EXPECT_EQ(found[2].dict().get("pages"), Value(false));
  const Dict bounds = {{"fill_from", "2025-12-24"}, {"min_groups", 3}};
  EXPECT_EQ(groups({}, "published", {}, {{"fill_temporal", bounds}}).size(), 6u);
}

// --- order, bounds

TEST_F(ReadGroup, OrderByKeyOrFigure) {
  EXPECT_THAT(column(groups({"pages"}, "kind", {{"orderby", "kind desc"}}), "kind"),
              ElementsAre(false, "poem", "novel"));
  EXPECT_THAT(column(groups({"pages"}, "kind", {{"orderby", "pages"}}), "kind"), ElementsAre("novel", "poem", false));
  EXPECT_THAT(column(groups({}, "kind", {{"orderby", "kind_count desc, kind"}}), "kind"),
              ElementsAre("novel", "poem", false));
  EXPECT_THAT(column(groups({}, "author_id", {{"orderby", "author_id desc"}}), "author_id"),
              ElementsAre(false, List{zoe_, "Zoe"}, List{ann_, "Ann"}));
  EXPECT_THAT(
      column(groups({}, "published:month", {{"orderby", "published:month desc"}, {"limit", 2}}), "published:month"),
      ElementsAre(false, "April 2026"));
}

TEST_F(ReadGroup, OffsetAndLimit) {
  EXPECT_THAT(column(groups({}, "kind", {{"offset", 1}, {"limit", 1}}), "kind"), ElementsAre("poem"));
}

// --- mistakes

TEST_F(ReadGroup, Mistakes) {
  EXPECT_EQ(fault_of({}, "nope"), FaultKind::value_error);
  EXPECT_EQ(fault_of({}, "name:month"), FaultKind::value_error);
  EXPECT_EQ(fault_of({}, "published:century"), FaultKind::value_error);
  EXPECT_EQ(fault_of({}, "author_id.name"), FaultKind::value_error);
  EXPECT_EQ(fault_of({}, "worth"), FaultKind::value_error);
  EXPECT_EQ(fault_of({}, "-"), FaultKind::value_error);
  EXPECT_EQ(fault_of({"nope"}, List{}), FaultKind::value_error);
  EXPECT_EQ(fault_of({"pages:median"}, List{}), FaultKind::value_error);
  EXPECT_EQ(fault_of({":sum"}, List{}), FaultKind::value_error);
  EXPECT_EQ(fault_of({}, "kind", {{"orderby", "pages"}}), FaultKind::value_error);
  EXPECT_EQ(fault_of({}, "kind", {{"limit", -1}}), FaultKind::value_error);
  EXPECT_EQ(fault_of({5}, "kind"), FaultKind::type_error);
}

}  // namespace
}  // namespace paridoo
