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
  std::string language = {};       // the administrator's; empty: English
  bool with_demo_data = false;
};

// From the positions of create_database.
NewDatabase read_new_database(Parameters given);

// Writes the wishes into the database that was made. If one of them cannot be had, as a country that does not exist,
// none is, and nobody is told: so does Odoo.
void set_up(Databases& databases, const NewDatabase& wanted);

}  // namespace paridoo::service
