#include "src/odoo/fault.h"

#include <fmt/format.h>

namespace paridoo::odoo {

namespace {

struct KnownException {
  std::string_view name;  // without its module
  ErrorKind kind;
};

constexpr KnownException known_exceptions[] = {
    {"UserError", ErrorKind::user_error},
    {"ValidationError", ErrorKind::validation_error},
    {"AccessError", ErrorKind::access_error},
    {"AccessDenied", ErrorKind::access_denied},
    {"MissingError", ErrorKind::missing_record},
    {"RedirectWarning", ErrorKind::redirect_warning},
    {"SessionExpiredException", ErrorKind::session_expired},
};

// Paridoo names what it lacks at the start of the message: "NotSimulated: sale.order.action_lock".
constexpr std::string_view not_simulated_prefix = "NotSimulated";

}  // namespace

ErrorKind kind_of_exception(std::string_view exception) {
  const auto dot = exception.rfind('.');
  const auto name = dot == std::string_view::npos ? exception : exception.substr(dot + 1);
  for (const auto& known : known_exceptions) {
    if (known.name == name) return known.kind;
  }
  return name == not_simulated_prefix ? ErrorKind::not_simulated : ErrorKind::odoo_exception;
}

Error fault(std::string_view exception, std::string_view message, std::string_view traceback) {
  const bool lacking = message.starts_with(not_simulated_prefix);
  const ErrorKind kind = lacking ? ErrorKind::not_simulated : kind_of_exception(exception);
  Error error{.kind = kind, .message = std::string(message)};
  error.detail = fmt::format("{}: {}\n{}", exception, message, traceback);
  if (kind == ErrorKind::odoo_exception) error.message = "Odoo failed to carry this out.";
  if (error.message.empty()) error.message = "Odoo refuses this and does not say why.";
  return error;
}

}  // namespace paridoo::odoo
