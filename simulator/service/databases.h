// The databases of one simulator, by name.
//
// Each is a copy of the world (the recorded facts and records) of its series, in memory or, with a folder, in a file
// <name>.sqlite that is found again at the next start. Databases of several series live side by side. All functions may
// be called by many threads at once: a call works under a Lease, and drop, rename and reset wait until the leases of
// that database are given back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/clock.h"
#include "simulator/orm/database.h"
#include "simulator/orm/fault.h"
#include "simulator/service/worlds.h"

namespace paridoo::service {

struct DatabaseOptions {
  std::optional<std::filesystem::path> folder = {};  // none: databases live in memory
  std::string auto_pattern = {};                     // "test_*": names that become databases when first used
  std::string admin_password = "admin";              // of the administrator of a new database
  std::string api_key = {};                          // of the administrator of a new database; empty: none
  orm::Clock clock = orm::system_clock();
  std::uint64_t chance_seed = 0;
  orm::WebSender sender = {};  // of what automation rules tell other servers; none: they are told nothing
  // The worlds of the series that are not the server's own.
  std::function<World(orm::Series)> other_worlds = world_of;
};

class Databases {
 public:
  // Finds the databases that lie in the folder, which is made if need be. Throws std::runtime_error if it cannot be.
  // `world` is that of the server's own series.
  Databases(World world, DatabaseOptions options);
  ~Databases();
  Databases(const Databases&) = delete;
  Databases& operator=(const Databases&) = delete;

  // The use of a database, for the length of a call.
  class Lease;
  // A name that nobody has is an OperationalError Fault, unless the pattern for automatic databases covers it.
  Lease open(std::string_view name);

  // In alphabetical order.
  std::vector<std::string> names() const;
  bool contains(std::string_view name) const;
  // The series of a database; empty if nobody has the name.
  std::optional<orm::Series> series_of(std::string_view name);

  // The functions below throw a Fault for names that are taken, that nobody has, or that Odoo would not take.
  void create(const std::string& name);  // of the server's own series
  void create(const std::string& name, orm::Series series);
  // A database that holds these bytes (Database::image) under a name that nobody has.
  void create_from(const std::string& name, std::span<const std::byte> image, bool with_new_identity);
  void duplicate(const std::string& from, const std::string& to);
  void rename(const std::string& from, const std::string& to);
  // Says whether there was one.
  bool drop(const std::string& name);
  // As it was when it was made.
  void reset(const std::string& name);

  // Sets the clock of every database, those to come included.
  void set_clock(const orm::Clock& clock);
  orm::Clock clock() const;

  // The series of databases of which nothing else is said.
  orm::Series series() const { return world_.registry->series(); }

 private:
  struct Entry;
  std::shared_ptr<Entry> find(std::string_view name) const;
  std::shared_ptr<Entry> require(std::string_view name);
  std::shared_ptr<Entry> take(const std::string& name);
  void load_once(std::string_view name, Entry& entry) const;
  void put(const std::string& name, std::shared_ptr<Entry> entry);
  void refuse_unusable(const std::string& name, orm::FaultKind if_taken) const;
  std::optional<std::filesystem::path> file_of(const std::string& name) const;
  World world_of_series(orm::Series series) const;
  std::shared_ptr<Entry> make(const std::string& name, const World& world) const;
  std::unique_ptr<orm::Database> load(const std::string& name, const World& world) const;
  void seed(orm::Database& database) const;

  const World world_;
  DatabaseOptions options_;
  mutable std::mutex mutex_;  // over entries_ and options_.clock
  std::map<std::string, std::shared_ptr<Entry>, std::less<>> entries_;
  std::mutex changing_;  // held by whoever makes, renames or drops databases
};

class Databases::Lease {
 public:
  orm::Database& operator*() const;
  orm::Database* operator->() const { return &**this; }
  // How many calls have written to it, as far as somebody counts them.
  std::uint64_t writes() const;
  void count_write() const;

 private:
  friend class Databases;
  explicit Lease(std::shared_ptr<Entry> entry);
  std::shared_ptr<Entry> entry_;
  std::shared_lock<std::shared_mutex> use_;
};

// Whether Odoo's database manager takes the name: letters, digits, _ . - after a letter or digit, two at least.
bool is_database_name(std::string_view name);

}  // namespace paridoo::service
