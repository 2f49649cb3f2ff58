// What we ask of Odoo, before any protocol.
#pragma once

#include <string>

#include "src/odoo/value.h"

namespace paridoo::odoo {

// A call of the `common` or `db` service.
struct ServiceCall {
  std::string service = {};
  std::string method = {};
  List arguments = {};
};

// A call of a model's method, as `uid`.
struct ObjectCall {
  std::string database = {};
  Id uid = 0;
  std::string password = {};
  std::string model = {};
  std::string method = {};
  List arguments = {};
  Dict keywords = {};
};

// Whether asking twice does no harm, so that a call whose outcome is unknown may be repeated.
bool is_read_only(std::string_view method);

}  // namespace paridoo::odoo
