// One database of the simulator: an SQLite database, the registry of its series, its clock.
//
// Calls to one database are serial (run() locks); databases run side by side.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "simulator/orm/clock.h"
#include "simulator/orm/environment.h"
#include "simulator/orm/registry.h"
#include "simulator/orm/store.h"
#include "simulator/orm/web_post.h"

namespace paridoo::orm {

struct RowMemory;

class Database {
 public:
  // `image` holds the bytes of an SQLite file made by the world builder. With `file` the database lives there, and is
  // made from the image if the file does not exist yet; else it lives in memory.
  Database(std::string name, const Registry& registry, std::span<const std::byte> image,
           std::optional<std::filesystem::path> file, Clock clock, std::uint64_t chance_seed);

  const std::string& name() const { return name_; }
  const Registry& registry() const { return registry_; }
  void rename(std::string name) { name_ = std::move(name); }
  // The bytes of the database as it stands; no call changes them while `reader` runs.
  void read_image(const std::function<void(std::span<const std::byte>)>& reader);
  std::vector<std::byte> image();
  Clock clock() const;
  void set_clock(Clock clock);
  // Without a sender nothing is sent.
  void set_sender(WebSender sender);

  // Runs `work` as user `uid` with this context, in one transaction: committed if it returns, rolled back if it throws.
  // What it posts is sent when it is committed and others may call.
  Value run(Id uid, const Dict& context, const std::function<Value(const Env&)>& work);

 private:
  Value run_locked(Id uid, const Dict& context, const std::function<Value(const Env&)>& work,
                   std::vector<WebPost>& posts);

  std::string name_;
  const Registry& registry_;
  Store store_;
  mutable std::mutex mutex_;
  Clock clock_;
  WebSender sender_ = {};
  std::mt19937_64 chance_;
  std::shared_ptr<RowMemory> memory_;
};

}  // namespace paridoo::orm
