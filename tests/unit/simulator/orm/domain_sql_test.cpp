// What each comparison means on each kind of field, above all where values are unset. The rules are those of a real
// 18.0, whether they please or not.
#include "simulator/orm/domain_sql.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "simulator/orm/fault.h"
#include "tests/support/library.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::Domain;
using orm::FaultKind;
using orm::Id;
using orm::List;
using orm::term;
using orm::Value;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class DomainSql : public testing::Test {
 protected:
  // The names of the books that a domain finds, in the order of their ids.
  std::vector<std::string> books(const List& domain, Dict context = {}) {
    return names(library_.books(std::move(context)).search(parse_domain(domain), {.order = "id"}));
  }
  std::vector<std::string> authors(const List& domain, Dict context = {}) {
    return names(library_.authors(std::move(context)).search(parse_domain(domain), {.order = "id"}));
  }
  std::vector<std::string> books(const std::string& path, const std::string& comparison, Value operand) {
    return books(List{List{path, comparison, std::move(operand)}});
  }
  static std::vector<std::string> names(const orm::RecordSet& records) { return records.texts("name"); }

  FaultKind fault_of(const std::string& path, const std::string& comparison, Value operand) {
    try {
      library_.books().search(term(path, comparison, std::move(operand)));
    } catch (const orm::Fault& fault) {
      return fault.kind();
    }
    ADD_FAILURE() << "no fault";
    return FaultKind::not_found;
  }

  tests::Library library_;
  const Id ann_ = library_.author({{"name", "Ann"}, {"active", true}});
  const Id bob_ = library_.author({{"name", "Bob"}, {"active", true}, {"parent_id", ann_}});
  const Id old_ = library_.author({{"name", "Old Ann"}, {"active", false}, {"parent_id", bob_}});
};

// --- unset values

class DomainSqlUnset : public DomainSql {
 protected:
  void SetUp() override {
    library_.book({{"name", "full"},
                   {"pages", 7},
                   {"rating", 1.5},
                   {"lent", true},
                   {"kind", "poem"},
                   {"published", "2026-01-05"},
                   {"author_id", ann_}});
    library_.book({{"name", "zero"}, {"pages", 0}, {"rating", 0.0}, {"lent", false}});
    library_.book({{"name", "unset"}});
    library_.add("library_book", {{"pages", 1}});  // no name
    library_.book({{"name", ""}, {"pages", 1}});
  }
};

TEST_F(DomainSqlUnset, NumbersTakeUnsetForZero) {
  EXPECT_THAT(books("pages", "=", 0), ElementsAre("zero", "unset"));
  EXPECT_THAT(books("pages", "=", false), ElementsAre("zero", "unset"));
  EXPECT_THAT(books("pages", "!=", 0), ElementsAre("full", "", ""));
  EXPECT_THAT(books("pages", "!=", 7), ElementsAre("zero", "unset", "", ""));
  EXPECT_THAT(books("pages", "in", List{false}), ElementsAre("zero", "unset"));
  EXPECT_THAT(books("pages", "not in", List{7, 1}), ElementsAre("zero", "unset"));
  EXPECT_THAT(books("pages", "not in", List{0}), ElementsAre("full", "", ""));
  EXPECT_THAT(books("pages", "<", 1), ElementsAre("zero", "unset"));
  EXPECT_THAT(books("pages", ">=", 0), ElementsAre("full", "zero", "unset", "", ""));
  EXPECT_THAT(books("pages", ">", 0), ElementsAre("full", "", ""));
  EXPECT_THAT(books("pages", ">", -1), ElementsAre("full", "zero", "unset", "", ""));
}

TEST_F(DomainSqlUnset, TextsTakeUnsetForEmpty) {
  EXPECT_EQ(books("name", "=", false).size(), 2u);
  EXPECT_EQ(books("name", "=", "").size(), 2u);
  EXPECT_THAT(books("name", "!=", false), ElementsAre("full", "zero", "unset"));
  EXPECT_THAT(books("name", "!=", "full"), ElementsAre("zero", "unset", "", ""));
  EXPECT_EQ(books("name", "in", List{"full", false}).size(), 3u);
  EXPECT_THAT(books("name", "not in", List{"full", false}), ElementsAre("zero", "unset"));
  EXPECT_EQ(books("name", "not in", List{"full"}).size(), 4u);
}

