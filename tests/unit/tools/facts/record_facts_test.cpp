// Facts that are recorded from a server are those that it was made of.
#include "tools/facts/record_facts.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

#include "simulator/orm/facts.h"
#include "tests/support/scratch_folder.h"
#include "tools/verify/simulated.h"

namespace paridoo::facts {
namespace {

nlohmann::json read(const std::filesystem::path& file) {
  std::ifstream in(file);
  return nlohmann::json::parse(in);
}

class Recording : public ::testing::Test {
 protected:
  std::vector<std::filesystem::path> record(const FactsWanted& wanted) {
    return record_facts(session_, wanted, folder_.path());
  }

  tests::ScratchFolder folder_;
  odoo::Session session_{
      {.database = "odoo",
       .password = "admin",
       .transport = verify::simulated(orm::Series::v18, std::chrono::sys_days{std::chrono::January / 15 / 2026})}};
};

TEST_F(Recording, TellsAModelWhole) {
  const auto files = record({.models = {"stock.scrap"}});
  ASSERT_EQ(files.size(), 1U);
  const nlohmann::json recorded = read(files.front()),
                       known = read(PARIDOO_SOURCE_DIR "/fixtures/odoo/18.0/models/stock.scrap.json");
  EXPECT_EQ(recorded.at("model"), "stock.scrap");
  EXPECT_EQ(recorded.at("order"), known.at("order"));
  for (const auto& [name, field] : known.at("fields").items()) {
    ASSERT_TRUE(recorded.at("fields").contains(name)) << name;
    for (const char* key : {"type", "relation", "required", "store", "copied", "on_delete", "depends"})
      EXPECT_EQ(recorded.at("fields").at(name).value(key, nlohmann::json()), field.value(key, nlohmann::json()))
          << name << " " << key;
  }
}

TEST_F(Recording, SaysWhichModelIsNotThere) {
  EXPECT_THROW(record({.models = {"no.such.model"}}), std::runtime_error);
  EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
}

TEST_F(Recording, SaysWhichModuleBringsNothing) {
  EXPECT_THROW(record({.modules = {"no_such_module"}}), std::runtime_error);
}

}  // namespace
}  // namespace paridoo::facts
