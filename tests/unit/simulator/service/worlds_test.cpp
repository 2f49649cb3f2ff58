#include "simulator/service/worlds.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "simulator/orm/database.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/schema.h"
#include "simulator/orm/world.h"
#include "tests/support/scratch_folder.h"

namespace paridoo::service {
namespace {

using orm::Env;
using orm::Series;
using orm::Value;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Worlds, EverySeriesFitsItsImage) {
  EXPECT_THAT(known_series(), Contains(Series::v18));
  for (const Series series : known_series()) {
    orm::Store store = orm::Store::from_image(image_of(series));
    EXPECT_EQ(orm::series_of(store), series);
    EXPECT_THAT(orm::schema_changes(store, registry_of(series)), IsEmpty());
    EXPECT_EQ(store.scalar("PRAGMA integrity_check"), Value("ok"));
  }
}

TEST(Worlds, RegistryIsBuiltOnce) { EXPECT_EQ(&registry_of(Series::v18), &registry_of(Series::v18)); }

TEST(Worlds, HoldTheSeedOfANewDatabase) {
  orm::Database database("db", registry_of(Series::v18), image_of(Series::v18), {}, orm::system_clock(), 1);
  database.run(1, {}, [](const Env& env) -> Value {
    EXPECT_EQ(env.ref("base.user_admin").id(), 2);
    EXPECT_EQ(env.ref("base.user_admin").text("login"), "admin");
    EXPECT_EQ(env.ref("stock.stock_location_customers").text("complete_name"), "Partners/Customers");
    EXPECT_EQ(env.ref("base.module_sale").text("state"), "installed");
    return {};
  });
}

constexpr std::string_view custom_model = R"({
  "model": "x.machine", "name": "Machine", "order": "name, id", "defaults": {"x_power": 5},
  "fields": {
    "display_name": {"type": "char", "string": "Display Name", "depends": ["name"]},
    "id": {"type": "integer", "string": "ID", "store": true},
    "name": {"type": "char", "string": "Name", "store": true, "searchable": true},
    "partner_id": {"type": "many2one", "string": "Partner", "relation": "res.partner", "store": true},
    "x_power": {"type": "float", "string": "Power", "store": true}}})";

constexpr std::string_view custom_field = R"({
  "model": "res.partner", "name": "Contact", "order": "complete_name ASC, id DESC", "defaults": {},
  "fields": {"x_machine_ids": {"type": "one2many", "string": "Machines", "relation": "x.machine",
                               "relation_field": "partner_id", "store": true}}})";

TEST(ExtendedWorlds, HaveTheUsersModelsAndFields) {
  const tests::ScratchFolder folder;
  folder.write("x.machine.json", custom_model);
  folder.write("res.partner.json", custom_field);
  const ExtendedWorld world = extend_world(Series::v18, {.folders = {folder.path()}});
  orm::Database database("db", *world.registry, world.image, {}, orm::system_clock(), 1);
  constexpr orm::Id admin = 2;
  database.run(admin, {}, [](const Env& env) -> Value {
    const orm::RecordSet partner = env.ref("base.main_partner");
    env["x.machine"].create({{"name", "Press"}, {"partner_id", partner}});
    EXPECT_EQ(partner["x_machine_ids"].text("name"), "Press");
    EXPECT_EQ(partner["x_machine_ids"].number("x_power"), 5);
    EXPECT_EQ(partner.text("name"), "My Company");
    return {};
  });
  EXPECT_FALSE(registry_of(Series::v18).find("x.machine"));
}

TEST(ExtendedWorlds, SayWhatDoesNotFit) {
  const tests::ScratchFolder folder;
  folder.write("x.machine.json", R"({"model": "x.machine", "order": "nmae", "defaults": {},
                                     "fields": {"id": {"type": "integer", "string": "ID", "store": true}}})");
  try {
    extend_world(Series::v18, {.folders = {folder.path()}});
    FAIL() << "it was taken";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("nmae"));
  }
}

TEST(ExtendedWorlds, HaveTheAddonsThatAreBuiltIn) {
  for (const Series series : known_series()) {
    const ExtendedWorld world = extend_world(series, {.addons = {"ov"}});
    EXPECT_TRUE(world.registry->find("ov.serviced_account"));
    EXPECT_TRUE(world.registry->at("sale.order").has("x_sa_id"));
    EXPECT_FALSE(registry_of(series).find("ov.serviced_account"));
    EXPECT_FALSE(registry_of(series).at("sale.order").has("x_sa_id"));
    orm::Database database("db", *world.registry, world.image, {}, orm::system_clock(), 1);
    database.run(2, {}, [](const Env& env) -> Value {
      EXPECT_EQ(env["helpdesk.stage"].search(orm::Domain::everything()).size(), 4u);
      EXPECT_EQ(env["ir.module.module"].search_count(orm::term("name", "=", "abs")), 1);
      return {};
    });
  }
}

TEST(Extensions, AreNamesOfAddonsOrFolders) {
  const tests::ScratchFolder folder;
  const std::vector<std::string> given = {"ov", folder.path().string()};
  const Extension extension = extension_named(given);
  EXPECT_EQ(extension.addons, std::vector<std::string_view>{"ov"});
  EXPECT_EQ(extension.folders, std::vector<std::filesystem::path>{folder.path()});
  const std::vector<std::string> neither = {"/nowhere/at/all"};
  EXPECT_THROW(extension_named(neither), std::runtime_error);
}

}  // namespace
}  // namespace paridoo::service
