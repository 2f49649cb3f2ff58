// Two warehouses, five products and two users in a simulator, asked as a client would ask: what the commands and the
// rules of the stock state machine share.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/database.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/store.h"
#include "simulator/orm/value.h"
#include "tests/properties/stockroom/stock.h"

namespace paridoo::stockroom {

// An argument that is a record's id; so that a scenario can name the record.
orm::Value ref(std::string_view model, Id id);
orm::Value refs(std::string_view model, const orm::Ids& ids);
// The argument list of a method that takes one argument.
orm::List only(orm::Value argument);

struct Call {
  std::string model, method;
  orm::List arguments;
  orm::Dict named;
  std::string login;  // empty: the administrator
};

// Writes down what was asked and answered.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void asking(const Call& call) = 0;
  virtual void answered(const Call& call, const orm::Value& result) = 0;
  virtual void refused(const Call& call, orm::FaultKind kind) = 0;
};

struct Product {
  Id id;
  std::string tracking;
  std::vector<double> quantities;  // that make sense for it
};

class Stockroom {
 public:
  // With a listener it is furnished anew, and the listener hears it; else it is a copy of a furnished one.
  explicit Stockroom(orm::Series series, Listener* listener = nullptr);

  // The answer of a method; a fault of the simulator leaves as it is. `as_user`: the stock user Sam asks.
  orm::Value call(std::string_view model, std::string_view method, const orm::List& arguments,
                  const orm::Dict& named = {}, bool as_user = false);
  Stock stock();
  std::vector<std::byte> image() { return database_.image(); }

  orm::Series series() const { return series_; }
  const std::vector<Product>& products() const { return products_; }
  const Product& product(Id id) const;
  orm::Ids lots(Id product);
  // Where goods are kept: the stock of each warehouse, a shelf in the first.
  const orm::Ids& shelves() const { return shelves_; }
  bool is_kept(Id location) const { return usage(location) == "internal"; }
  const std::string& usage(Id location) const { return usages_.at(location); }
  Id suppliers() const { return suppliers_; }
  Id customers() const { return customers_; }
  // Where what a count finds comes from, and what it lacks goes.
  Id losses() const { return losses_; }
  Id owner() const { return owner_; }
  Id dozen() const { return dozen_; }
  // The id behind an external id.
  Id named(std::string_view module, std::string_view name);
  // The picking type of a warehouse's code: incoming, outgoing or internal.
  Id picking_type(std::string_view code, Id location);
  Id second_warehouse() const { return second_warehouse_; }

 private:
  void furnish();
  void furnish_products();
  void look_around();
  void select(std::string_view sql, const std::function<void(const orm::StoreRow&)>& each);
  void read_ledger(Stock& stock);
  void read_moves(Stock& stock);

  orm::Series series_;
  Listener* listener_;
  orm::Database database_;
  std::vector<Product> products_;
  orm::Ids shelves_;
  std::map<Id, std::string> usages_;
  std::map<Id, Id> warehouse_of_;
  std::map<std::pair<std::string, Id>, Id> types_;
  Id suppliers_ = 0, customers_ = 0, losses_ = 0, owner_ = 0, dozen_ = 0, second_warehouse_ = 0, sam_ = 0;
};

}  // namespace paridoo::stockroom
