// stock.picking.type: computed fields that another addon builds on.
#pragma once

#include "simulator/addons/stock/orm_names.h"

namespace paridoo::addons::stock {

void compute_warehouse_id(const RecordSet& types);
void compute_default_location_src_id(const RecordSet& types);
void compute_default_location_dest_id(const RecordSet& types);
void compute_show_picking_type(const RecordSet& types);

}  // namespace paridoo::addons::stock
