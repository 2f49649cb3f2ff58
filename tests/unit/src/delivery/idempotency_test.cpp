#include "src/delivery/idempotency.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/support/scratch_folder.h"

namespace paridoo::delivery {
namespace {

using std::chrono::hours;

TEST(Idempotency, TheFirstCarriesOutAndTheNextGetsItsAnswer) {
  const auto store = *IdempotencyStore::open("");
  ASSERT_FALSE(*store->claim("employee 7", "k", "a"));
  store->finish("employee 7", "k", {.status = 201, .body = "made"});
  const auto again = store->claim("employee 7", "k", "a");
  ASSERT_TRUE(again && *again);
  EXPECT_EQ((*again)->status, 201);
  EXPECT_EQ((*again)->body, "made");
}

TEST(Idempotency, AnotherContentIsRefusedAndAnotherCallerHasItsOwnKeys) {
  const auto store = *IdempotencyStore::open("");
  ASSERT_TRUE(store->claim("employee 7", "k", "a"));
  store->finish("employee 7", "k", {.status = 201, .body = "made"});
  EXPECT_EQ(store->claim("employee 7", "k", "b").error().kind, ErrorKind::idempotency_conflict);
  EXPECT_FALSE(*store->claim("employee 8", "k", "b"));
}

TEST(Idempotency, AnAbandonedKeyIsFreeAgain) {
  const auto store = *IdempotencyStore::open("");
  ASSERT_TRUE(store->claim("e", "k", "a"));
  store->abandon("e", "k");
  EXPECT_FALSE(*store->claim("e", "k", "b"));
}

TEST(Idempotency, OfManyAtOnceOneRuns) {
  const auto store = *IdempotencyStore::open("");
  std::atomic<int> runs{0};
  std::atomic<int> answered{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      const auto first = store->claim("e", "k", "a");
      if (*first) {
        answered += (*first)->body == "once";
        return;
      }
      ++runs;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      store->finish("e", "k", {.status = 200, .body = "once"});
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(answered, 7);
}

TEST(Idempotency, AnswersOutliveTheProcessAndSoDoesNotKnowing) {
  const tests::ScratchFolder folder;
  const auto path = (folder.path() / "answers.sqlite").string();
  {
    const auto store = *IdempotencyStore::open(path);
    ASSERT_TRUE(store->claim("e", "done", "a"));
    store->finish("e", "done", {.status = 200, .body = "kept"});
    ASSERT_TRUE(store->claim("e", "cut off", "a"));
  }
  const auto store = *IdempotencyStore::open(path);
  EXPECT_EQ((*store->claim("e", "done", "a"))->body, "kept");
  EXPECT_EQ(store->claim("e", "cut off", "a").error().kind, ErrorKind::outcome_unknown);
}

TEST(Idempotency, OldAnswersAreForgotten) {
  const auto store = *IdempotencyStore::open("", hours(-1));
  ASSERT_TRUE(store->claim("e", "k", "a"));
  store->finish("e", "k", {.status = 200, .body = ""});
  EXPECT_FALSE(*store->claim("e", "k", "b"));
}

TEST(Idempotency, AFileThatCannotBeOpenedIsSaid) { EXPECT_FALSE(IdempotencyStore::open("/no/such/folder/file")); }

}  // namespace
}  // namespace paridoo::delivery
