// The stock ledger: how much of a product lies where, and how much of that is promised (stock.quant).
//
// One row stands for one product at one location, of one lot, in one package, of one owner. Quantities are in the
// product's own unit. All of this runs with all rights, as in Odoo.
#pragma once

#include <optional>
#include <vector>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// What a quant is of, and where. `lot`, `package` and `owner` may be empty.
struct QuantKey {
  RecordSet product;
  RecordSet location;
  RecordSet lot;
  RecordSet package;
  RecordSet owner;

  // No lot, package or owner.
  static QuantKey of(const RecordSet& product, const RecordSet& location);
  // The characteristics of one stock.quant, or of the source of one stock.move.line.
  static QuantKey of(const RecordSet& record);
  // The ids of all five, 0 for none: for comparison.
  Ids ids() const { return {product.id(), location.id(), lot.id(), package.id(), owner.id()}; }
  const Env& env() const { return product.env(); }
};

// strict: these characteristics exactly, at this very location. loose: any lot, package and owner where the key names
// none, and the locations below too.
enum class Match { strict, loose };

// "fifo", "lifo", "closest", "least_packages": that of the category, else of the location or the nearest one above it.
std::string removal_strategy(const RecordSet& product, const RecordSet& location);

// The quants that match, in the order of the removal strategy, those with a lot first. `quantity` is what is wanted:
// "least_packages" chooses by it.
RecordSet gather(const QuantKey& key, Match match, double quantity = 0);

// On hand less reserved. Below zero it is zero, unless `allow_negative`.
double available_quantity(const QuantKey& key, Match match, bool allow_negative = false);

struct QuantShare {
  RecordSet quant;
  double quantity;
};
struct ReserveOptions {
  Match match = Match::loose;
  std::optional<RecordSet> packaging = {};  // reserve only whole ones where the category says so
  std::optional<RecordSet> unit = {};       // what is reserved converts to it
};
// On which quants `quantity` can be reserved, and how much on each; a negative one: from which it can be freed.
// Changes nothing. A UserError if more is to be freed than is reserved.
std::vector<QuantShare> shares_to_reserve(const QuantKey& key, double quantity, const ReserveOptions& options = {});

struct Moved {
  double available = 0;  // what is left, below zero too
  std::optional<Moment> in_date = {};
};
// Adds to (or takes from) what is on hand; makes a quant if there is none.
Moved update_available_quantity(const QuantKey& key, double quantity, std::optional<Moment> in_date = {});
// Adds to (or takes from) what is reserved.
void update_reserved_quantity(const QuantKey& key, double quantity);

// Remembers in the context which quants there are for these products at or below these locations: strict gathering
// then sees these and the ones made since, and no others. `lots`: of these and of none; nothing: of any.
Dict quants_seen(const RecordSet& products, const RecordSet& locations, const std::optional<Ids>& lots = {});

// Joins the quants that agree in everything; of all, or of the products and locations of `quants`.
void merge_quants(const RecordSet& quants);
// Makes what is reserved agree with the open move lines.
void clean_reservations(const Env& env);
// Deletes the quants that hold nothing.
void unlink_zero_quants(const Env& env);
// All three.
void tidy_quants(const RecordSet& quants);

// Moves quants as they are, by a done move each. Without `location` they stay where they are, without `package` in the
// package they are in, unless `unpack`.
struct RelocateOptions {
  std::optional<RecordSet> location = {};
  std::optional<RecordSet> package = {};
  std::string reference = {};
  bool unpack = false;
  // Since 19.0: the packages whose own containers stay where they are.
  std::optional<RecordSet> containers_up_to = {};
};
void relocate_quants(const RecordSet& quants, const RelocateOptions& options);

// A ValidationError if a serial number is in one place more than once.
void check_serials_are_single(const RecordSet& quants);

}  // namespace paridoo::addons::stock
