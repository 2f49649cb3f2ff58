// A service account to begin with, for whoever tries the API over a simulated Odoo.
#pragma once

#include "src/odoo/session.h"

namespace paridoo::cli {

struct FirstAccount {
  odoo::Id account = 0;
  odoo::Id agent = 0;  // employees
  odoo::Id staff = 0;
};

// For an Odoo that has service accounts.
Result<FirstAccount> make_first_account(const odoo::Session& odoo);

}  // namespace paridoo::cli