TEST_F(DomainSqlUnset, BooleansTakeUnsetForFalse) {
  EXPECT_THAT(books("lent", "=", true), ElementsAre("full"));
  EXPECT_THAT(books("lent", "=", false), ElementsAre("zero", "unset", "", ""));
  EXPECT_THAT(books("lent", "!=", true), ElementsAre("zero", "unset", "", ""));
  EXPECT_EQ(books("lent", "in", List{true, false}).size(), 5u);
  EXPECT_THAT(books("lent", "in", true), ElementsAre("full"));
}

TEST_F(DomainSqlUnset, OtherFieldsAreUnsetOrNot) {
  EXPECT_EQ(books("kind", "=", false).size(), 4u);
  EXPECT_THAT(books("kind", "!=", false), ElementsAre("full"));
  EXPECT_EQ(books("kind", "!=", "novel").size(), 5u);
  EXPECT_EQ(books("published", "=", false).size(), 4u);
  EXPECT_THAT(books("published", "<", "2026-02-01"), ElementsAre("full"));
  EXPECT_EQ(books("author_id", "=", false).size(), 4u);
  EXPECT_EQ(books("author_id", "!=", bob_).size(), 5u);
  EXPECT_EQ(books("author_id", "not in", List{bob_}).size(), 5u);
  EXPECT_THAT(books("author_id", "in", List{ann_, bob_}), ElementsAre("full"));
  EXPECT_EQ(books("author_id", "in", List{ann_, false}).size(), 5u);
}

TEST_F(DomainSqlUnset, PatternsDoNotMatchUnsetButTheirNegationDoes) {
  EXPECT_THAT(books("name", "like", "u"), ElementsAre("full", "unset"));
  EXPECT_EQ(books("name", "not like", "u").size(), 3u);
  EXPECT_EQ(books("name", "ilike", "").size(), 5u);
  EXPECT_THAT(books("name", "not ilike", false), IsEmpty());
  EXPECT_EQ(books("name", "=like", "%").size(), 4u);
  // Nothing is the opposite of =like: what is unset is neither like the pattern nor unlike it.
  EXPECT_THAT(books(List{"!", List{"name", "=like", "u%"}}), ElementsAre("full", "zero", ""));
}

TEST_F(DomainSqlUnset, ConditionThatIsOff) {
  EXPECT_EQ(books("name", "=?", false).size(), 5u);
  EXPECT_THAT(books("name", "=?", "full"), ElementsAre("full"));
  EXPECT_THAT(books(List{"!", List{"pages", "=?", false}}), IsEmpty());
}

// --- patterns

class DomainSqlPatterns : public DomainSql {
 protected:
  void SetUp() override {
    for (const char* name : {"50%", "500", "5_0", "a\\b", "Zoë", "ZOË"}) library_.book({{"name", name}});
  }
};

TEST_F(DomainSqlPatterns, WildcardsWorkInEveryKind) {
  EXPECT_THAT(books("name", "like", "5%0"), ElementsAre("50%", "500", "5_0"));
  EXPECT_THAT(books("name", "like", "5_0"), ElementsAre("500", "5_0"));
  EXPECT_THAT(books("name", "=like", "__0"), ElementsAre("500", "5_0"));
  EXPECT_THAT(books("name", "=like", "5"), IsEmpty());
}

TEST_F(DomainSqlPatterns, BackslashTakesWildcardsAsTheyAre) {
  EXPECT_THAT(books("name", "like", "50\\%"), ElementsAre("50%"));
  EXPECT_THAT(books("name", "=like", "5\\_0"), ElementsAre("5_0"));
  EXPECT_THAT(books("name", "=like", "a\\\\b"), ElementsAre("a\\b"));
}

TEST_F(DomainSqlPatterns, CaseCountsOnlyWithoutI) {
  EXPECT_THAT(books("name", "like", "oë"), ElementsAre("Zoë"));
  EXPECT_THAT(books("name", "ilike", "OË"), ElementsAre("Zoë", "ZOË"));
  EXPECT_THAT(books("name", "=ilike", "zo_"), ElementsAre("Zoë", "ZOË"));
  EXPECT_THAT(books("name", "=", "zoë"), IsEmpty());
}

TEST_F(DomainSqlPatterns, NumbersAreReadAsTexts) {
  library_.book({{"name", "long"}, {"pages", 1250}, {"rating", 5.0}});
  EXPECT_THAT(books("pages", "like", "25"), ElementsAre("long"));
  EXPECT_THAT(books("rating", "like", ".0"), IsEmpty());
}

