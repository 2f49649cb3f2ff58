#include "simulator/orm/world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/scratch_folder.h"
#include "tests/support/small_registry.h"

namespace paridoo::orm {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using tests::field;
using tests::model;

// Enough of Odoo for a seed: what external ids and modules need, and a few models to be seeded.
std::unique_ptr<const Registry> small_world() {
  FieldFacts payable = field("payable_id", "many2one", "account");
  payable.company_dependent = true;
  FieldFacts children = field("child_ids", "one2many", "partner");
  children.relation_field = "parent_id";
  FieldFacts computed = field("computed", "char");
  computed.store = false;
  FieldFacts total = field("total", "float");
  total.depends = {"name"};
  ModelFacts partner = model(
      "partner", {field("active", "boolean"), children, field("color", "integer"), computed,
                  field("country_id", "many2one", "country"), field("name", "char"),
                  field("parent_id", "many2one", "partner"), payable, field("tag_ids", "many2many", "tag"), total});
  partner.defaults = {{"active", true}};
  const Addon addon = {.name = "base",
                       .models = {{.model = "tag", .shared_relations = {{"partner_ids", "partner", "tag_ids"}}}}};
  return tests::registry(
      {model("account", {}), model("country", {}),
       model("ir.model.data", {field("model", "char"), field("module", "char"), field("name", "char"),
                               field("noupdate", "boolean"), field("res_id", "many2one_reference")}),
       model("ir.module.module", {field("latest_version", "char"), field("name", "char"), field("state", "selection")}),
       partner, model("tag", {field("name", "char"), field("partner_ids", "many2many", "partner")})},
      {addon});
}

class World : public testing::Test {
 protected:
  void seed(const std::string& name, const std::string& lines) {
    folder_.write("seed/" + name, "[\n" + lines + "\n]\n");
  }

  void build() { build_world(store_, *registry_, folder_.path()); }

  std::string error() {
    try {
      build();
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  Value scalar(const std::string& sql) { return store_.scalar(sql); }

  void SetUp() override {
    folder_.write("seed/tag.json", "[\n]\n");
    folder_.write(
        "modules.json",
        "[\n{\"id\": 5, \"installed_version\": \"18.0.1.0\", \"name\": \"sale\", \"state\": \"installed\"}\n]\n");
  }

  tests::ScratchFolder folder_;
  std::unique_ptr<const Registry> registry_ = small_world();
  Store store_;
};

TEST_F(World, HoldsTheSeedUnderItsIds) {
  seed("partner.json",
       "{\"id\": 3, \"name\": \"A\\nB\", \"active\": true, \"country_id\": 233, \"total\": 2, \"child_ids\": [9]},\n"
       "{\"id\": 9, \"name\": \"Ü\", \"parent_id\": 3}");
  build();
  EXPECT_EQ(scalar("SELECT name FROM partner WHERE id = 3"), Value("A\nB"));
  EXPECT_EQ(scalar("SELECT country_id FROM partner WHERE id = 3"), Value(233));
  EXPECT_EQ(scalar("SELECT parent_id FROM partner WHERE id = 9"), Value(3));
  EXPECT_EQ(store_.insert("INSERT INTO partner(name) VALUES ('next')", {}), 10);
}

TEST_F(World, AbsentIsFalseWhereOdooHadWrittenSomething) {
  seed("partner.json", "{\"id\": 1, \"name\": \"A\"}");
  build();
  EXPECT_EQ(scalar("SELECT active FROM partner"), Value(0));
  EXPECT_EQ(scalar("SELECT total FROM partner"), Value(0));
  EXPECT_TRUE(scalar("SELECT color FROM partner").is_none());
}

TEST_F(World, ListsThePairsOfARelationOnce) {
  seed("partner.json", "{\"id\": 1, \"name\": \"A\", \"tag_ids\": [7, 8]}");
  seed("tag.json", "{\"id\": 7, \"name\": \"T\", \"partner_ids\": [1, 2]}");
  build();
  EXPECT_EQ(scalar("SELECT count(*) FROM tag_partner_ids_rel"), Value(3));
  EXPECT_EQ(scalar("SELECT group_concat(tag_id) FROM tag_partner_ids_rel WHERE partner_id = 1"), Value("7,8"));
}

TEST_F(World, KeepsCompanyDependentValuesUnderTheCompany) {
  seed("partner.json", "{\"id\": 1, \"name\": \"A\", \"payable_id\": 16}");
  build();
  EXPECT_EQ(scalar("SELECT payable_id FROM partner"), Value("{\"1\":16}"));
}

TEST_F(World, RecordsExternalIds) {
  seed("partner.json", "{\"id\": 4, \"name\": \"A\", \"xmlids\": [\"base.main\", \"web.dotted.name\"]}");
  build();
  EXPECT_EQ(scalar("SELECT res_id FROM ir_model_data WHERE module = 'base' AND name = 'main' AND model = 'partner'"),
            Value(4));
  EXPECT_EQ(scalar("SELECT name FROM ir_model_data WHERE module = 'web'"), Value("dotted.name"));
}

TEST_F(World, ListsTheModules) {
  build();
  EXPECT_EQ(scalar("SELECT id || name || state || latest_version FROM ir_module_module"),
            Value("5saleinstalled18.0.1.0"));
  EXPECT_EQ(scalar("SELECT res_id FROM ir_model_data WHERE module = 'base' AND name = 'module_sale'"), Value(5));
}

TEST_F(World, SaysItsSeries) {
  EXPECT_EQ(series_of(store_), std::nullopt);
  build();
  EXPECT_EQ(series_of(store_), Series::v18);
}

TEST_F(World, RefusesAnUnknownField) {
  seed("partner.json", "{\"id\": 1, \"name\": \"A\"},\n{\"id\": 2, \"nmae\": \"B\"}");
  EXPECT_THAT(error(), AllOf(HasSubstr("partner.json:3:"), HasSubstr("nmae")));
  EXPECT_TRUE(scalar("SELECT name FROM sqlite_schema WHERE name = 'partner'").is_none()) << "half a world was left";
}

TEST_F(World, RefusesWhatDoesNotFitTheField) {
  seed("partner.json", "{\"id\": 1, \"country_id\": \"US\"}");
  EXPECT_THAT(error(), HasSubstr("partner.json:2: country_id: 'US' is no many2one"));
}

TEST_F(World, RefusesFieldsThatAreNotStored) {
  seed("partner.json", "{\"id\": 1, \"computed\": \"x\"}");
  EXPECT_THAT(error(), HasSubstr("computed: not a stored field"));
}

TEST_F(World, RefusesTheSameIdTwice) {
  seed("partner.json", "{\"id\": 1},\n{\"id\": 1}");
  EXPECT_THAT(error(), HasSubstr("partner.json:3:"));
}

TEST_F(World, RefusesModelsWithoutFacts) {
  seed("nobody.json", "{\"id\": 1}");
  EXPECT_THAT(error(), HasSubstr("nobody.json"));
}

}  // namespace
}  // namespace paridoo::orm
