#include "simulator/service/databases.h"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <stdexcept>
#include <utility>

#include "simulator/addons/base/credentials.h"
#include "simulator/addons/base/scheduled_job.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/store.h"
#include "simulator/orm/world.h"
#include "simulator/service/database_identity.h"

namespace paridoo::service {

namespace fs = std::filesystem;
using orm::Fault;
using orm::FaultKind;

struct Databases::Entry {
  std::shared_mutex in_use;                 // shared by calls, alone by who changes what stands below
  std::unique_ptr<orm::Database> database;  // null until the first call needs it, and after it was taken away
  bool gone = false;                        // taken away
  bool is_fresh = false;                    // a copy in memory that has yet to get an identity of its own
  std::atomic<std::uint64_t> writes = 0;
};

namespace {

constexpr std::string_view suffix = ".sqlite";
constexpr std::size_t name_length_max = 63;  // PostgreSQL's

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

Fault unknown_database(std::string_view name) {
  return {FaultKind::operational_error, fmt::format("database \"{}\" does not exist", name)};
}

void remove_files(const std::optional<fs::path>& file) {
  if (!file) return;
  for (const char* part : {"", "-wal", "-shm"}) fs::remove(file->string() + part);
}

orm::Series series_of_file(const fs::path& file) {
  orm::Store store = orm::Store::open(file);
  if (const auto series = orm::series_of(store)) return *series;
  throw std::runtime_error(file.string() + ": no database of Paridoo's");
}

}  // namespace

bool is_database_name(std::string_view name) {
  return name.size() >= 2 && name.size() <= name_length_max && is_letter_or_digit(name.front()) &&
         std::all_of(name.begin(), name.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '_' || c == '.' || c == '-'; });
}

Databases::Lease::Lease(std::shared_ptr<Entry> entry) : entry_(std::move(entry)), use_(entry_->in_use) {}

orm::Database& Databases::Lease::operator*() const { return *entry_->database; }

std::uint64_t Databases::Lease::writes() const { return entry_->writes; }
void Databases::Lease::count_write() const { ++entry_->writes; }

Databases::Databases(World world, DatabaseOptions options) : world_(world), options_(std::move(options)) {
  if (!options_.folder) return;
  fs::create_directories(*options_.folder);
  for (const fs::directory_entry& file : fs::directory_iterator(*options_.folder)) {
    const std::string name = file.path().stem().string();
    if (file.is_regular_file() && file.path().extension() == suffix && is_database_name(name))
      entries_.emplace(name, std::make_shared<Entry>());
  }
}

Databases::~Databases() = default;

std::shared_ptr<Databases::Entry> Databases::find(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(name);
  return found == entries_.end() ? nullptr : found->second;
}

std::shared_ptr<Databases::Entry> Databases::require(std::string_view name) {
  if (auto entry = find(name)) return entry;
  const std::string wanted(name);
  if (options_.auto_pattern.empty() || !is_database_name(name) ||
      fnmatch(options_.auto_pattern.c_str(), wanted.c_str(), 0) != 0)
    throw unknown_database(name);
  try {
    create(wanted);
  } catch (const Fault& fault) {
    if (fault.kind() != FaultKind::database_exists) throw;  // another call was quicker
  }
  return find(name);
}

Databases::Lease Databases::open(std::string_view name) {
  std::shared_ptr<Entry> entry = require(name);
  if (!entry) throw unknown_database(name);
  load_once(name, *entry);
  Lease lease(entry);
  if (entry->gone) throw unknown_database(name);  // it was dropped while we waited
  return lease;
}

void Databases::load_once(std::string_view name, Entry& entry) const {
  {
    const std::shared_lock use(entry.in_use);
    if ((entry.database && !entry.is_fresh) || entry.gone) return;
  }
  const std::unique_lock alone(entry.in_use);
  if (entry.gone) return;
  const std::string own(name);
  if (!entry.database) {
    entry.database = load(own, world_of_series(series_of_file(*file_of(own))));
    seed(*entry.database);
  }
  if (std::exchange(entry.is_fresh, false)) give_new_identity(*entry.database);
}

std::optional<orm::Series> Databases::series_of(std::string_view name) {
  if (!contains(name)) return std::nullopt;
  try {
    return open(name)->registry().series();
  } catch (const Fault&) {
    return std::nullopt;  // it was dropped meanwhile
  }
}

World Databases::world_of_series(orm::Series series) const {
  return series == this->series() ? world_ : options_.other_worlds(series);
}

std::vector<std::string> Databases::names() const {
  const std::lock_guard lock(mutex_);
  std::vector<std::string> out;
  for (const auto& [name, _] : entries_) out.push_back(name);
  return out;
}

bool Databases::contains(std::string_view name) const { return find(name) != nullptr; }

std::optional<fs::path> Databases::file_of(const std::string& name) const {
  if (!options_.folder) return std::nullopt;
  return *options_.folder / (name + std::string(suffix));
}

std::shared_ptr<Databases::Entry> Databases::make(const std::string& name, const World& world) const {
  const std::optional<fs::path> file = file_of(name);
  if (file && fs::exists(*file))
    throw Fault(FaultKind::database_exists, fmt::format("the file of a database \"{}\" already exists", name));
  remove_files(file);  // what a killed drop may have left of its log
  auto entry = std::make_shared<Entry>();
  entry->database = load(name, world);
  return entry;
}