// --- dates

class DomainSqlDates : public DomainSql {
 protected:
  void SetUp() override {
    library_.book({{"name", "midnight"}, {"sold_at", "2026-03-01 00:00:00"}, {"published", "2026-03-01"}});
    library_.book({{"name", "noon"}, {"sold_at", "2026-03-01 12:00:00"}, {"published", "2026-02-28"}});
    library_.book({{"name", "next"}, {"sold_at", "2026-03-02 00:00:00"}, {"published", "2025-12-31"}});
  }
};

// A day against a moment: its first second, or its last where the day itself is to be in or out.
TEST_F(DomainSqlDates, DayOnAMoment) {
  EXPECT_THAT(books("sold_at", ">=", "2026-03-01"), ElementsAre("midnight", "noon", "next"));
  EXPECT_THAT(books("sold_at", ">", "2026-03-01"), ElementsAre("next"));
  EXPECT_THAT(books("sold_at", "<=", "2026-03-01"), ElementsAre("midnight", "noon"));
  EXPECT_THAT(books("sold_at", "<", "2026-03-01"), IsEmpty());
  EXPECT_THAT(books("sold_at", "=", "2026-03-01"), ElementsAre("midnight"));
}

TEST_F(DomainSqlDates, MomentOnADay) {
  EXPECT_THAT(books("published", "=", "2026-03-01 15:30:00"), ElementsAre("midnight"));
  EXPECT_THAT(books("sold_at", "=", "2026-03-01T12:00:00Z"), ElementsAre("noon"));
}

TEST_F(DomainSqlDates, NumbersOfADate) {
  EXPECT_THAT(books("published.year_number", "=", 2026), ElementsAre("midnight", "noon"));
  EXPECT_THAT(books("published.quarter_number", "=", 4), ElementsAre("next"));
  EXPECT_THAT(books("published.month_number", "<", 3), ElementsAre("noon"));
  EXPECT_THAT(books("published.iso_week_number", "=", 1), ElementsAre("next"));  // 31 December 2025 lies in W1 2026
  EXPECT_THAT(books("sold_at.hour_number", "=", 12), ElementsAre("noon"));
  EXPECT_THAT(books("published.day_of_week", "=", 0), ElementsAre("midnight"));  // a Sunday; weeks begin on Sunday
  EXPECT_EQ(fault_of("published.century", "=", 21), FaultKind::value_error);
}

TEST_F(DomainSqlDates, TextThatIsNoDate) {
  EXPECT_EQ(fault_of("published", ">", "tomorrow"), FaultKind::invalid_datetime);
  EXPECT_EQ(fault_of("sold_at", "=", 5), FaultKind::invalid_datetime);
}

// --- relations

class DomainSqlRelations : public DomainSql {
 protected:
  void SetUp() override {
    const Id red = library_.tag({{"name", "red"}, {"active", true}});
    const Id gone = library_.tag({{"name", "gone"}, {"active", false}});
    first_ = library_.book({{"name", "first"}, {"author_id", ann_}, {"pages", 50}});
    second_ = library_.book({{"name", "second"}, {"author_id", old_}, {"pages", 500}});
    library_.book({{"name", "orphan"}});
    library_.put_tag(first_, red);
    library_.put_tag(second_, gone);
    red_ = red;
    gone_ = gone;
  }
  Id first_ = 0, second_ = 0, red_ = 0, gone_ = 0;
};

TEST_F(DomainSqlRelations, PathsThroughManyToOne) {
  EXPECT_THAT(books("author_id.name", "=", "Ann"), ElementsAre("first"));
  EXPECT_THAT(books("author_id.parent_id.name", "=", "Bob"), ElementsAre("second"));
  // The opposite of a path holds where the path ends early.
  EXPECT_THAT(books(List{"!", List{"author_id.name", "=", "Ann"}}), ElementsAre("second", "orphan"));
  EXPECT_THAT(books("author_id.name", "!=", "Ann"), ElementsAre("second"));
}

