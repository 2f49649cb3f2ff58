// What create_database asks for beside the name.
#pragma once

#include <string>

#include "simulator/service/parameters.h"

namespace paridoo::service {

struct NewDatabase {
  std::string name = {};
  std::string password = "admin";  // the administrator's
  std::string login = "admin";     // the administrator's
  std::string country_code = {};   // the company's; empty: as in the recorded world
  std::string phone = {};          // the company's
};

// From the positions of create_database. Demo data and languages that the recorded world does not have are
// NotSimulated.
NewDatabase read_new_database(Parameters given);

// Writes the wishes into the database that was made.
void set_up(Databases& databases, const NewDatabase& wanted);

}  // namespace paridoo::service
