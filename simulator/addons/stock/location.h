// Places where stock lies, real and virtual (stock.location).
#pragma once

#include <map>
#include <optional>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// Whether goods are taken from here without asking whether they are there: vendors, customers, losses, production.
bool should_bypass_reservation(const RecordSet& location);
// Whether the location is `other` or lies below it.
bool is_child_of(const RecordSet& location, const RecordSet& other);
// The location and all above it, nearest first.
RecordSet self_and_parents(const RecordSet& location);
// When what lies here should be counted next; unset where nothing is counted.
std::optional<Day> next_inventory_date(const RecordSet& location);

struct PutawayOptions {
  double quantity = 0;  // in the product's unit
  std::optional<RecordSet> package = {};
  std::optional<RecordSet> packaging = {};
  std::map<Id, double> additional = {};  // what is on its way to a location, beside what the database knows
};
// Where a product that comes in at `location` is to be stored: what the first fitting putaway rule says, else here
// (or, in a view, the first location below). Move lines named in the context as "exclude_sml_ids" do not count.
RecordSet putaway_location(const RecordSet& location, const RecordSet& product, const PutawayOptions& options = {});

struct Weight {
  double net = 0;
  double forecast = 0;  // with what is on its way in and out
};
Weight weight_of(const RecordSet& location);

// Whether there is room for it by the storage category; `stored` is what is counted there already.
bool can_be_used(const RecordSet& location, const RecordSet& product, double quantity,
                 const std::optional<RecordSet>& package, double stored);

// The locations of customers and of vendors.
RecordSet customer_location(const Env& env);
RecordSet supplier_location(const Env& env);
// The transit location between companies; empty if there is none.
RecordSet inter_company_location(const Env& env);

}  // namespace paridoo::addons::stock
