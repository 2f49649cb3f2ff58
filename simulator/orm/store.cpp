#include "simulator/orm/store.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <list>
#include <unordered_map>
#include <utility>

#include "simulator/orm/letter_case.h"

namespace paridoo::orm {

namespace {

constexpr std::size_t statements_kept = 1024;
constexpr int busy_timeout_ms = 5000;
constexpr const char* savepoint_name = "paridoo";

[[noreturn]] void fail(sqlite3* database, std::string_view sql) {
  const int code = sqlite3_extended_errcode(database);
  const std::string message = fmt::format("SQLite: {} in: {}", sqlite3_errmsg(database), sql);
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
    case SQLITE_CONSTRAINT_FOREIGNKEY: throw StoreConstraint(message);
    default: throw std::runtime_error(message);
  }
}

void bind(sqlite3_stmt* statement, int place, const Value& value) {
  switch (value.kind()) {
    case Value::Kind::none: return void(sqlite3_bind_null(statement, place));
    case Value::Kind::boolean: return void(sqlite3_bind_int64(statement, place, value.boolean()));
    case Value::Kind::integer: return void(sqlite3_bind_int64(statement, place, value.integer()));
    case Value::Kind::real: return void(sqlite3_bind_double(statement, place, value.number()));
    // The parameters outlive the run of the statement: no copy.
    case Value::Kind::text:
      return void(
          sqlite3_bind_text64(statement, place, value.text().data(), value.text().size(), SQLITE_STATIC, SQLITE_UTF8));
    case Value::Kind::list:
    case Value::Kind::dict:
      throw std::logic_error(fmt::format("a {} is no SQL parameter: {}", kind_name(value), repr(value)));
  }
}

// A statement in use: back at its start, with nothing bound, when done or failed.
class Run {
 public:
  Run(sqlite3* database, sqlite3_stmt* statement, std::string_view sql, std::span<const Value> parameters)
      : database_(database), statement_(statement), sql_(sql) {
    const int wanted = sqlite3_bind_parameter_count(statement);
    if (wanted != static_cast<int>(parameters.size()))
      throw std::logic_error(fmt::format("{} SQL parameters for {} places in: {}", parameters.size(), wanted, sql));
    for (int i = 0; i < wanted; ++i) bind(statement, i + 1, parameters[i]);
  }
  ~Run() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // Whether there is another row.
  bool step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) fail(database_, sql_);
    return false;
  }

 private:
  sqlite3* database_;
  sqlite3_stmt* statement_;
  std::string_view sql_;
};

void sql_lower(sqlite3_context* context, int, sqlite3_value** arguments) {
  if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return sqlite3_result_null(context);
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
  const std::string lower = lower_case({text, size});
  sqlite3_result_text64(context, lower.data(), lower.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

// SQLite's own count of its memory costs a lock for each allocation, and nobody reads it. Where SQLite is in use
// already, by another part of the process, it goes on counting.
void configure_library() { [[maybe_unused]] static const int code = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

using Memory = std::unique_ptr<unsigned char, decltype(&sqlite3_free)>;

}  // namespace

int StoreRow::columns() const { return sqlite3_column_count(statement_); }
bool StoreRow::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t StoreRow::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double StoreRow::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view StoreRow::text(int column) const {
  // The text before the size: reading it may convert the value.
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text ? std::string_view(text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)))
              : std::string_view();
}

Value StoreRow::value(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return integer(column);
    case SQLITE_FLOAT: return real(column);
    case SQLITE_TEXT: return text(column);
    default: throw std::logic_error("a BLOB in the store");
  }
}

struct Store::Connection {
  struct Prepared {
    std::string sql;
    sqlite3_stmt* statement;
  };
  using Place = std::list<Prepared>::iterator;

