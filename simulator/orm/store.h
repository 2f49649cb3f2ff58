// SQLite as the ORM uses it: one connection, statements prepared once and kept, values bound and read as Value.
//
// Not safe for use by two threads at once: Database serialises the calls. SQLite's errors become std::runtime_error
// (ours to mend), except a broken UNIQUE or foreign key constraint: StoreConstraint.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/value.h"

struct sqlite3;
struct sqlite3_stmt;

namespace paridoo::orm {

class StoreConstraint : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// A row under the cursor. Valid inside the callback only.
class StoreRow {
 public:
  explicit StoreRow(sqlite3_stmt* statement) : statement_(statement) {}
  int columns() const;
  bool is_null(int column) const;
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string_view text(int column) const;
  // None, integer, real or text: whatever SQLite holds there.
  Value value(int column) const;

 private:
  sqlite3_stmt* statement_;
};

class Store {
 public:
  // An empty database in memory.
  Store();
  // A copy in memory of a database image (the bytes of an SQLite file).
  static Store from_image(std::span<const std::byte> image);
  // A file, in WAL mode; made if it does not exist.
  static Store open(const std::filesystem::path& file);
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // Runs one statement with `?` parameters; `each` sees the rows.
  void run(std::string_view sql, std::span<const Value> parameters = {},
           const std::function<void(const StoreRow&)>& each = {});
  // Runs an INSERT and gives the new row's id.
  Id insert(std::string_view sql, std::span<const Value> parameters);
  // The first column of the first row; None if there is no row.
  Value scalar(std::string_view sql, std::span<const Value> parameters = {});
  // The first column of every row.
  Ids ids(std::string_view sql, std::span<const Value> parameters = {});
  // Runs a script of several statements without parameters.
  void script(const std::string& sql);
  // Rows changed by the last statement.
  std::int64_t changes() const;

  // The bytes of the database as it stands, as a file would hold them; a database in memory shows its own.
  void read_image(const std::function<void(std::span<const std::byte>)>& reader) const;
  std::vector<std::byte> image() const;

 private:
  struct Connection;
  explicit Store(std::unique_ptr<Connection> connection);
  sqlite3_stmt* prepared(std::string_view sql);
  std::unique_ptr<Connection> connection_;
};

// BEGIN; COMMIT when told so; ROLLBACK when it goes out of scope before.
class StoreTransaction {
 public:
  explicit StoreTransaction(Store& store);
  ~StoreTransaction();
  StoreTransaction(const StoreTransaction&) = delete;
  StoreTransaction& operator=(const StoreTransaction&) = delete;
  void commit();

 private:
  Store& store_;
  bool open_ = true;
};

// A SAVEPOINT; rolled back when it goes out of scope without release().
class Savepoint {
 public:
  explicit Savepoint(Store& store);
  ~Savepoint();
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  void release();

 private:
  Store& store_;
  bool open_ = true;
};

}  // namespace paridoo::orm
