#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "simulator/orm/domain_sql.h"
#include "simulator/orm/fault.h"
#include "tests/support/library.h"

namespace paridoo {
namespace {

using orm::FaultKind;
using orm::Id;
using testing::ElementsAre;

class Order : public testing::Test {
 protected:
  std::vector<std::string> books(const std::string& order) {
    return library_.books().search({}, {.order = order}).texts("name");
  }

  FaultKind fault_of(const std::string& order) {
    try {
      books(order);
    } catch (const orm::Fault& fault) {
      return fault.kind();
    }
    ADD_FAILURE() << "no fault for " << order;
    return FaultKind::not_found;
  }

  tests::Library library_;
  const Id zoe_ = library_.author({{"name", "Zoë"}, {"active", true}});
  const Id ann_ = library_.author({{"name", "Ann"}, {"active", true}, {"parent_id", zoe_}});
  const Id b1_ = library_.book({{"name", "b"}, {"pages", 2}, {"author_id", zoe_}, {"lent", true}});
  const Id b2_ = library_.book({{"name", "B"}, {"pages", 1}, {"author_id", ann_}});
  const Id b3_ = library_.book({{"name", "é"}, {"author_id", ann_}, {"lent", false}});
  const Id b4_ = library_.book({{"name", "a"}, {"pages", 1}});
};

// Bytes decide: databases of Odoo's have the collation C.
TEST_F(Order, TextsByTheirBytes) { EXPECT_THAT(books("name"), ElementsAre("B", "a", "b", "é")); }

TEST_F(Order, UnsetIsTheGreatestValue) {
  EXPECT_THAT(books("pages, name"), ElementsAre("B", "a", "b", "é"));
  EXPECT_THAT(books("pages desc, name"), ElementsAre("é", "b", "B", "a"));
  EXPECT_THAT(books("pages NULLS FIRST, name"), ElementsAre("é", "B", "a", "b"));
  EXPECT_THAT(books("pages desc nulls last, name"), ElementsAre("b", "B", "a", "é"));
}

TEST_F(Order, UnsetBooleansAreFalse) { EXPECT_THAT(books("lent, id"), ElementsAre("B", "é", "a", "b")); }

TEST_F(Order, ManyToOneFollowsTheOrderOfItsModel) {
  EXPECT_THAT(books("author_id, id"), ElementsAre("B", "é", "b", "a"));
  EXPECT_THAT(books("author_id desc, id"), ElementsAre("a", "b", "B", "é"));
  EXPECT_THAT(books("author_id desc nulls last, id"), ElementsAre("b", "B", "é", "a"));
  EXPECT_THAT(books("author_id.id, id"), ElementsAre("b", "B", "é", "a"));
}

TEST_F(Order, RelatedFields) {
  EXPECT_THAT(books("author_name desc, id"), ElementsAre("a", "b", "B", "é"));
  EXPECT_THAT(books("author_parent_id, id"), ElementsAre("B", "é", "b", "a"));
}

TEST_F(Order, ModelsOwn) { EXPECT_THAT(books(""), ElementsAre("é", "B", "b", "a")); }

TEST_F(Order, SortedKeepsTheModelsOrder) {
  EXPECT_THAT(library_.books().browse({b4_, b1_, b2_}).sorted().texts("name"), ElementsAre("B", "b", "a"));
}

TEST_F(Order, OffsetAndLimit) {
  const auto some = [&](std::int64_t offset, std::int64_t limit) {
    return library_.books().search({}, {.offset = offset, .limit = limit, .order = "id"}).ids();
  };
  EXPECT_EQ(some(1, 2), (orm::Ids{b2_, b3_}));
  EXPECT_EQ(some(3, 0), orm::Ids{b4_});
  EXPECT_EQ(some(0, 1), orm::Ids{b1_});
}

TEST_F(Order, BlanksAndCaseDoNotMatter) {
  EXPECT_THAT(books("  pages   DESC ,name  Asc"), ElementsAre("é", "b", "B", "a"));
}

TEST_F(Order, MalformedOnesAreUserErrors) {
  for (const char* order : {"name,", ",name", "name descending", "name; drop table x", "name desc asc", "na-me", " ",
                            "name nulls", "name nulls  first", "\"name"})
    EXPECT_EQ(fault_of(order), FaultKind::user_error) << order;
}

TEST_F(Order, FieldsThatCannotBeOrderedByAreValueErrors) {
  for (const char* order : {"nope", "\"name\"", "tag_ids", "worth", "author_id.name", "name.id"})
    EXPECT_EQ(fault_of(order), FaultKind::value_error) << order;
}

TEST_F(Order, TermsOfTheRegistry) {
  const orm::RecordSet books = library_.books();
  const auto terms = orm::parse_order(books.model(), "pages desc, name, lent nulls first");
  ASSERT_EQ(terms.size(), 3u);
  EXPECT_EQ(terms[0].field->name(), "pages");
  EXPECT_TRUE(terms[0].descending);
  EXPECT_TRUE(terms[0].nulls_first);
  EXPECT_FALSE(terms[1].nulls_first);
  EXPECT_TRUE(terms[2].nulls_first);
}

}  // namespace
}  // namespace paridoo
