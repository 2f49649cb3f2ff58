// Texts in several languages: each is read and found in the language of the caller, and English stands for those that
// have none.
#include "simulator/orm/translation.h"

#include <gtest/gtest.h>

#include "simulator/orm/database.h"
#include "simulator/orm/dispatch.h"
#include "simulator/orm/fault.h"
#include "tests/support/test_simulator.h"

namespace paridoo::orm {
namespace {

class TranslationTest : public testing::TestWithParam<Series> {
 protected:
  void in_french_and_english(const std::function<void(const RecordSet& english, const RecordSet& french)>& work) {
    const service::World world = support::world_of(GetParam());
    Database database("texts", *world.registry, world.image, std::nullopt, system_clock(), 1);
    database.run(2, {}, [&](const Env& env) -> Value {
      const RecordSet languages = env["res.lang"].with_context({{"active_test", false}});
      languages.search(term("code", "=", "fr_FR")).write({{"active", true}});
      const RecordSet tags = env["res.partner.category"];
      work(tags.with_context({{"lang", "en_US"}}), tags.with_context({{"lang", "fr_FR"}}));
      return {};
    });
  }
};

INSTANTIATE_TEST_SUITE_P(Series, TranslationTest, testing::Values(Series::v17, Series::v18, Series::v19),
                         [](const auto& info) { return "v" + std::string(name_of(info.param)).substr(0, 2); });

TEST_P(TranslationTest, EachLanguageHasItsText) {
  in_french_and_english([](const RecordSet& english, const RecordSet& french) {
    const RecordSet tag = english.create({{"name", "Friend"}});
    EXPECT_EQ(tag.in(french.env()).text("name"), "Friend");
    tag.in(french.env()).write({{"name", "Ami"}});
    EXPECT_EQ(tag.text("name"), "Friend");
    EXPECT_EQ(tag.in(french.env()).text("name"), "Ami");
    tag.write({{"name", "Comrade"}});
    EXPECT_EQ(tag.in(french.env()).text("name"), "Ami");
  });
}

TEST_P(TranslationTest, ARecordIsFoundAndSortedByTheTextOfTheCaller) {
  in_french_and_english([](const RecordSet& english, const RecordSet& french) {
    const RecordSet zebra = french.create({{"name", "Zèbre"}}).in(english.env());
    const RecordSet apple = english.create({{"name", "Apple"}});
    zebra.write({{"name", "Aaa"}});
    const Domain both = term("id", "in", (zebra | apple).ids());
    EXPECT_EQ(english.search(both, {.order = "name"}).ids(), (Ids{zebra.id(), apple.id()}));
    EXPECT_EQ(french.search(both, {.order = "name"}).ids(), (Ids{apple.id(), zebra.id()}));
    EXPECT_EQ(french.search_count(term("name", "=", "Zèbre")), 1);
    EXPECT_EQ(english.search_count(term("name", "=", "Zèbre")), 0);
  });
}

TEST_P(TranslationTest, AnEmptyTextIsEmptyInAllLanguages) {
  in_french_and_english([](const RecordSet& english, const RecordSet& french) {
    const RecordSet industry = english.env()["res.partner.industry"].create({{"name", "Mines"}, {"full_name", "M"}});
    industry.in(french.env()).write({{"full_name", "F"}});
    industry.write({{"full_name", false}});
    EXPECT_EQ(industry.in(french.env()).text("full_name"), "");
  });
}

TEST_P(TranslationTest, ClientsWriteAndReadAllLanguagesAtOnce) {
  in_french_and_english([](const RecordSet& english, const RecordSet&) {
    const RecordSet tag = english.create({{"name", "Friend"}});
    EXPECT_EQ(tag.call("update_field_translations", {"name", Dict{{"fr_FR", "Ami"}}}), Value(true));
    const Value told = tag.call("get_field_translations", {"name", List{"fr_FR"}});
    EXPECT_EQ(told.list()[0], Value(List{Dict{{"lang", "fr_FR"}, {"source", "Friend"}, {"value", "Ami"}}}));
    EXPECT_EQ(tag.call("update_field_translations", {"name", Dict{{"fr_FR", false}}}), Value(true));
    EXPECT_EQ(tag.with_context({{"lang", "fr_FR"}}).text("name"), "Friend");
    EXPECT_THROW(tag.call("update_field_translations", {"name", Dict{{"xx_XX", "?"}}}), Fault);
  });
}

TEST_P(TranslationTest, DeletedRecordsLeaveNoTexts) {
  in_french_and_english([](const RecordSet& english, const RecordSet& french) {
    const RecordSet tag = english.create({{"name", "Friend"}});
    tag.in(french.env()).write({{"name", "Ami"}});
    tag.unlink();
    EXPECT_EQ(english.env().store().scalar("SELECT count(*) FROM paridoo_translation"), Value(0));
  });
}

}  // namespace
}  // namespace paridoo::orm
