// The registry as records: ir.model, ir.model.fields and their external ids, so that clients can ask what there is.
#pragma once

#include "simulator/orm/registry.h"
#include "simulator/orm/store.h"

namespace paridoo::orm {

// Completes the rows of models, adds those of fields that are not there yet (keeping the ids of those that are), and
// names both: "stock.model_stock_quant", "stock.field_stock_quant__quantity".
// `reflected` is a registry whose fields stand in the store already: what is the same in both is left alone.
void reflect(Store& store, const Registry& registry, const Registry* reflected = nullptr);

}  // namespace paridoo::orm
