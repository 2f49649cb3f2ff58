// A registry of a few small models for tests of the ORM itself: partners, orders with lines, tags, and a product that
// delegates to a template. Facts are built here, not recorded: these models exist nowhere else.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "simulator/orm/clock.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/registry.h"
#include "simulator/orm/store.h"
#include "simulator/orm/transaction.h"

namespace paridoo::orm::shop {

std::vector<ModelFacts> facts();
Addon addon();

// An empty database of the shop with one open transaction, as the superuser.
class Shop {
 public:
  Shop();
  explicit Shop(std::vector<Addon> addons);

  RecordSet operator[](std::string_view model) const { return env_[model]; }
  const Env& env() const { return env_; }
  Store& store() { return store_; }
  // Forgets everything cached, as the next call of a client would.
  void next_call();

 private:
  std::unique_ptr<const Registry> registry_;
  Store store_;
  std::mt19937_64 chance_{1};
  std::unique_ptr<Transaction> transaction_;
  Env env_;
};

}  // namespace paridoo::orm::shop
