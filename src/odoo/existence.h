// Whether records that a request names exist, before anything is done with them.
#pragma once

#include <string_view>

#include "src/odoo/session.h"

namespace paridoo::odoo {

// Those of `ids` that exist, are not archived, and may be seen.
Result<Ids> existing(const Session& odoo, std::string_view model, const Ids& ids);

// not_found, at `pointer` in the request, if `id` is not one of them.
Result<void> check_exists(const Session& odoo, std::string_view model, Id id, std::string_view pointer);

}  // namespace paridoo::odoo
