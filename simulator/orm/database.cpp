#include "simulator/orm/database.h"

#include <fmt/format.h>

#include <fstream>
#include <stdexcept>
#include <utility>

#include "simulator/orm/fault.h"
#include "simulator/orm/schema.h"
#include "simulator/orm/transaction.h"
#include "simulator/orm/world.h"

namespace paridoo::orm {

namespace {

// Whole or not at all: a crash half-way leaves no file of that name.
void write_file(const std::filesystem::path& file, std::span<const std::byte> bytes) {
  const std::filesystem::path unfinished = file.string() + ".new";
  std::ofstream stream(unfinished, std::ios::binary | std::ios::trunc);
  stream.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  stream.close();
  if (!stream) throw std::runtime_error(unfinished.string() + ": cannot be written");
  std::filesystem::rename(unfinished, file);
}

// A file may be older than the registry: it gets the tables and columns that it lacks.
Store open_file(const std::filesystem::path& file, const Registry& registry) {
  Store store = Store::open(file);
  const std::optional<Series> series = series_of(store);
  if (series != registry.series())
    throw std::runtime_error(fmt::format("{}: a database of {}, not of series {}", file.string(),
                                         series ? name_of(*series) : "something else", name_of(registry.series())));
  StoreTransaction transaction(store);
  update_schema(store, registry);
  transaction.commit();
  return store;
}

Store open_store(const Registry& registry, std::span<const std::byte> image,
                 const std::optional<std::filesystem::path>& file) {
  if (!file) return Store::from_image(image);
  if (!std::filesystem::exists(*file)) write_file(*file, image);
  return open_file(*file, registry);
}

void repeat(Store& store, const Lasting& lasting) {
  if (lasting.empty()) return;
  StoreTransaction transaction(store);
  lasting.repeat(store);
  transaction.commit();
}

}  // namespace

Database::Database(std::string name, const Registry& registry, std::span<const std::byte> image,
                   std::optional<std::filesystem::path> file, Clock clock, std::uint64_t chance_seed)
    : name_(std::move(name)),
      registry_(registry),
      store_(open_store(registry, image, file)),
      clock_(std::move(clock)),
      chance_(chance_seed) {}

void Database::read_image(const std::function<void(std::span<const std::byte>)>& reader) {
  const std::lock_guard lock(mutex_);
  store_.read_image(reader);
}

std::vector<std::byte> Database::image() {
  const std::lock_guard lock(mutex_);
  return store_.image();
}

Clock Database::clock() const {
  const std::lock_guard lock(mutex_);
  return clock_;
}

void Database::set_clock(Clock clock) {
  const std::lock_guard lock(mutex_);
  clock_ = std::move(clock);
}

void Database::set_sender(WebSender sender) {
  const std::lock_guard lock(mutex_);
  sender_ = std::move(sender);
}

Value Database::run(Id uid, const Dict& context, const std::function<Value(const Env&)>& work) {
  std::vector<WebPost> posts;
  WebSender sender;
  Value result;
  {
    const std::lock_guard lock(mutex_);
    result = run_locked(uid, context, work, posts);
    if (!posts.empty()) sender = sender_;
  }
  for (const WebPost& post : posts)
    if (sender) sender(post);
  return result;
}

Value Database::run_locked(Id uid, const Dict& context, const std::function<Value(const Env&)>& work,
                           std::vector<WebPost>& posts) {
  std::shared_ptr<Lasting> lasting;
  try {
    StoreTransaction store_transaction(store_);
    Transaction transaction(store_, registry_, clock_, chance_, std::exchange(memory_, {}));
    lasting = transaction.lasting();
    Value result = work(transaction.env(uid, context));
    transaction.finish();
    store_transaction.commit();
    posts = transaction.take_posts();
    memory_ = transaction.hand_on();
    return result;
  } catch (const StoreConstraint& broken) {
    repeat(store_, *lasting);
    throw validation_error(fmt::format("The operation breaks a rule of the database: {}", broken.what()));
  } catch (...) {
    if (lasting) repeat(store_, *lasting);
    throw;
  }
}

}  // namespace paridoo::orm