TEST_F(DomainSqlRelations, PathsThroughLines) {
  EXPECT_THAT(authors(List{List{"book_ids.pages", ">", 10}}), ElementsAre("Ann"));
  EXPECT_THAT(authors(List{List{"book_ids", "=", false}}), ElementsAre("Bob"));
  EXPECT_THAT(authors(List{List{"book_ids", "!=", false}}), ElementsAre("Ann"));
  EXPECT_THAT(authors(List{List{"book_ids", "in", List{first_}}}), ElementsAre("Ann"));
  EXPECT_THAT(authors(List{List{"book_ids", "not in", List{first_}}}), ElementsAre("Bob"));
  EXPECT_THAT(authors(List{List{"book_ids", "ilike", "FIR"}}), ElementsAre("Ann"));
  EXPECT_THAT(authors(List{List{"book_ids", "any", List{}}}), ElementsAre("Ann"));
  EXPECT_THAT(authors(List{List{"book_ids", "not any", List{}}}), ElementsAre("Bob"));
}

TEST_F(DomainSqlRelations, FilterOfAField) {
  const Dict all = {{"active_test", false}};
  EXPECT_THAT(authors(List{List{"long_book_ids", "any", List{}}}, all), ElementsAre("Old Ann"));
  EXPECT_THAT(authors(List{List{"long_book_ids.name", "=", "first"}}, all), IsEmpty());
}

TEST_F(DomainSqlRelations, Links) {
  EXPECT_THAT(books("tag_ids", "=", false), ElementsAre("orphan"));
  EXPECT_THAT(books("tag_ids", "!=", false), ElementsAre("first", "second"));
  EXPECT_THAT(books("tag_ids", "in", List{red_, gone_}), ElementsAre("first", "second"));
  EXPECT_THAT(books("tag_ids", "not in", List{red_}), ElementsAre("second", "orphan"));
  EXPECT_THAT(books("tag_ids", "=", red_), ElementsAre("first"));
  EXPECT_THAT(books("tag_ids", "=", "red"), ElementsAre("first"));
  EXPECT_THAT(books("tag_ids", "not ilike", "RE"), ElementsAre("second", "orphan"));
}

TEST_F(DomainSqlRelations, InactiveRecords) {
  // A many2one is followed to inactive records, lines and links are not.
  EXPECT_THAT(books("author_id.name", "=", "Old Ann"), ElementsAre("second"));
  EXPECT_THAT(books("tag_ids.name", "=", "gone"), IsEmpty());
  EXPECT_THAT(books(List{List{"tag_ids.name", "=", "gone"}}, {{"active_test", false}}), ElementsAre("second"));
  EXPECT_THAT(books("tag_ids.active", "=", false), ElementsAre("second"));
  // Conditions through one field are put together: one on `active` holds for its neighbours.
  EXPECT_THAT(books(List{"|", List{"tag_ids.active", "=", false}, List{"tag_ids.name", "=", "gone"}}),
              ElementsAre("second"));
  EXPECT_THAT(authors(List{}), ElementsAre("Ann", "Bob"));
  EXPECT_THAT(authors(List{List{"active", "=", false}}), ElementsAre("Old Ann"));
  EXPECT_THAT(authors(List{List{"active", "in", List{true, false}}}), ElementsAre("Ann", "Bob", "Old Ann"));
}

TEST_F(DomainSqlRelations, NamesInPlaceOfIds) {
  EXPECT_THAT(books("author_id", "=", "Ann"), ElementsAre("first"));
  EXPECT_THAT(books("author_id", "ilike", "ann"), ElementsAre("first", "second"));
  EXPECT_THAT(books("author_id", "not ilike", "old"), ElementsAre("first", "orphan"));
  EXPECT_THAT(books("author_id", "in", List{"Ann", "Bob"}), ElementsAre("first"));
  EXPECT_THAT(books("author_id", "!=", "Ann"), ElementsAre("second", "orphan"));
  EXPECT_THAT(books("display_name", "ilike", "FIR"), ElementsAre("first"));
}

TEST_F(DomainSqlRelations, Hierarchies) {
  const Dict all = {{"active_test", false}};
  EXPECT_THAT(authors(List{List{"id", "child_of", ann_}}), ElementsAre("Ann", "Bob"));
  EXPECT_THAT(authors(List{List{"id", "child_of", List{bob_}}}, all), ElementsAre("Bob", "Old Ann"));
  EXPECT_THAT(authors(List{List{"id", "parent_of", List{old_}}}), ElementsAre("Ann", "Bob"));
  EXPECT_THAT(authors(List{List{"id", "child_of", "Bob"}}), ElementsAre("Bob"));
  EXPECT_THAT(authors(List{List{"id", "child_of", false}}), IsEmpty());
  EXPECT_THAT(books("author_id", "child_of", ann_), ElementsAre("first", "second"));
  EXPECT_THAT(books("author_id", "parent_of", old_), ElementsAre("first", "second"));
  // On a many2one to its own model it speaks of the records themselves.
  EXPECT_THAT(authors(List{List{"parent_id", "child_of", bob_}}), ElementsAre("Bob"));
  EXPECT_EQ(fault_of("tag_ids", "child_of", red_), FaultKind::key_error);
}

