#include "simulator/service/databases.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/credentials.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/test_simulator.h"

namespace paridoo::service {
namespace {

using orm::Env;
using orm::Fault;
using orm::FaultKind;
using orm::Value;

Databases in_memory(DatabaseOptions options = {}) { return {support::world_of(orm::Series::v18), std::move(options)}; }

Value on(Databases& databases, const std::string& name, const std::function<Value(const Env&)>& work) {
  return databases.open(name)->run(1, {}, work);
}

void rename_company(Databases& databases, const std::string& database, const std::string& company) {
  on(databases, database, [&](const Env& env) -> Value {
    env["res.company"].browse(orm::Id{1}).write({{"name", company}});
    return {};
  });
}

std::string company_name(Databases& databases, const std::string& database) {
  return on(databases, database,
            [](const Env& env) -> Value { return env["res.company"].browse(orm::Id{1}).text("name"); })
      .text();
}

template <class Work>
FaultKind fault_of(Work work) {
  try {
    work();
  } catch (const Fault& fault) {
    return fault.kind();
  }
  ADD_FAILURE() << "no fault";
  return FaultKind::not_simulated;
}

TEST(DatabaseNames, AreThoseThatOdooTakes) {
  for (const char* good : {"odoo", "a1", "test_1.b-c", "9x"}) EXPECT_TRUE(is_database_name(good)) << good;
  for (const char* bad : {"", "a", "_x", ".hidden", "a/b", "..", "a b", "zoë", "a\nb"})
    EXPECT_FALSE(is_database_name(bad)) << bad;
  EXPECT_FALSE(is_database_name(std::string(64, 'a')));
}

TEST(Databases, AreMadeCopiedRenamedAndDropped) {
  Databases databases = in_memory();
  databases.create("one");
  rename_company(databases, "one", "First");
  databases.duplicate("one", "two");
  rename_company(databases, "one", "Changed");
  EXPECT_EQ(company_name(databases, "two"), "First");
  databases.rename("two", "three");
  EXPECT_EQ(company_name(databases, "three"), "First");
  EXPECT_EQ(databases.names(), (std::vector<std::string>{"one", "three"}));
  EXPECT_TRUE(databases.drop("three"));
  EXPECT_FALSE(databases.drop("three"));
  databases.reset("one");
  EXPECT_EQ(company_name(databases, "one"), "My Company");
}

TEST(Databases, RefuseNamesThatAreTakenUnknownOrUnusable) {
  Databases databases = in_memory();
  databases.create("one");
  EXPECT_EQ(fault_of([&] { databases.create("one"); }), FaultKind::database_exists);
  EXPECT_EQ(fault_of([&] { databases.duplicate("one", "one"); }), FaultKind::duplicate_database);
  EXPECT_EQ(fault_of([&] { databases.duplicate("none", "two"); }), FaultKind::no_such_database);
  EXPECT_EQ(fault_of([&] { databases.rename("none", "two"); }), FaultKind::plain_exception);
  EXPECT_EQ(fault_of([&] { databases.rename("one", "one"); }), FaultKind::plain_exception);
  EXPECT_EQ(fault_of([&] { databases.reset("none"); }), FaultKind::operational_error);
  EXPECT_EQ(fault_of([&] { databases.open("none"); }), FaultKind::operational_error);
  EXPECT_EQ(fault_of([&] { databases.create("../evil"); }), FaultKind::plain_exception);
  EXPECT_EQ(company_name(databases, "one"), "My Company");
}

TEST(Databases, AreMadeOnFirstUseWhereThePatternSaysSo) {
  Databases databases = in_memory({.auto_pattern = "test_*"});
  EXPECT_FALSE(databases.contains("test_a"));
  EXPECT_EQ(company_name(databases, "test_a"), "My Company");
  EXPECT_TRUE(databases.contains("test_a"));
  EXPECT_EQ(fault_of([&] { databases.open("prod_a"); }), FaultKind::operational_error);
  EXPECT_EQ(fault_of([&] { databases.open("test_/../x"); }), FaultKind::operational_error);
}

TEST(Databases, AreMadeOnceWhenManyAskAtOnce) {
  Databases databases = in_memory({.auto_pattern = "test_*"});
  std::vector<std::thread> threads;
  std::atomic<int> answered = 0;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] { answered += company_name(databases, "test_shared") == "My Company"; });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answered, 8);
  EXPECT_EQ(databases.names().size(), 1u);
}

