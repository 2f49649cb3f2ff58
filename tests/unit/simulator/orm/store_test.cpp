#include "simulator/orm/store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/scratch_folder.h"

namespace paridoo::orm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Store with_table() {
  Store store;
  store.script("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE)");
  return store;
}

std::int64_t count(Store& store) { return store.scalar("SELECT count(*) FROM t").integer(); }

class StoreFile {
 public:
  std::filesystem::path path() const { return folder_.path() / "store.sqlite"; }

 private:
  tests::ScratchFolder folder_;
};

TEST(Store, BindsAndReadsEveryKindOfValue) {
  Store store;
  const std::vector<Value> parameters = {{}, true, 7, 0.5, "text"};
  List row;
  store.run("SELECT ?, ?, ?, ?, ?", parameters, [&](const StoreRow& found) {
    for (int i = 0; i < found.columns(); ++i) row.push_back(found.value(i));
    EXPECT_TRUE(found.is_null(0));
    EXPECT_EQ(found.text(4), "text");
  });
  EXPECT_EQ(row, (List{{}, 1, 7, 0.5, "text"}));
  EXPECT_TRUE(row[1].is_integer());
}

TEST(Store, RefusesParametersThatSqlHasNot) {
  Store store;
  const std::vector<Value> list = {List{1}};
  EXPECT_THROW(store.run("SELECT ?", list), std::logic_error);
  EXPECT_THROW(store.run("SELECT ?"), std::logic_error);
}

TEST(Store, AStatementMayRunWithinItsOwnRows) {
  Store store = with_table();
  store.script("INSERT INTO t(name) VALUES ('a'), ('b')");
  const std::string_view all = "SELECT id FROM t ORDER BY id";
  Ids seen;
  store.run(all, {}, [&](const StoreRow& outer) {
    store.run(all, {}, [&](const StoreRow& inner) { seen.push_back(10 * outer.integer(0) + inner.integer(0)); });
  });
  EXPECT_THAT(seen, ElementsAre(11, 12, 21, 22));
}

TEST(Store, KeepsWorkingPastTheStatementsThatItKeeps) {
  Store store;
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(store.scalar("SELECT " + std::to_string(i)), Value(i));
  EXPECT_EQ(store.scalar("SELECT 0"), Value(0));
}

TEST(Store, TellsBrokenConstraintsFromOtherErrors) {
  Store store = with_table();
  const std::vector<Value> name = {"a"};
  EXPECT_EQ(store.insert("INSERT INTO t(name) VALUES (?)", name), 1);
  EXPECT_THROW(store.insert("INSERT INTO t(name) VALUES (?)", name), StoreConstraint);
  try {
    store.run("SELECT nothing FROM t");
    FAIL() << "no error";
  } catch (const StoreConstraint&) {
    FAIL() << "a constraint";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("SELECT nothing"));
  }
  EXPECT_EQ(count(store), 1);
}

TEST(Store, GivesScalarsIdsAndChanges) {
  Store store = with_table();
  store.script("INSERT INTO t(name) VALUES ('a'), ('b'), ('c')");
  EXPECT_THAT(store.ids("SELECT id FROM t ORDER BY id DESC"), ElementsAre(3, 2, 1));
  EXPECT_TRUE(store.scalar("SELECT id FROM t WHERE id > 3").is_none());
  store.run("DELETE FROM t WHERE id < 3");
  EXPECT_EQ(store.changes(), 2);
}

TEST(Store, LikeKnowsTheCaseAndUlowerHidesIt) {
  Store store;
  EXPECT_EQ(store.scalar("SELECT 'Abc' LIKE 'a%'"), Value(0));
  EXPECT_EQ(store.scalar("SELECT ulower('ÄB') LIKE ulower('äB%')"), Value(1));
  EXPECT_TRUE(store.scalar("SELECT ulower(NULL)").is_none());
  store.script("CREATE TABLE t(name TEXT); CREATE INDEX i ON t(ulower(name))");
}

