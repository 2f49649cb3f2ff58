// Counting stock: what was counted, and the moves that make the ledger agree with it.
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

// Whether quants are edited as a count: the context says so and the user works in the warehouse.
bool is_inventory_mode(const Env& env);
// The quant that a new count is of, made if there is none; the count itself is written on it.
RecordSet create_counted_quant(const RecordSet& model, Dict values);

Value action_apply_inventory(const RecordSet& quants, const Arguments& arguments);
Value apply_inventory(const RecordSet& quants, const Arguments& arguments);
Value inventory_move_values(const RecordSet& quant, const Arguments& arguments);
Value inventory_fields_write(const RecordSet& model, const Arguments& arguments);
Value action_set_inventory_quantity(const RecordSet& quants, const Arguments& arguments);
Value action_set_inventory_quantity_zero(const RecordSet& quants, const Arguments& arguments);
Value action_clear_inventory_quantity(const RecordSet& quants, const Arguments& arguments);
Value action_apply_all(const RecordSet& model, const Arguments& arguments);
Value action_reset(const RecordSet& quants, const Arguments& arguments);

}  // namespace paridoo::addons::stock
