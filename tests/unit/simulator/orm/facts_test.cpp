#include "simulator/orm/facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "tests/support/scratch_folder.h"

namespace paridoo::orm {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

const std::vector<ModelFacts>& recorded_facts() {
  static const std::vector<ModelFacts> facts = read_model_files(PARIDOO_SOURCE_DIR "/fixtures/odoo/18.0/models");
  return facts;
}

const FieldFacts& field(const ModelFacts& model, const std::string& name) {
  return *std::find_if(model.fields.begin(), model.fields.end(), [&](const FieldFacts& f) { return f.name == name; });
}

// A model file with this text.
class ModelFile {
 public:
  explicit ModelFile(std::string_view text) : path_(folder_.write("model.json", text)) {}
  const std::filesystem::path& path() const { return path_; }

  std::string error() const {
    try {
      read_model_file(path_);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

 private:
  tests::ScratchFolder folder_;
  std::filesystem::path path_;
};

TEST(Series, NamesReadBack) {
  for (const Series series : {Series::v17, Series::v18, Series::v19}) EXPECT_EQ(series_named(name_of(series)), series);
  EXPECT_EQ(name_of(Series::v18), "18.0");
  EXPECT_EQ(series_named("16.0"), std::nullopt);
}

TEST(FieldTypes, NamesAreOdoos) {
  EXPECT_EQ(name_of(FieldType::real), "float");
  EXPECT_EQ(name_of(FieldType::character), "char");
  EXPECT_EQ(field_type_named("many2many"), FieldType::many2many);
  EXPECT_EQ(field_type_named("many2one_reference"), FieldType::many2one_reference);
  EXPECT_THROW(field_type_named("serialized"), std::runtime_error);
}

TEST(ModelFileReading, TakesEveryFact) {
  const ModelFile file(R"({"model": "sale.line", "name": "Line", "order": "id desc", "transient": true,
    "defaults": {"quantity": 1.5},
    "fields": {
      "order_id": {"type": "many2one", "string": "Order", "relation": "sale.order", "on_delete": "cascade",
                   "store": true, "required": true, "index": true, "copied": true},
      "quantity": {"type": "float", "string": "Quantity", "digits": [16, 2], "aggregator": "sum", "store": true},
      "state": {"type": "selection", "selection": [["a", "A"], ["b", "B"]], "related": "order_id.state",
                "depends": ["order_id.state"]},
      "group": {"type": "selection", "selection": [[false, ""], [13, "Thirteen"]]}}})");
  const ModelFacts facts = read_model_file(file.path());
  EXPECT_EQ(facts.model, "sale.line");
  EXPECT_EQ(facts.label, "Line");
  EXPECT_EQ(facts.order, "id desc");
  EXPECT_TRUE(facts.transient);
  EXPECT_EQ(facts.defaults, (Dict{{"quantity", 1.5}}));

  const FieldFacts& order = field(facts, "order_id");
  EXPECT_EQ(order.relation, "sale.order");
  EXPECT_EQ(order.on_delete, OnDelete::cascade);
  EXPECT_TRUE(order.store && order.required && order.index && order.copied);
  EXPECT_FALSE(order.readonly || order.translate);
  EXPECT_EQ(field(facts, "quantity").digits, 2);
  EXPECT_EQ(field(facts, "quantity").digits_total, 16);
  EXPECT_EQ(field(facts, "quantity").aggregator, "sum");
  EXPECT_EQ(order.digits, -1);
  EXPECT_THAT(field(facts, "state").selection, ElementsAre(Pair("a", "A"), Pair("b", "B")));
  EXPECT_THAT(field(facts, "state").depends, ElementsAre("order_id.state"));
  EXPECT_THAT(field(facts, "group").selection, ElementsAre(Pair("13", "Thirteen")));
}

TEST(ModelFileReading, DescriptionKeepsTheOrderOfKeys) {
  const ModelFile file(R"({"model": "m", "order": "id", "defaults": {},
    "fields": {"z": {"type": "char", "string": "Z", "size": 3, "domain": [["a", "=", 1]]}}})");
  const FieldFacts facts = read_model_file(file.path()).fields.at(0);
  std::vector<std::string> keys;
  for (const Item& item : facts.description) keys.push_back(item.name);
  EXPECT_THAT(keys, ElementsAre("type", "string", "size", "domain"));
  EXPECT_EQ(facts.description.get("domain"), Value(List{List{"a", "=", 1}}));
}

TEST(ModelFileReading, ErrorsNameFileAndPlace) {
  EXPECT_THAT(ModelFile("{\n\"model\": ,").error(), HasSubstr("line 2"));
  const ModelFile bad_type(R"({"model": "m", "order": "id", "defaults": {}, "fields": {"a": {"type": "flaot"}}})");
  EXPECT_THAT(bad_type.error(), HasSubstr(bad_type.path().string()));
  EXPECT_THAT(bad_type.error(), HasSubstr("/fields/a/type: unknown field type 'flaot'"));
  EXPECT_THAT(ModelFile(R"({"model": "m", "order": "id", "fields": {}})").error(), HasSubstr("/defaults"));
  EXPECT_THAT(
      ModelFile(R"({"model": "m", "order": "id", "defaults": {}, "fields": {"a": {"type": "char", "store": 1}}})")
          .error(),
      HasSubstr("/fields/a/store: not true or false"));
}

TEST(ModelFileReading, ReadsTheWholeSeries) {
  const std::vector<ModelFacts>& models = recorded_facts();
  EXPECT_GT(models.size(), 100u);
  EXPECT_TRUE(std::is_sorted(models.begin(), models.end(),
                             [](const ModelFacts& a, const ModelFacts& b) { return a.model < b.model; }));
  const auto templates =
      std::find_if(models.begin(), models.end(), [](const auto& m) { return m.model == "account.chart.template"; });
  ASSERT_NE(templates, models.end());
  EXPECT_TRUE(templates->fields.empty());
}

TEST(MergedFacts, AddModelsAndFieldsWhereTheirNamesBelong) {
  const std::vector<ModelFacts> facts = {
      {.model = "a", .order = "id", .defaults = {{"kept", 1}}, .fields = {{.name = "b"}, {.name = "d", .label = "D"}}}};
  const std::vector<ModelFacts> merged = merge_facts(
      facts, {{.model = "a", .defaults = {{"c", 2}}, .fields = {{.name = "d", .label = "new"}, {.name = "c"}}},
              {.model = "0"}});
  ASSERT_EQ(merged.size(), 2u);
  EXPECT_EQ(merged[0].model, "0");
  EXPECT_EQ(merged[1].order, "id");
  EXPECT_EQ(merged[1].defaults, (Dict{{"kept", 1}, {"c", 2}}));
  EXPECT_THAT(merged[1].fields,
              ElementsAre(testing::Field(&FieldFacts::name, "b"), testing::Field(&FieldFacts::name, "c"),
                          testing::Field(&FieldFacts::label, "new")));
}

TEST(PackedFacts, UnpackToTheSame) {
  const std::vector<ModelFacts>& models = recorded_facts();
  EXPECT_EQ(unpack_facts(pack_facts(models)), models);
}

TEST(PackedFacts, KeepEveryKindOfValue) {
  const ModelFacts model = {
      .model = "m",
      .defaults = {{"none", {}},
                   {"no", false},
                   {"yes", true},
                   {"negative", -3},
                   {"large", std::int64_t{1} << 60},
                   {"real", -0.1},
                   {"list", List{1, List{}, "x"}},
                   {"dict", Dict{{"a", Dict{}}}}},
      .fields = {{.name = "f", .type = FieldType::one2many, .digits = 2, .selection = {{"k", "label"}}}},
  };
  const std::vector<ModelFacts> models = {model};
  const std::vector<ModelFacts> unpacked = unpack_facts(pack_facts(models));
  EXPECT_EQ(unpacked, models);
  EXPECT_TRUE(unpacked[0].defaults.get("yes").is_boolean());
}

TEST(PackedFacts, RefusesWhatIsCutShort) {
  const std::vector<ModelFacts> models = {{.model = "m", .order = "id", .fields = {{.name = "f"}}}};
  const std::string packed = pack_facts(models);
  for (std::size_t size = 0; size < packed.size(); ++size)
    EXPECT_THROW(unpack_facts(std::string_view(packed).substr(0, size)), std::runtime_error) << size;
}

}  // namespace
}  // namespace paridoo::orm
