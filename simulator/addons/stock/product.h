// What stock adds to products: quantities by location and date, and the texts on transfers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// Whether quants are kept of the product: a flag since 18.0, a type of product before.
bool is_storable(const RecordSet& product);
// The condition that says so of the product at `path` ("product_id"); of the records themselves if it is empty.
Domain storable(const Env& env, const std::string& path = {});
// Whether it can be moved: no service.
bool is_goods(const RecordSet& product);

// The conditions on quants and moves that the context ("location", "warehouse_id", "strict") asks for: at these
// locations, into them from elsewhere, and out of them.
struct LocationDomains {
  Domain quants;
  Domain moves_in;
  Domain moves_out;
};
LocationDomains location_domains(const RecordSet& products);
LocationDomains location_domains_of(const RecordSet& locations);

struct Quantities {
  double on_hand = 0;
  double free = 0;
  double incoming = 0;
  double outgoing = 0;
  double forecast = 0;
};
// In the order of the products; by the context, as the fields qty_available, free_qty, ... are.
std::vector<Quantities> quantities_of(const RecordSet& products);

// The text of a product on a transfer of this operation type.
std::string picking_description(const RecordSet& product, const RecordSet& picking_type);

// All that such a text may begin with, as far as it is the product's own.
std::vector<std::string> own_descriptions(const RecordSet& product, const RecordSet& picking_type);

// The rules that bring the product to `location`, the last one first. A UserError if they run in a circle.
RecordSet rules_from_location(const RecordSet& product, const RecordSet& location,
                              const std::optional<RecordSet>& routes = {});

struct ProcurementDates {
  Moment planned;
  Moment order;
};
// When a need at `moment` has to be planned and ordered, by the lead times of the rules.
ProcurementDates procurement_dates(const RecordSet& product, Moment moment, const RecordSet& location,
                                   const std::optional<RecordSet>& routes = {});

// Since 19.0, of any record with a product_id: the units in which the product may be counted, the vendors' among them.
void compute_allowed_uom_ids(const RecordSet& records);

}  // namespace paridoo::addons::stock
