// The units that the module came with are used by others: they are archived, never deleted.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::uom {

// The unlink of uom.uom.
void unlink_unprotected(const orm::RecordSet& units, const orm::UnlinkSuper& super);

}  // namespace paridoo::addons::uom
