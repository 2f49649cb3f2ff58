// A server that is killed in the middle of writing loses nothing that it has answered.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>

#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Env;
using orm::Value;

service::DatabaseOptions kept_in(const std::filesystem::path& folder) { return {.folder = folder}; }

// In the child: creates partners for ever, and says through the pipe which id was committed.
[[noreturn]] void write_until_killed(const std::filesystem::path& folder, int pipe_end) {
  service::Databases databases(support::world_of(orm::Series::v18), kept_in(folder));
  if (!databases.contains("odoo")) databases.create("odoo");
  for (;;) {
    const Value id = databases.open("odoo")->run(2, {}, [](const Env& env) -> Value {
      return env["res.partner"].create({{"name", "Written"}, {"street", "of a server that will be killed"}}).id();
    });
    const std::int64_t committed = id.integer();
    if (::write(pipe_end, &committed, sizeof(committed)) != sizeof(committed)) _exit(1);
  }
}

// Lets the child write `count` records and kills it; gives the last id that it reported.
std::int64_t kill_after(const std::filesystem::path& folder, int count) {
  int ends[2] = {};
  if (pipe(ends) != 0) throw std::runtime_error("no pipe");
  const pid_t child = fork();
  if (child == 0) write_until_killed(folder, ends[1]);
  close(ends[1]);
  std::int64_t last = 0;
  for (int i = 0; i < count; ++i)
    if (::read(ends[0], &last, sizeof(last)) != sizeof(last)) throw std::runtime_error("the child died by itself");
  kill(child, SIGKILL);
  while (::read(ends[0], &last, sizeof(last)) == sizeof(last)) {  // what it still reported, it had committed
  }
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return last;
}

TEST(KilledProcess, LosesNothingThatWasCommitted) {
  const tests::ScratchFolder folder;
  for (const int count : {1, 3, 10, 40}) {
    const std::int64_t last = kill_after(folder.path(), count);
    service::Databases databases(support::world_of(orm::Series::v18), kept_in(folder.path()));
    ASSERT_TRUE(databases.contains("odoo"));
    databases.open("odoo")->run(2, {}, [&](const Env& env) -> Value {
      EXPECT_EQ(env["res.partner"].browse(last).exists().text("name"), "Written");
      EXPECT_EQ(env.store().scalar("PRAGMA integrity_check"), Value("ok"));
      return {};
    });
  }
}

// Killed while databases are made, copied and dropped: each that is found is whole.
TEST(KilledProcess, LeavesWholeDatabasesOnly) {
  const tests::ScratchFolder folder;
  for (int round = 0; round < 5; ++round) {
    const pid_t child = fork();
    if (child == 0) {
      service::Databases databases(support::world_of(orm::Series::v18), kept_in(folder.path()));
      for (int i = 0;; ++i) {
        const std::string name = "db" + std::to_string(i % 3);
        databases.drop(name);
        databases.create(name);
        databases.drop(name + "_copy");
        databases.duplicate(name, name + "_copy");
      }
    }
    usleep(30'000 + 40'000 * round);
    kill(child, SIGKILL);
    waitpid(child, nullptr, 0);
    service::Databases databases(support::world_of(orm::Series::v18), kept_in(folder.path()));
    for (const std::string& name : databases.names())
      EXPECT_EQ(databases.open(name)->run(
                    1, {},
                    [](const Env& env) -> Value { return env["res.company"].search_count(orm::Domain::everything()); }),
                Value(1))
          << name;
  }
}

}  // namespace
}  // namespace paridoo