TEST_F(DomainSqlRelations, RelatedFields) {
  EXPECT_THAT(books("author_name", "=", "Ann"), ElementsAre("first"));
  EXPECT_THAT(books("author_name", "=", false), ElementsAre("orphan"));
  EXPECT_THAT(books("author_name", "!=", "Ann"), ElementsAre("second", "orphan"));
  EXPECT_THAT(books("author_parent_id.name", "=", "Bob"), ElementsAre("second"));
  EXPECT_THAT(books("author_parent_id", "=", false), ElementsAre("first", "orphan"));
}

// --- what cannot be searched by

TEST_F(DomainSqlUnset, FieldsThatOdooCannotSearchByAreLeftOut) {
  EXPECT_EQ(books("mood", "=", "sad").size(), 5u);
  EXPECT_THAT(books(List{List{"mood", "=", "sad"}, List{"pages", "=", 7}}), ElementsAre("full"));
}

TEST_F(DomainSqlUnset, FieldsThatOdooCanSearchByAndWeCannotAreSaid) {
  EXPECT_EQ(fault_of("worth", "=", 1), FaultKind::not_simulated);
}

TEST_F(DomainSqlUnset, Mistakes) {
  EXPECT_EQ(fault_of("nope", "=", 1), FaultKind::value_error);
  EXPECT_EQ(fault_of("author_id.nope", "=", 1), FaultKind::value_error);
  EXPECT_EQ(fault_of("name.nope", "=", 1), FaultKind::assertion_error);
  EXPECT_EQ(fault_of("name", "~", 1), FaultKind::value_error);
  EXPECT_EQ(fault_of("name", "ILIKE", "x"), FaultKind::value_error);
  EXPECT_EQ(fault_of("name", "in", "full"), FaultKind::value_error);
  EXPECT_EQ(fault_of("name", "any", List{}), FaultKind::key_error);
  EXPECT_EQ(fault_of("pages", "=", "many"), FaultKind::value_error);
  EXPECT_EQ(fault_of("pages", "=", Dict{{"a", 1}}), FaultKind::type_error);
  EXPECT_EQ(fault_of("id", "=", "first"), FaultKind::invalid_text);
  EXPECT_EQ(fault_of("author_id", "in", List{1, "x"}), FaultKind::invalid_text);
}

TEST_F(DomainSqlUnset, PlainlyFalseDomainsAreNotLookedAt) {
  EXPECT_THAT(books("nope", "in", List{}), IsEmpty());
  EXPECT_THAT(books(List{List{"name", "in", List{}}, List{"nope", "=", 1}}), IsEmpty());
  EXPECT_EQ(books("name", "not in", List{}).size(), 5u);
}

// --- size: what SQLite's parser and its limits could not take as it is

TEST_F(DomainSqlUnset, LongChains) {
  List domain(5'000, Value("|"));
  for (int at = 0; at <= 5'000; ++at) domain.push_back(List{"pages", "=", at});
  EXPECT_EQ(books(domain).size(), 5u);
  List ids;
  for (int id = 1; id < 300'000; ++id) ids.push_back(id);
  EXPECT_EQ(books("id", "in", ids).size(), 5u);
}

TEST_F(DomainSqlUnset, DeepNesting) {
  Value inside = List{List{"name", "=", "Ann"}};
  for (int level = 0; level < 45; ++level) inside = List{List{"parent_id", "not any", inside}};
  EXPECT_EQ(books(List{List{"author_id", "any", inside}}).size(), 1u);
  List alternating;
  for (int level = 0; level < 48; ++level) {
    alternating.push_back(level % 2 ? "|" : "&");
    alternating.push_back(List{"pages", level % 2 ? "=" : "!=", 100 + level});
  }
  alternating.push_back(List{"author_id.parent_id.parent_id.parent_id", "=", false});
  EXPECT_NO_THROW(books(alternating));
}

}  // namespace
}  // namespace paridoo
