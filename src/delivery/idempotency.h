// The answers to requests that carry an Idempotency-Key: whoever asks again gets the first answer again.
//
// They are kept in an SQLite database, so that they outlive the process. Of two requests with the same key at once the
// second waits for the first. A key whose request was cut off (the process died) is known as such: what it asked for
// may have been done.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "src/result/result.h"

namespace paridoo::delivery {

struct StoredAnswer {
  int status = 0;
  std::string body = {};
};

// Safe to use from several threads, not by several processes at once.
class IdempotencyStore {
 public:
  // `path` empty: in memory. Answers older than `kept_for` are forgotten. internal_error if it cannot be opened.
  static Result<std::shared_ptr<IdempotencyStore>> open(const std::string& path,
                                                        std::chrono::hours kept_for = std::chrono::hours(24));
  ~IdempotencyStore();

  // Empty: the caller of this is the first, carries the request out and then calls finish() or abandon(). Else the
  // answer of the first. `caller` and `key` together name the request, `content` tells it from others.
  //   idempotency_conflict   the key was used for another content
  //   outcome_unknown        the first request was cut off
  Result<std::optional<StoredAnswer>> claim(std::string_view caller, std::string_view key, std::string_view content);
  void finish(std::string_view caller, std::string_view key, const StoredAnswer& answer);
  // Nothing was done: the key is free again.
  void abandon(std::string_view caller, std::string_view key);

 private:
  struct State;
  explicit IdempotencyStore(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace paridoo::delivery