std::unique_ptr<orm::Database> Databases::load(const std::string& name, const World& world) const {
  const std::uint64_t chance_seed = options_.chance_seed ^ std::hash<std::string>()(name);
  auto database =
      std::make_unique<orm::Database>(name, *world.registry, world.image, file_of(name), clock(), chance_seed);
  database->set_sender(options_.sender);
  return database;
}

void Databases::seed(orm::Database& database) const {
  constexpr orm::Id superuser = 1;
  database.run(superuser, {}, [&](const orm::Env& env) -> orm::Value {
    if (!addons::base::prepare_credentials(env)) return {};
    const orm::Id admin = env.ref("base.user_admin").id();
    addons::base::set_password(env, admin, options_.admin_password);
    addons::base::plan_first_calls(env);
    if (!options_.api_key.empty()) addons::base::add_api_key(env, admin, options_.api_key);
    return {};
  });
}

void Databases::refuse_unusable(const std::string& name, FaultKind if_taken) const {
  if (!is_database_name(name))
    throw Fault(FaultKind::plain_exception,
                fmt::format("\"{}\" cannot name a database: letters, digits, '_', '.' and '-' after a letter or digit, "
                            "{} at most",
                            name, name_length_max));
  if (contains(name)) throw Fault(if_taken, fmt::format("database \"{}\" already exists", name));
}

void Databases::put(const std::string& name, std::shared_ptr<Entry> entry) {
  const std::lock_guard lock(mutex_);
  entries_[name] = std::move(entry);
}

// Takes the entry out of the list: whoever asks for the name from now on is told that it does not exist.
std::shared_ptr<Databases::Entry> Databases::take(const std::string& name) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(name);
  if (found == entries_.end()) return nullptr;
  std::shared_ptr<Entry> entry = std::move(found->second);
  entries_.erase(found);
  return entry;
}

void Databases::create(const std::string& name) { create(name, series()); }

void Databases::create(const std::string& name, orm::Series series) {
  const std::lock_guard lock(changing_);
  refuse_unusable(name, FaultKind::database_exists);
  const auto entry = make(name, world_of_series(series));
  seed(*entry->database);
  give_new_identity(*entry->database);
  put(name, entry);
}

void Databases::create_from(const std::string& name, std::span<const std::byte> image, bool with_new_identity) {
  orm::Store store = orm::Store::from_image(image);
  const auto series = orm::series_of(store);
  if (!series) throw Fault(FaultKind::value_error, "the image is that of no database of ours");
  const std::lock_guard lock(changing_);
  refuse_unusable(name, FaultKind::plain_exception);
  const auto entry = make(name, {.registry = world_of_series(*series).registry, .image = image});
  seed(*entry->database);
  if (with_new_identity) give_new_identity(*entry->database);
  put(name, entry);
}

void Databases::duplicate(const std::string& from, const std::string& to) {
  const std::lock_guard lock(changing_);
  if (!contains(from))
    throw Fault(FaultKind::no_such_database, fmt::format("template database \"{}\" does not exist", from));
  refuse_unusable(to, FaultKind::duplicate_database);
  std::shared_ptr<Entry> entry;
  const Lease source = open(from);
  source->read_image(
      [&](std::span<const std::byte> image) { entry = make(to, {.registry = &source->registry(), .image = image}); });
  entry->is_fresh = true;
  put(to, entry);
  if (options_.folder) open(to);  // what a file holds is whole
}

void Databases::rename(const std::string& from, const std::string& to) {
  const std::lock_guard lock(changing_);
  refuse_unusable(to, FaultKind::plain_exception);
  const std::shared_ptr<Entry> old = take(from);
  if (!old) throw Fault(FaultKind::plain_exception, fmt::format("Couldn't rename database {} to {}", from, to));
  const std::unique_lock alone(old->in_use);
  old->gone = true;
  auto entry = std::make_shared<Entry>();
  if (options_.folder) {
    old->database.reset();  // closes the file, which takes the write-ahead log into it
    fs::rename(*file_of(from), *file_of(to));
  } else {
    entry->database = std::move(old->database);
    entry->database->rename(to);
    entry->is_fresh = old->is_fresh;
  }
  put(to, std::move(entry));
}

bool Databases::drop(const std::string& name) {
  const std::lock_guard lock(changing_);
  const std::shared_ptr<Entry> entry = take(name);
  if (!entry) return false;
  const std::unique_lock alone(entry->in_use);
  entry->gone = true;
  entry->database.reset();
  remove_files(file_of(name));
  return true;
}

void Databases::reset(const std::string& name) {
  const auto series = series_of(name);
  if (!drop(name)) throw unknown_database(name);
  create(name, series.value_or(this->series()));
}

void Databases::set_clock(const orm::Clock& clock) {
  const std::lock_guard no_others(changing_);
  std::map<std::string, std::shared_ptr<Entry>, std::less<>> entries;
  {
    const std::lock_guard lock(mutex_);
    options_.clock = clock;
    entries = entries_;
  }
  for (const auto& [_, entry] : entries) {
    const std::shared_lock use(entry->in_use);
    if (entry->database) entry->database->set_clock(clock);
  }
}

orm::Clock Databases::clock() const {
  const std::lock_guard lock(mutex_);
  return options_.clock;
}

}  // namespace paridoo::service
