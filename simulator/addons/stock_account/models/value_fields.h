// The fields that tell the value of a product or a lot.
#pragma once

#include <string_view>

#include "simulator/addons/stock_account/valuation.h"

namespace paridoo::addons::stock_account {

struct ValueAndQuantity {
  double value = 0;
  double quantity = 0;
};
// Of the layers of one product or lot ("product_id" or "lot_id") in the current company, up to the date that the
// context says.
ValueAndQuantity sum_of_layers(const RecordSet& record, std::string_view field);
// What that makes value_svl and quantity_svl.
void set_layer_sums(const RecordSet& record, const ValueAndQuantity& sum);
// What these make avg_cost, and total_value of what is on hand.
void set_worth(const RecordSet& record, double on_hand);

}  // namespace paridoo::addons::stock_account
