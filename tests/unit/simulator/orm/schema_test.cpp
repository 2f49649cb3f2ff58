#include "simulator/orm/schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/small_registry.h"

namespace paridoo::orm {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using tests::field;
using tests::model;
using tests::registry;

std::vector<std::string> texts(Store& store, const std::string& sql) {
  std::vector<std::string> out;
  store.run(sql, {}, [&](const StoreRow& row) { out.emplace_back(row.text(0)); });
  return out;
}

std::vector<std::string> columns(Store& store, const std::string& table) {
  return texts(store, "SELECT name || ' ' || type FROM pragma_table_info('" + table + "')");
}

std::vector<std::string> indexes(Store& store, const std::string& table) {
  return texts(store, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '" +
                          table + "' ORDER BY name");
}

TEST(Schema, GivesEachFieldAColumnOfItsType) {
  FieldFacts price = field("price", "float");
  price.company_dependent = true;
  FieldFacts computed = field("computed", "integer");
  computed.store = false;
  const auto built = registry(
      {model("a.thing", {field("amount", "monetary"), computed, field("day", "date"), field("done", "boolean"),
                         field("group", "char"), field("meta", "json"), field("order", "integer"), price,
                         field("rate", "float"), field("thing_id", "many2one", "a.thing"), field("to", "datetime")})});
  Store store;
  update_schema(store, *built);
  EXPECT_THAT(columns(store, "a_thing"),
              ElementsAre("id INTEGER", "amount REAL", "day TEXT", "done INTEGER", "group TEXT", "meta TEXT",
                          "order INTEGER", "price TEXT", "rate REAL", "thing_id INTEGER", "to TEXT"));
}

TEST(Schema, ColumnsLieInTheOrderOfTheRegistry) {
  const auto built = registry({model("m", {field("b", "char"), field("a", "char")})});
  Store store;
  update_schema(store, *built);
  std::vector<std::string> expected;
  for (const Field* column : built->at("m").columns) expected.push_back(column->name());
  EXPECT_EQ(texts(store, "SELECT name FROM pragma_table_info('m')"), expected);
}

// SQLite takes one index of several that look alike, and that of the company finds nearly everything.
TEST(Schema, HasNoIndexOfCompanies) {
  FieldFacts company = field("company_id", "many2one", "res.company"), other = field("other_id", "many2one", "m");
  company.index = other.index = true;
  const auto built = registry({model("res.company", {}), model("m", {company, other})});
  Store store;
  update_schema(store, *built);
  EXPECT_THAT(indexes(store, "m"), ElementsAre("m__other_id"));
}

TEST(Schema, NeverUsesAnIdTwice) {
  const auto built = registry({model("m", {field("name", "char")})});
  Store store;
  update_schema(store, *built);
  store.script("INSERT INTO m(id) VALUES (41)");
  EXPECT_EQ(store.insert("INSERT INTO m(name) VALUES ('a')", {}), 42);
  store.script("DELETE FROM m");
  EXPECT_EQ(store.insert("INSERT INTO m(name) VALUES ('b')", {}), 43);
}

TEST(Schema, IndexesWhatOne2manyFieldsFollow) {
  FieldFacts lines = field("line_ids", "one2many", "line");
  lines.relation_field = "order_id";
  FieldFacts indexed = field("product_id", "many2one", "order");
  indexed.index = true;
  const auto built =
      registry({model("line", {field("order_id", "many2one", "order"), indexed, field("user_id", "many2one", "order")}),
                model("order", {lines})});
  Store store;
  update_schema(store, *built);
  EXPECT_THAT(indexes(store, "line"), ElementsAre("line__order_id", "line__product_id"));
}

TEST(Schema, TwoSidesOfARelationShareATable) {
  const Addon addon = {.name = "base",
                       .models = {{.model = "res.groups", .shared_relations = {{"users", "res.users", "groups_id"}}}}};
  const auto built = registry({model("res.groups", {field("users", "many2many", "res.users")}),
                               model("res.users", {field("groups_id", "many2many", "res.groups"),
                                                   field("sees_ids", "many2many", "res.users")})},
                              {addon});
  Store store;
  update_schema(store, *built);
  EXPECT_THAT(texts(store, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%rel' ORDER BY name"),
              ElementsAre("res_groups_users_rel", "res_users_sees_ids_rel"));
  EXPECT_THAT(columns(store, "res_users_sees_ids_rel"),
              ElementsAre("res_users_id INTEGER", "other_res_users_id INTEGER"));
  EXPECT_THAT(indexes(store, "res_groups_users_rel"), ElementsAre("res_groups_users_rel__res_users_id"));
  const char* pair = "INSERT INTO res_groups_users_rel VALUES (1, 2)";
  store.script(pair);
  EXPECT_THROW(store.script(pair), StoreConstraint);
}

TEST(Schema, ModelsWithoutFieldsHaveNoTable) {
  const auto built = registry({{.model = "abstract", .order = "id", .abstract = true}});
  Store store;
  EXPECT_THAT(schema_changes(store, *built), IsEmpty());
}

TEST(SchemaChanges, AreNoneWhereNothingIsMissing) {
  const auto built =
      registry({model("m", {field("name", "char"), field("peers", "many2many", "m"), field("m_id", "many2one", "m")})});
  Store store;
  update_schema(store, *built);
  EXPECT_THAT(schema_changes(store, *built), IsEmpty());
}

TEST(SchemaChanges, AddModelsFieldsAndRelationsToWhatIsThere) {
  const auto before = registry({model("m", {field("name", "char")})});
  const auto after = registry({model("m", {field("a", "integer"), field("name", "char"), field("x", "many2many", "n")}),
                               model("n", {field("name", "char")})});
  Store store;
  update_schema(store, *before);
  store.script("INSERT INTO m(name) VALUES ('kept')");
  update_schema(store, *after);
  EXPECT_THAT(columns(store, "m"), ElementsAre("id INTEGER", "name TEXT", "a INTEGER"));
  EXPECT_EQ(store.scalar("SELECT name FROM m WHERE a IS NULL"), Value("kept"));
  EXPECT_THAT(texts(store, "SELECT name FROM sqlite_schema"), Contains("m_x_rel"));
  EXPECT_THAT(schema_changes(store, *after), IsEmpty());
}

}  // namespace
}  // namespace paridoo::orm
