#include "src/odoo/call.h"

#include <algorithm>

namespace paridoo::odoo {

bool is_read_only(std::string_view method) {
  constexpr std::string_view readers[] = {
      "search",         "search_read",          "search_count", "search_fetch", "read",
      "read_group",     "formatted_read_group", "name_search",  "fields_get",   "check_access_rights",
      "has_access",     "default_get",          "version",      "authenticate", "login",
      "exists",         "web_search_read",      "web_read",     "list",         "db_exist",
      "server_version",
  };
  return std::find(std::begin(readers), std::end(readers), method) != std::end(readers);
}

}  // namespace paridoo::odoo
