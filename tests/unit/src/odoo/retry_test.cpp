#include "src/odoo/transport/retry.h"

#include <gtest/gtest.h>

namespace paridoo::odoo {
namespace {

using std::chrono::milliseconds;

// A transport that fails so often in one way before it answers, and the attempts and waits that it saw.
struct Flaky {
  std::vector<milliseconds> waits;
  int attempts = 0;
  int told = 0;  // of repetitions

  Result<WireResponse> ask(Result<WireResponse> first, int failures, bool repeatable, int attempts_max = 4) {
    const auto transport = retrying(
        [&](const WireRequest&) {
          return attempts++ < failures ? first : Result<WireResponse>(WireResponse{.status = 200});
        },
        {.attempts_max = attempts_max,
         .sleep = [&](milliseconds delay) { waits.push_back(delay); },
         .repeated = [&] { ++told; }});
    return transport({.path = "/jsonrpc", .repeatable = repeatable});
  }
};

TEST(Retry, WhatNeverLeftIsRepeatedEvenIfItWrites) {
  Flaky odoo;
  EXPECT_TRUE(odoo.ask(Error{ErrorKind::unreachable, ""}, 2, false));
  EXPECT_EQ(odoo.attempts, 3);
  EXPECT_EQ(odoo.told, 2);
}

TEST(Retry, AWriteWhoseOutcomeIsUnknownIsNotRepeated) {
  for (const auto kind : {ErrorKind::connection_lost, ErrorKind::timeout}) {
    Flaky odoo;
    EXPECT_EQ(odoo.ask(Error{kind, ""}, 1, false).error().kind, kind);
    EXPECT_EQ(odoo.attempts, 1);
  }
}

TEST(Retry, AReadWhoseOutcomeIsUnknownIsRepeated) {
  for (const auto kind : {ErrorKind::connection_lost, ErrorKind::timeout}) {
    Flaky odoo;
    EXPECT_TRUE(odoo.ask(Error{kind, ""}, 1, true));
    EXPECT_EQ(odoo.attempts, 2);
  }
}

TEST(Retry, OnlyReadsComeBackLater) {
  for (const int status : {429, 502, 503, 504}) {
    Flaky reads;
    EXPECT_EQ(reads.ask(WireResponse{.status = status}, 1, true)->status, 200);
    Flaky writes;
    EXPECT_EQ(writes.ask(WireResponse{.status = status}, 1, false)->status, status);
  }
  Flaky odoo;
  EXPECT_EQ(odoo.ask(WireResponse{.status = 500}, 1, true)->status, 500);
}

TEST(Retry, GivesUpAfterTheLastAttempt) {
  Flaky odoo;
  EXPECT_EQ(odoo.ask(Error{ErrorKind::unreachable, ""}, 100, true).error().kind, ErrorKind::unreachable);
  EXPECT_EQ(odoo.attempts, 4);
}

TEST(Retry, WaitsDoubleUpToALimit) {
  Flaky odoo;
  EXPECT_FALSE(odoo.ask(Error{ErrorKind::unreachable, ""}, 100, true, 8));
  const std::vector<milliseconds> expected{milliseconds(100),  milliseconds(200),  milliseconds(400), milliseconds(800),
                                           milliseconds(1600), milliseconds(2000), milliseconds(2000)};
  EXPECT_EQ(odoo.waits, expected);
}

}  // namespace
}  // namespace paridoo::odoo
