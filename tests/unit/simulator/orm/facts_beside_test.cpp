#include "simulator/orm/facts_beside.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/support/scratch_folder.h"

namespace paridoo::orm {
namespace {

using testing::HasSubstr;

using Reader = std::vector<ModelFacts> (*)(std::vector<ModelFacts>, const std::filesystem::path&);

class FactsBeside : public testing::Test {
 protected:
  ModelFacts pen(Reader read, std::string_view text) {
    return read({{.model = "pen", .fields = {{.name = "colour"}, {.name = "price"}}}}, folder_.write("f.json", text))
        .front();
  }
  std::string error(Reader read, std::string_view text) {
    try {
      pen(read, text);
    } catch (const std::runtime_error& error) {
      return error.what();
    }
    return "";
  }

  tests::ScratchFolder folder_;
};

TEST_F(FactsBeside, AddDefaultsThatAreFalse) {
  const ModelFacts pen = this->pen(with_false_defaults, R"({"pen": {"colour": false}})");
  ASSERT_TRUE(pen.defaults.contains("colour"));
  EXPECT_EQ(pen.defaults.get("colour"), Value(false));
}

TEST_F(FactsBeside, MarkWhatIsComputedFirst) {
  const ModelFacts pen = this->pen(with_precomputed, R"({"pen": ["price"]})");
  EXPECT_FALSE(pen.fields[0].precompute);
  EXPECT_TRUE(pen.fields[1].precompute);
}

TEST_F(FactsBeside, TellWhatTheFactsDoNotHave) {
  EXPECT_THAT(error(with_precomputed, R"({"ink": []})"), HasSubstr("ink: not in the facts"));
  EXPECT_THAT(error(with_precomputed, R"({"pen": ["ink"]})"), HasSubstr("/pen/ink: not in the facts"));
  EXPECT_THAT(error(with_false_defaults, R"({"pen": {"ink": 0}})"), HasSubstr("/pen/ink: not in the facts"));
}

}  // namespace
}  // namespace paridoo::orm
