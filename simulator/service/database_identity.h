// What makes two databases with the same records two databases.
#pragma once

#include "simulator/orm/database.h"

namespace paridoo::service {

// New values of the system parameters database.uuid, database.secret and database.create_date, as Odoo gives a new
// database and a copy.
void give_new_identity(orm::Database& database);

// So that a copy does no harm: nothing runs by itself in it any more, and it says so.
void neutralize(orm::Database& database);

}  // namespace paridoo::service