  explicit Connection(const std::string& file) {
    configure_library();
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(file.c_str(), &database, flags, nullptr);
    if (code != SQLITE_OK) {
      const std::string message = fmt::format("{}: {}", file, database ? sqlite3_errmsg(database) : "no memory");
      sqlite3_close(database);
      throw std::runtime_error(message);
    }
  }
  ~Connection() {
    for (const Prepared& one : recent) sqlite3_finalize(one.statement);
    sqlite3_close(database);
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void script(const char* sql) {
    if (sqlite3_exec(database, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(database, sql);
  }
  void configure();
  void size_cache();
  sqlite3_stmt* prepare(std::string_view sql);
  void drop_oldest();

  sqlite3* database = nullptr;
  bool has_sized_cache = false;
  std::list<Prepared> recent;  // the one used last in front
  // A statement that runs within the rows of itself is prepared twice.
  std::unordered_multimap<std::string_view, Place> by_sql;
};

void Store::Connection::configure() {
  sqlite3_busy_timeout(database, busy_timeout_ms);
  script("PRAGMA foreign_keys=OFF; PRAGMA case_sensitive_like=ON; PRAGMA temp_store=MEMORY");
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  if (sqlite3_create_function(database, "ulower", 1, flags, nullptr, sql_lower, nullptr, nullptr) != SQLITE_OK)
    fail(database, "ulower()");
}

// In KiB: a database of some size, whole. Saying so reads the schema, which a database that nobody asks can do without.
void Store::Connection::size_cache() {
  if (!std::exchange(has_sized_cache, true)) script("PRAGMA cache_size=-8000");
}

sqlite3_stmt* Store::Connection::prepare(std::string_view sql) {
  size_cache();
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, &rest);
  if (code != SQLITE_OK) fail(database, sql);
  if (!statement) throw std::logic_error("an SQL statement without words");
  return statement;
}

void Store::Connection::drop_oldest() {
  const Place oldest = std::prev(recent.end());
  if (sqlite3_stmt_busy(oldest->statement)) return;
  const auto [begin, end] = by_sql.equal_range(oldest->sql);
  by_sql.erase(std::find_if(begin, end, [&](const auto& entry) { return entry.second == oldest; }));
  sqlite3_finalize(oldest->statement);
  recent.erase(oldest);
}

Store::Store(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) { connection_->configure(); }
Store::Store() : Store(std::make_unique<Connection>(":memory:")) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Store Store::from_image(std::span<const std::byte> image) {
  auto connection = std::make_unique<Connection>(":memory:");
  if (image.empty()) return Store(std::move(connection));
  // Room to grow without a move; memory that nothing touches is not taken.
  const std::size_t room = 2 * image.size();
  auto* bytes = static_cast<unsigned char*>(sqlite3_malloc64(room));
  if (!bytes) throw std::bad_alloc();
  std::memcpy(bytes, image.data(), image.size());
  // SQLite owns the bytes from here on, also when it fails.
  const int code = sqlite3_deserialize(connection->database, "main", bytes, static_cast<sqlite3_int64>(image.size()),
                                       static_cast<sqlite3_int64>(room),
                                       SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  if (code != SQLITE_OK) fail(connection->database, "the image of a database");
  return Store(std::move(connection));
}

Store Store::open(const std::filesystem::path& file) {
  auto connection = std::make_unique<Connection>(file.string());
  sqlite3_busy_timeout(connection->database, busy_timeout_ms);
  connection->script("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
  return Store(std::move(connection));
}

sqlite3_stmt* Store::prepared(std::string_view sql) {
  Connection& connection = *connection_;
  const auto [begin, end] = connection.by_sql.equal_range(sql);
  const auto idle = std::find_if(begin, end, [](const auto& one) { return !sqlite3_stmt_busy(one.second->statement); });
  if (idle != end) {
    connection.recent.splice(connection.recent.begin(), connection.recent, idle->second);
    return idle->second->statement;
  }
  sqlite3_stmt* statement = connection.prepare(sql);
  connection.recent.push_front({std::string(sql), statement});
  connection.by_sql.emplace(connection.recent.front().sql, connection.recent.begin());
  if (connection.recent.size() > statements_kept) connection.drop_oldest();
  return statement;
}

void Store::run(std::string_view sql, std::span<const Value> parameters,
                const std::function<void(const StoreRow&)>& each) {
  sqlite3_stmt* statement = prepared(sql);
  Run run(connection_->database, statement, sql, parameters);
  while (run.step())
    if (each) each(StoreRow(statement));
}

Id Store::insert(std::string_view sql, std::span<const Value> parameters) {
  run(sql, parameters);
  return sqlite3_last_insert_rowid(connection_->database);
}

Value Store::scalar(std::string_view sql, std::span<const Value> parameters) {
  sqlite3_stmt* statement = prepared(sql);
  Run run(connection_->database, statement, sql, parameters);
  return run.step() ? StoreRow(statement).value(0) : Value();
}

Ids Store::ids(std::string_view sql, std::span<const Value> parameters) {
  Ids ids;
  run(sql, parameters, [&](const StoreRow& row) { ids.push_back(row.integer(0)); });
  return ids;
}

void Store::script(const std::string& sql) { connection_->script(sql.c_str()); }

std::int64_t Store::changes() const { return sqlite3_changes64(connection_->database); }

void Store::read_image(const std::function<void(std::span<const std::byte>)>& reader) const {
  sqlite3_int64 size = 0;
  if (const auto* bytes = sqlite3_serialize(connection_->database, "main", &size, SQLITE_SERIALIZE_NOCOPY))
    return reader({reinterpret_cast<const std::byte*>(bytes), static_cast<std::size_t>(size)});
  const Memory copy(sqlite3_serialize(connection_->database, "main", &size, 0), sqlite3_free);
  if (!copy && size > 0) throw std::bad_alloc();
  // A database in memory has no WAL: the copy must not say that it has (the file format's two version bytes).
  constexpr sqlite3_int64 write_version = 18, read_version = 19;
  if (size > read_version) copy.get()[write_version] = copy.get()[read_version] = 1;
  reader({reinterpret_cast<const std::byte*>(copy.get()), static_cast<std::size_t>(size)});
}

std::vector<std::byte> Store::image() const {
  std::vector<std::byte> image;
  read_image([&](std::span<const std::byte> bytes) { image.assign(bytes.begin(), bytes.end()); });
  return image;
}

StoreTransaction::StoreTransaction(Store& store) : store_(store) { store_.run("BEGIN IMMEDIATE"); }

StoreTransaction::~StoreTransaction() {
  if (!open_) return;
  try {
    store_.run("ROLLBACK");
  } catch (const std::runtime_error&) {
    // SQLite has rolled back by itself, as it does when a disk is full.
  }
}

void StoreTransaction::commit() {
  store_.run("COMMIT");
  open_ = false;
}

Savepoint::Savepoint(Store& store) : store_(store) { store_.run(fmt::format("SAVEPOINT {}", savepoint_name)); }

Savepoint::~Savepoint() {
  if (!open_) return;
  try {
    store_.run(fmt::format("ROLLBACK TO {}", savepoint_name));
    store_.run(fmt::format("RELEASE {}", savepoint_name));
  } catch (const std::runtime_error&) {
    // SQLite has rolled back the whole transaction by itself.
  }
}

void Savepoint::release() {
  store_.run(fmt::format("RELEASE {}", savepoint_name));
  open_ = false;
}

}  // namespace paridoo::orm
