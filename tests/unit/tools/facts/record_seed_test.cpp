// Records that are recorded from a server are those that it was made of.
#include "tools/facts/record_seed.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

#include "tests/support/scratch_folder.h"
#include "tools/verify/simulated.h"

namespace paridoo::facts {
namespace {

using nlohmann::json;

json read(const std::filesystem::path& file) {
  std::ifstream in(file);
  return json::parse(in);
}

class RecordingSeed : public ::testing::Test {
 protected:
  json record(const SeedWanted& wanted) { return read(record_seed(session_, wanted, folder_.path())); }

  tests::ScratchFolder folder_;
  odoo::Session session_{
      {.database = "odoo",
       .password = "admin",
       .transport = verify::simulated(orm::Series::v18, std::chrono::sys_days{std::chrono::January / 15 / 2026})}};
};

TEST_F(RecordingSeed, TellsEachRecordWithItsExternalIds) {
  const json known = read(PARIDOO_SOURCE_DIR "/fixtures/odoo/18.0/seed/ir.actions.server.json");
  EXPECT_EQ(record({.model = "ir.actions.server"}), known);
}

TEST_F(RecordingSeed, LeavesOutOtherRecords) {
  const json jobs = record({.model = "ir.cron", .field = "interval_type", .value = "weeks"});
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].at("xmlids"), json({"mail.ir_cron_module_update_notification"}));
}

TEST_F(RecordingSeed, GivesModelsTheIdsOfTheFolder) {
  std::ofstream(folder_.path() / "ir.model.json") << R"([{"id": 4711, "model": "ir.autovacuum"}])";
  EXPECT_THROW(record({.model = "ir.actions.server"}), std::runtime_error) << "it does not know the others";
  const json vacuum = record({.model = "ir.actions.server", .field = "code", .value = "model._run_vacuum_cleaner()"});
  ASSERT_EQ(vacuum.size(), 1U);
  EXPECT_EQ(vacuum[0].at("model_id"), 4711);
}

}  // namespace
}  // namespace paridoo::facts
