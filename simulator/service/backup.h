// A database as a file that can be carried away: a zip with manifest.json as Odoo's, the records as SQL for people and
// other programs, and the image from which it is restored.
#pragma once

#include <string>
#include <string_view>

#include "simulator/service/databases.h"

namespace paridoo::service {

// The bytes of the zip file.
std::string backup_of(Databases& databases, const std::string& name);
// Makes a database of one. With `as_copy` it gets an identity of its own. Throws a Fault for bytes that are no backup
// of ours: a dump of PostgreSQL's is none.
void restore(Databases& databases, const std::string& name, std::string_view backup, bool as_copy);

}  // namespace paridoo::service