TEST(Databases, AreFoundAgainInTheirFolder) {
  const tests::ScratchFolder folder;
  {
    Databases databases = in_memory({.folder = folder.path()});
    databases.create("kept");
    databases.create("dropped");
    databases.create("old_name");
    rename_company(databases, "kept", "Kept & Co");
    rename_company(databases, "old_name", "Renamed & Co");
    databases.rename("old_name", "new_name");
    databases.drop("dropped");
  }
  Databases databases = in_memory({.folder = folder.path()});
  EXPECT_EQ(databases.names(), (std::vector<std::string>{"kept", "new_name"}));
  EXPECT_EQ(company_name(databases, "kept"), "Kept & Co");
  EXPECT_EQ(company_name(databases, "new_name"), "Renamed & Co");
  databases.create("dropped");
  EXPECT_EQ(company_name(databases, "dropped"), "My Company");
}

TEST(Databases, LetACallEndBeforeTheyGo) {
  Databases databases = in_memory();
  databases.create("busy");
  std::atomic<bool> begun = false;
  std::atomic<bool> ended = false;
  std::thread call([&] {
    on(databases, "busy", [&](const Env&) -> Value {
      begun = true;
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
      ended = true;
      return {};
    });
  });
  while (!begun) std::this_thread::yield();
  EXPECT_TRUE(databases.drop("busy"));
  EXPECT_TRUE(ended);
  call.join();
}

TEST(Databases, EachHasAnIdentityOfItsOwn) {
  Databases databases = in_memory();
  databases.create("one");
  databases.duplicate("one", "two");
  const auto uuid = [&](const std::string& name) {
    return on(databases, name,
              [](const Env& env) -> Value { return addons::base::config_parameter(env, "database.uuid"); })
        .text();
  };
  EXPECT_EQ(uuid("one").size(), 36u);
  EXPECT_NE(uuid("one"), uuid("two"));
}

TEST(Databases, ShareTheClockThatIsSet) {
  Databases databases = in_memory();
  databases.create("before");
  databases.set_clock([] { return *orm::parse_moment("2031-02-03 04:05:06"); });
  databases.create("after");
  for (const char* name : {"before", "after"})
    EXPECT_EQ(on(databases, name, [](const Env& env) -> Value { return env.now_text(); }),
              Value("2031-02-03 04:05:06"));
}

TEST(Databases, LetTheAdministratorInWithThePasswordAndKeyTheyWereMadeWith) {
  Databases databases = in_memory({.admin_password = "secret", .api_key = "key-1234567890"});
  databases.create("one");
  using addons::base::LoginKind;
  const auto enters = [&](std::string_view password, LoginKind kind) {
    return on(databases, "one", [&](const Env& env) -> Value {
      const auto uid = addons::base::authenticate(env, "admin", password, kind);
      return uid ? Value(*uid) : Value(false);
    });
  };
  EXPECT_EQ(enters("secret", LoginKind::interactive), Value(2));
  EXPECT_EQ(enters("admin", LoginKind::interactive), Value(false));
  EXPECT_EQ(enters("", LoginKind::interactive), Value(false));
  EXPECT_EQ(enters("key-1234567890", LoginKind::programmatic), Value(2));
  EXPECT_EQ(enters("key-1234567891", LoginKind::programmatic), Value(false));
  EXPECT_EQ(enters("key-1234567890", LoginKind::interactive), Value(false));
}

}  // namespace
}  // namespace paridoo::service
