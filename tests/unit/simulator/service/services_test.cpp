#include "simulator/service/services.h"

#include <gtest/gtest.h>

#include "simulator/orm/fault.h"
#include "tests/support/test_simulator.h"

namespace paridoo::service {
namespace {

using orm::Dict;
using orm::List;
using orm::Value;
using support::error_name;
using support::result_of;

constexpr auto access_denied = "odoo.exceptions.AccessDenied";
constexpr auto type_error = "builtins.TypeError";

TEST(CommonService, TellsTheVersion) {
  support::TestSimulator odoo;
  EXPECT_EQ(result_of(odoo.service("common", "version", {})),
            Value(Dict{{"server_version", "18.0"},
                       {"server_version_info", List{18, 0, 0, "final", 0, ""}},
                       {"server_serie", "18.0"},
                       {"protocol_version", 1}}));
}

TEST(CommonService, GivesTheUserIdOrFalse) {
  support::TestSimulator odoo;
  EXPECT_EQ(result_of(odoo.service("common", "authenticate", {"odoo", "admin", "admin", Dict{}})), Value(2));
  EXPECT_EQ(result_of(odoo.service("common", "login", {"odoo", "admin", "admin"})), Value(2));
  for (const Value& wrong : {Value("nope"), Value(""), Value(), Value(false), Value(List{})})
    EXPECT_EQ(result_of(odoo.service("common", "authenticate", {"odoo", "admin", wrong, Dict{}})), Value(false));
  EXPECT_EQ(result_of(odoo.service("common", "login", {"odoo", "ghost", "admin"})), Value(false));
}

TEST(CommonService, RefusesWhatItDoesNotKnow) {
  support::TestSimulator odoo;
  EXPECT_EQ(error_name(odoo.service("common", "no_such", {})), "builtins.Exception");
  EXPECT_EQ(error_name(odoo.service("common", "login", {"odoo"})), type_error);
  EXPECT_EQ(error_name(odoo.service("common", "login", {7, "admin", "admin"})), type_error);
  EXPECT_EQ(error_name(odoo.service("common", "login", {"none", "admin", "admin"})), "psycopg2.OperationalError");
  EXPECT_EQ(error_name(odoo.service("nothing", "version", {})), "builtins.KeyError");
}

TEST(DbService, ListsDatabasesToAnybody) {
  support::TestSimulator odoo;
  EXPECT_EQ(result_of(odoo.service("db", "list", {})), Value(List{"odoo"}));
  EXPECT_EQ(result_of(odoo.service("db", "db_exist", {"odoo"})), Value(true));
  EXPECT_EQ(result_of(odoo.service("db", "db_exist", {"none"})), Value(false));
  EXPECT_EQ(result_of(odoo.service("db", "server_version", {})), Value("18.0"));
}

TEST(DbService, ChangesDatabasesForTheMasterPasswordOnly) {
  support::TestSimulator odoo;
  for (const Value& wrong : {Value("wrong"), Value(""), Value(), Value(true)})
    EXPECT_EQ(error_name(odoo.service("db", "drop", {wrong, "odoo"})), access_denied);
  EXPECT_EQ(error_name(odoo.service("db", "drop", {})), "builtins.IndexError");
  EXPECT_EQ(error_name(odoo.service("db", "no_such", {"admin"})), "builtins.KeyError");
  EXPECT_EQ(result_of(odoo.service("db", "duplicate_database", {"admin", "odoo", "copy"})), Value(true));
  EXPECT_EQ(result_of(odoo.service("db", "rename", {"admin", "copy", "renamed"})), Value(true));
  EXPECT_EQ(result_of(odoo.service("db", "list", {})), Value(List{"odoo", "renamed"}));
  EXPECT_EQ(result_of(odoo.service("db", "drop", {"admin", "renamed"})), Value(true));
  EXPECT_EQ(result_of(odoo.service("db", "drop", {"admin", "renamed"})), Value(false));
}

TEST(DbService, ChangesTheMasterPassword) {
  support::TestSimulator odoo;
  EXPECT_EQ(result_of(odoo.service("db", "change_admin_password", {"admin", "new"})), Value(true));
  EXPECT_EQ(error_name(odoo.service("db", "drop", {"admin", "x1"})), access_denied);
  EXPECT_EQ(result_of(odoo.service("db", "drop", {"new", "x1"})), Value(false));
}

TEST(DbService, SetsUpANewDatabase) {
  support::TestSimulator odoo;
  EXPECT_EQ(result_of(odoo.service("db", "create_database",
                                   {"admin", "fresh", false, "en_US", "pw", "boss@example.com", "be", "+32 1"})),
            Value(true));
  EXPECT_EQ(result_of(odoo.service("common", "login", {"fresh", "boss@example.com", "pw"})), Value(2));
  EXPECT_EQ(result_of(odoo.service("common", "login", {"fresh", "admin", "admin"})), Value(false));
  const Value company = result_of(odoo.service(
      "object", "execute_kw",
      {"fresh", 2, "pw", "res.company", "read", List{List{1}, List{"phone", "email", "country_id", "currency_id"}}}));
  const Dict& row = company.list().at(0).dict();
  EXPECT_EQ(row.get("phone"), Value("+32 1"));
  EXPECT_EQ(row.get("email"), Value("boss@example.com"));
  EXPECT_EQ(row.get("country_id").list().at(1), Value("Belgium"));
  EXPECT_EQ(row.get("currency_id").list().at(1), Value("EUR"));
}

TEST(DbService, BacksUpAndRestores) {
  support::TestSimulator odoo;
  const Value backup = result_of(odoo.service("db", "dump", {"admin", "odoo", "zip"}));
  ASSERT_TRUE(backup.is_text());
  EXPECT_EQ(result_of(odoo.service("db", "restore", {"admin", "copy", backup})), Value(true));
  EXPECT_EQ(result_of(odoo.service("db", "db_exist", {"copy"})), Value(true));
  EXPECT_EQ(result_of(odoo.service("object", "execute", {"copy", 2, "admin", "res.company", "search_count", List{}})),
            Value(1));
}

TEST(DbService, FillsADatabaseWithDemoData) {
  support::TestSimulator odoo;
  EXPECT_EQ(result_of(odoo.service("db", "create_database", {"admin", "demo", true, "en_US"})), Value(true));
  const List paid{List{"payment_state", "=", "paid"}};
  EXPECT_EQ(result_of(odoo.service("object", "execute", {"demo", 2, "admin", "account.move", "search_count", paid})),
            Value(1));
}

TEST(ObjectService, CallsMethodsEitherWay) {
  support::TestSimulator odoo;
  EXPECT_EQ(result_of(odoo.service("object", "execute", {"odoo", 2, "admin", "res.company", "search_count", List{}})),
            Value(1));
  EXPECT_EQ(result_of(odoo.execute_kw("res.company", "search_count", {List{}})), Value(1));
  EXPECT_EQ(result_of(odoo.service("object", "execute_kw",
                                   {"odoo", "2", "admin", "res.company", "search_count", List{List{}}})),
            Value(1));
}

TEST(ObjectService, AsksForThePasswordBeforeAnythingElse) {
  support::TestSimulator odoo;
  const auto refused = [&](const Value& uid, const Value& password, const char* method) {
    return error_name(odoo.service("object", method, {"odoo", uid, password, "no.model", "no_method", List{}}));
  };
  EXPECT_EQ(refused(2, "bad", "execute_kw"), access_denied);
  EXPECT_EQ(refused(2, Value(), "execute_kw"), access_denied);
  EXPECT_EQ(refused(4242, "admin", "execute_kw"), access_denied);
  EXPECT_EQ(refused(2, "bad", "exec_workflow"), access_denied);
  EXPECT_EQ(refused(2, "admin", "exec_workflow"), "builtins.NameError");
  EXPECT_EQ(refused(2, "admin", "execute_kw"), "odoo.exceptions.UserError");
  EXPECT_EQ(refused("two", "admin", "execute_kw"), "builtins.ValueError");
  EXPECT_EQ(refused(Value(), "admin", "execute_kw"), type_error);
}

TEST(ObjectService, RefusesArgumentsThatDoNotFit) {
  support::TestSimulator odoo;
  EXPECT_EQ(error_name(odoo.service("object", "execute_kw", {"odoo", 2})), "builtins.IndexError");
  EXPECT_EQ(error_name(odoo.service("object", "execute_kw", {"odoo", 2, "admin", "res.partner"})), type_error);
  EXPECT_EQ(error_name(odoo.service("object", "execute_kw", {"odoo", 2, "admin", "res.partner", "search", 5})),
            type_error);
  EXPECT_EQ(
      error_name(odoo.service("object", "execute_kw", {"odoo", 2, "admin", "res.partner", "search", List{List{}}, 5})),
      type_error);
  EXPECT_EQ(error_name(odoo.service("object", "execute_kw", {"odoo", 2, "admin", 7, "search", List{List{}}})),
            type_error);
}

TEST(ObjectService, FollowsAChangeOfPassword) {
  support::TestSimulator odoo;
  EXPECT_EQ(result_of(odoo.execute_kw("res.users", "write", {List{2}, Dict{{"password", "new"}}})), Value(true));
  EXPECT_EQ(error_name(odoo.execute_kw("res.company", "search_count", {List{}})), access_denied);
  EXPECT_EQ(result_of(odoo.service("common", "login", {"odoo", "admin", "new"})), Value(2));
}

}  // namespace
}  // namespace paridoo::service