TEST(StoreTransaction, RollsBackUnlessCommitted) {
  Store store = with_table();
  {
    StoreTransaction transaction(store);
    store.script("INSERT INTO t(name) VALUES ('a')");
  }
  EXPECT_EQ(count(store), 0);
  StoreTransaction transaction(store);
  store.script("INSERT INTO t(name) VALUES ('b')");
  transaction.commit();
  EXPECT_EQ(count(store), 1);
}

TEST(StoreTransaction, RollsBackWhenACallbackThrows) {
  Store store = with_table();
  store.script("INSERT INTO t(name) VALUES ('a'), ('b')");
  const auto work = [&] {
    StoreTransaction transaction(store);
    store.script("DELETE FROM t WHERE name = 'a'");
    store.run("SELECT id FROM t", {}, [](const StoreRow&) { throw std::runtime_error("stop"); });
    transaction.commit();
  };
  EXPECT_THROW(work(), std::runtime_error);
  EXPECT_EQ(count(store), 2);
}

TEST(Savepoint, RollsBackItsPartOnly) {
  Store store = with_table();
  StoreTransaction transaction(store);
  store.script("INSERT INTO t(name) VALUES ('a')");
  {
    Savepoint outer(store);
    store.script("INSERT INTO t(name) VALUES ('b')");
    {
      Savepoint inner(store);
      store.script("INSERT INTO t(name) VALUES ('c')");
    }
    EXPECT_EQ(count(store), 2);
    outer.release();
  }
  {
    Savepoint dropped(store);
    store.script("INSERT INTO t(name) VALUES ('d')");
  }
  transaction.commit();
  EXPECT_EQ(count(store), 2);
}

TEST(StoreImage, IsACopyThatGrowsApart) {
  Store store = with_table();
  store.script("INSERT INTO t(name) VALUES ('a')");
  Store copy = Store::from_image(store.image());
  const std::string long_name(1000, 'x');
  StoreTransaction transaction(copy);
  for (int i = 0; i < 1000; ++i) {
    const std::vector<Value> name = {long_name + std::to_string(i)};
    copy.insert("INSERT INTO t(name) VALUES (?)", name);
  }
  transaction.commit();
  EXPECT_EQ(count(copy), 1001);
  EXPECT_EQ(count(store), 1);
}

TEST(StoreImage, OfAnEmptyDatabaseIsOne) {
  Store copy = Store::from_image(Store().image());
  copy.script("CREATE TABLE t(id INTEGER)");
  EXPECT_EQ(count(copy), 0);
}

TEST(StoreImage, OfAFileHoldsWhatTheWalHolds) {
  const StoreFile file;
  Store store = Store::open(file.path());
  EXPECT_EQ(store.scalar("PRAGMA journal_mode"), Value("wal"));
  store.script("CREATE TABLE t(id INTEGER, name TEXT); INSERT INTO t VALUES (1, 'a')");
  Store copy = Store::from_image(store.image());
  copy.script("INSERT INTO t VALUES (2, 'b')");
  EXPECT_EQ(count(copy), 2);
  EXPECT_EQ(count(store), 1);
}

TEST(StoreImage, ThatIsNoneIsRefused) {
  const std::vector<std::byte> noise(8192, std::byte{42});
  EXPECT_THROW(Store::from_image(noise).scalar("SELECT count(*) FROM sqlite_schema"), std::runtime_error);
}

TEST(StoreFileTest, KeepsWhatWasCommitted) {
  const StoreFile file;
  {
    Store store = Store::open(file.path());
    store.script("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT)");
    StoreTransaction transaction(store);
    store.script("INSERT INTO t(name) VALUES ('a')");
  }
  Store store = Store::open(file.path());
  EXPECT_EQ(count(store), 0);
  EXPECT_THROW(Store::open("/nowhere/at/all.sqlite"), std::runtime_error);
}

}  // namespace
}  // namespace paridoo::orm
