#include "simulator/orm/database.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/schema.h"
#include "simulator/orm/transaction.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_registry.h"

namespace paridoo::orm {
namespace {

using testing::HasSubstr;

std::unique_ptr<const Registry> notes() {
  return tests::registry({tests::model("note", {tests::field("name", "char")})});
}

std::vector<std::byte> image_of(const Registry& registry) {
  Store store;
  update_schema(store, registry);
  store.script(
      "CREATE TABLE paridoo_meta (key TEXT PRIMARY KEY, value TEXT); INSERT INTO paridoo_meta VALUES ('series', "
      "'18.0');"
      "CREATE UNIQUE INDEX one_name ON note (name)");
  return store.image();
}

class DatabaseTest : public testing::Test {
 protected:
  Database open(std::optional<std::filesystem::path> file = {}) {
    return Database("notes", *registry_, image_, std::move(file), clock_from(parse_moment("2026-11-22").value()), 1);
  }

  static Value add(Database& database, const std::string& name) {
    return database.run(1, {}, [&](const Env& env) -> Value {
      env.store().run("INSERT INTO note (name) VALUES (?)", std::vector<Value>{name});
      return {};
    });
  }

  static std::int64_t count(Database& database) {
    return database.run(1, {}, [](const Env& env) -> Value { return env.store().scalar("SELECT count(*) FROM note"); })
        .integer();
  }

  std::unique_ptr<const Registry> registry_ = notes();
  std::vector<std::byte> image_ = image_of(*registry_);
};

TEST_F(DatabaseTest, KeepsWhatLastsOfACallThatFails) {
  Database database = open();
  const auto fail = [](const Env& env) -> Value {
    const auto insert = [](Store& store) { store.run("INSERT OR REPLACE INTO note (id, name) VALUES (7, 'lasts')"); };
    insert(env.store());
    env.transaction().lasting()->add(insert);
    env.store().run("INSERT INTO note (name) VALUES ('is rolled back')");
    throw user_error("no");
  };
  EXPECT_THROW(database.run(1, {}, fail), Fault);
  EXPECT_EQ(count(database), 1);
}

TEST_F(DatabaseTest, GivesNoIdTwice) {
  Database database = open();
  const auto create = [](const Env& env) { return Value(env["note"].create(Dict{{"name", "a"}}).id()); };
  EXPECT_THROW(database.run(1, {},
                            [&](const Env& env) -> Value {
                              create(env.sudo());
                              throw user_error("no");
                            }),
               Fault);
  EXPECT_EQ(database.run(1, {}, [&](const Env& env) { return create(env.sudo()); }), Value(2));
}

TEST_F(DatabaseTest, KeepsWhatACallDid) {
  Database database = open();
  add(database, "a");
  EXPECT_EQ(count(database), 1);
}

TEST_F(DatabaseTest, ForgetsACallThatFailed) {
  Database database = open();
  EXPECT_THROW(database.run(1, {},
                            [](const Env& env) -> Value {
                              env.store().script("INSERT INTO note (name) VALUES ('a')");
                              throw user_error("no");
                            }),
               Fault);
  EXPECT_EQ(count(database), 0);
}

TEST_F(DatabaseTest, TurnsABrokenConstraintIntoAValidationError) {
  Database database = open();
  add(database, "a");
  try {
    add(database, "a");
    FAIL() << "no fault";
  } catch (const Fault& fault) {
    EXPECT_EQ(fault.kind(), FaultKind::validation_error);
  }
  EXPECT_EQ(count(database), 1);
}

TEST_F(DatabaseTest, CopiesLiveTheirOwnLife) {
  Database first = open();
  add(first, "a");
  const std::vector<std::byte> image = first.image();
  Database second("copy", *registry_, image, {}, system_clock(), 1);
  add(second, "b");
  EXPECT_EQ(count(first), 1);
  EXPECT_EQ(count(second), 2);
}

TEST_F(DatabaseTest, TellsTheTimeOfItsClock) {
  Database database = open();
  const auto now = [&] { return database.run(1, {}, [](const Env& env) -> Value { return env.today_text(); }).text(); };
  EXPECT_EQ(now(), "2026-11-22");
  database.set_clock(clock_from(parse_moment("2027-01-01").value()));
  EXPECT_EQ(now(), "2027-01-01");
}

TEST_F(DatabaseTest, CallsFromSeveralThreadsAreSerial) {
  Database database = open();
  std::vector<std::thread> threads;
  for (int thread = 0; thread < 4; ++thread)
    threads.emplace_back([&, thread] {
      for (int i = 0; i < 25; ++i) add(database, std::to_string(thread) + "/" + std::to_string(i));
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(count(database), 100);
}

TEST_F(DatabaseTest, InAFileIsFoundAgain) {
  const tests::ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "notes.sqlite";
  {
    Database database = open(file);
    add(database, "a");
  }
  Database database = open(file);
  EXPECT_EQ(count(database), 1);
}

TEST_F(DatabaseTest, AFileGetsTheColumnsThatItLacks) {
  const tests::ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "notes.sqlite";
  {
    Database database = open(file);
    add(database, "a");
  }
  const auto larger =
      tests::registry({tests::model("note", {tests::field("name", "char"), tests::field("x", "char")})});
  Database database("notes", *larger, image_, file, system_clock(), 1);
  EXPECT_TRUE(
      database.run(1, {}, [](const Env& env) -> Value { return env.store().scalar("SELECT x FROM note"); }).is_none());
  EXPECT_EQ(count(database), 1);
}

TEST_F(DatabaseTest, AFileOfAnotherSeriesIsRefused) {
  const tests::ScratchFolder folder;
  const std::filesystem::path file = folder.path() / "notes.sqlite";
  const auto older = Registry::build(Series::v17, {tests::model("note", {tests::field("name", "char")})}, {});
  { Database database = open(file); }
  try {
    Database("notes", *older, image_, file, system_clock(), 1);
    FAIL() << "it was opened";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("18.0"));
  }
}

}  // namespace
}  // namespace paridoo::orm
