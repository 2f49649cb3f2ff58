#include "src/delivery/idempotency.h"

#include <sodium.h>
#include <sqlite3.h>

#include <array>
#include <condition_variable>
#include <mutex>
#include <set>

namespace paridoo::delivery {

namespace {

struct Closer {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Database = std::unique_ptr<sqlite3, Closer>;

constexpr auto schema = R"(
  PRAGMA journal_mode = WAL;
  CREATE TABLE IF NOT EXISTS answer (
    caller TEXT NOT NULL, key TEXT NOT NULL, content BLOB NOT NULL, status INTEGER, body BLOB, claimed_at INTEGER NOT NULL,
    PRIMARY KEY (caller, key)
  ) WITHOUT ROWID)";

// One statement, run once. A database that fails is a fault of ours: what it throws ends as internal_error.
class Statement {
 public:
  Statement(const Database& database, const char* sql) : database_(database.get()) {
    sqlite3_stmt* made = nullptr;
    check(sqlite3_prepare_v2(database_, sql, -1, &made, nullptr));
    statement_.reset(made);
  }

  Statement& bind(std::string_view text) {
    check(sqlite3_bind_blob(statement_.get(), ++bound_, text.data(), static_cast<int>(text.size()), SQLITE_TRANSIENT));
    return *this;
  }
  Statement& bind(std::int64_t number) {
    check(sqlite3_bind_int64(statement_.get(), ++bound_, number));
    return *this;
  }

  // Whether there is a row.
  bool step() {
    const int code = sqlite3_step(statement_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) check(code);
    return code == SQLITE_ROW;
  }

  bool is_null(int column) const { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
  int number(int column) const { return sqlite3_column_int(statement_.get(), column); }
  std::string text(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))) : "";
  }

 private:
  void check(int code) const {
    if (code != SQLITE_OK) throw std::runtime_error(std::string("idempotency store: ") + sqlite3_errmsg(database_));
  }

  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Closer> statement_;
  int bound_ = 0;
};

std::string digest(std::string_view content) {
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(content.data()), content.size(),
                     nullptr, 0);
  return {hash.begin(), hash.end()};
}

std::int64_t now_seconds() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(now).count();
}

using Name = std::pair<std::string, std::string>;  // caller and key

}  // namespace

struct IdempotencyStore::State {
  Database database;
  std::chrono::seconds kept_for{};
  std::mutex mutex;  // guards all of it
  std::condition_variable settled;
  std::set<Name> running;

  void forget_old() {
    Statement(database, "DELETE FROM answer WHERE claimed_at < ?").bind(now_seconds() - kept_for.count()).step();
  }

  void insert(const Name& name, const std::string& content) {
    Statement(database, "INSERT INTO answer (caller, key, content, claimed_at) VALUES (?, ?, ?, ?)")
        .bind(name.first)
        .bind(name.second)
        .bind(content)
        .bind(now_seconds())
        .step();
  }

  // The answer that there is; empty where the key is new.
  Result<std::optional<StoredAnswer>> find(const Name& name, const std::string& content) {
    Statement select(database, "SELECT content, status, body FROM answer WHERE caller = ? AND key = ?");
    if (!select.bind(name.first).bind(name.second).step()) return std::optional<StoredAnswer>();
    if (select.text(0) != content) {
      return Error{ErrorKind::idempotency_conflict, "This Idempotency-Key was used for another request."};
    }
    if (select.is_null(1)) {
      return Error{ErrorKind::outcome_unknown,
                   "An earlier request with this Idempotency-Key was cut off: look whether it was carried out."};
    }
    return std::optional(StoredAnswer{.status = select.number(1), .body = select.text(2)});
  }

  void settle(const Name& name) {
    running.erase(name);
    settled.notify_all();
  }
};

IdempotencyStore::IdempotencyStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
IdempotencyStore::~IdempotencyStore() = default;

Result<std::shared_ptr<IdempotencyStore>> IdempotencyStore::open(const std::string& path, std::chrono::hours kept_for) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open(path.empty() ? ":memory:" : path.c_str(), &opened);
  auto state = std::make_unique<State>();
  state->database.reset(opened);
  state->kept_for = kept_for;
  if (code != SQLITE_OK || sqlite3_exec(opened, schema, nullptr, nullptr, nullptr) != SQLITE_OK) {
    return Error{ErrorKind::internal_error, "Cannot keep answers in " + path + ": " + sqlite3_errmsg(opened)};
  }
  return std::shared_ptr<IdempotencyStore>(new IdempotencyStore(std::move(state)));
}

Result<std::optional<StoredAnswer>> IdempotencyStore::claim(std::string_view caller, std::string_view key,
                                                            std::string_view content) {
  const Name name{caller, key};
  const auto hash = digest(content);
  std::unique_lock lock(state_->mutex);
  state_->settled.wait(lock, [&] { return !state_->running.contains(name); });
  state_->forget_old();
  auto known = state_->find(name, hash);
  if (!known || *known) return known;
  state_->insert(name, hash);
  state_->running.insert(name);
  return known;
}

void IdempotencyStore::finish(std::string_view caller, std::string_view key, const StoredAnswer& answer) {
  const std::lock_guard lock(state_->mutex);
  state_->settle({std::string(caller), std::string(key)});
  Statement(state_->database, "UPDATE answer SET status = ?, body = ? WHERE caller = ? AND key = ?")
      .bind(answer.status)
      .bind(answer.body)
      .bind(caller)
      .bind(key)
      .step();
}

void IdempotencyStore::abandon(std::string_view caller, std::string_view key) {
  const std::lock_guard lock(state_->mutex);
  state_->settle({std::string(caller), std::string(key)});
  Statement(state_->database, "DELETE FROM answer WHERE caller = ? AND key = ?").bind(caller).bind(key).step();
}

}  // namespace paridoo::delivery
