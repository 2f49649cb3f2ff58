// Odoo's exceptions as our kinds of error.
#pragma once

#include <string_view>

#include "src/result/error.h"

namespace paridoo::odoo {

// `exception` is Python's qualified name, as JSON-RPC and JSON-2 tell it: "odoo.exceptions.UserError".
ErrorKind kind_of_exception(std::string_view exception);

// The error for an exception that Odoo raised. Only messages that Odoo means for people are passed on; what others
// say (SQL, paths) stays in `detail`.
Error fault(std::string_view exception, std::string_view message, std::string_view traceback);

}  // namespace paridoo::odoo
