#include "simulator/orm/fault.h"

namespace paridoo::orm {

List Fault::arguments() const {
  if (!arguments_.empty()) return arguments_;
  return message().empty() ? List{} : List{message()};
}

std::string_view exception_name(FaultKind kind) {
  switch (kind) {
    case FaultKind::user_error: return "odoo.exceptions.UserError";
    case FaultKind::validation_error: return "odoo.exceptions.ValidationError";
    case FaultKind::access_error: return "odoo.exceptions.AccessError";
    case FaultKind::access_denied: return "odoo.exceptions.AccessDenied";
    case FaultKind::missing_error: return "odoo.exceptions.MissingError";
    case FaultKind::redirect_warning: return "odoo.exceptions.RedirectWarning";
    case FaultKind::value_error: return "builtins.ValueError";
    case FaultKind::key_error: return "builtins.KeyError";
    case FaultKind::type_error: return "builtins.TypeError";
    case FaultKind::attribute_error: return "builtins.AttributeError";
    case FaultKind::assertion_error: return "builtins.AssertionError";
    case FaultKind::not_implemented: return "builtins.NotImplementedError";
    case FaultKind::unbound_local_error: return "builtins.UnboundLocalError";
    case FaultKind::index_error: return "builtins.IndexError";
    case FaultKind::invalid_text: return "psycopg2.errors.InvalidTextRepresentation";
    case FaultKind::invalid_datetime: return "psycopg2.errors.InvalidDatetimeFormat";
    case FaultKind::undefined_function: return "psycopg2.errors.UndefinedFunction";
    case FaultKind::invalid_limit: return "psycopg2.errors.InvalidRowCountInLimitClause";
    case FaultKind::invalid_offset: return "psycopg2.errors.InvalidRowCountInResultOffsetClause";
    case FaultKind::operational_error: return "psycopg2.OperationalError";
    case FaultKind::session_expired: return "odoo.http.SessionExpiredException";
    case FaultKind::not_found: return "werkzeug.exceptions.NotFound";
    case FaultKind::bad_request: return "werkzeug.exceptions.BadRequest";
    case FaultKind::not_simulated: return "paridoo.NotSimulated";
    case FaultKind::name_error: return "builtins.NameError";
    case FaultKind::overflow_error: return "builtins.OverflowError";
    case FaultKind::recursion_error: return "builtins.RecursionError";
    case FaultKind::zero_division_error: return "builtins.ZeroDivisionError";
    case FaultKind::plain_exception: return "builtins.Exception";
    case FaultKind::json_decode_error: return "json.decoder.JSONDecodeError";
    case FaultKind::xml_error: return "xml.parsers.expat.ExpatError";
    case FaultKind::database_exists: return "odoo.service.db.DatabaseExists";
    case FaultKind::duplicate_database: return "psycopg2.errors.DuplicateDatabase";
    case FaultKind::no_such_database: return "psycopg2.errors.InvalidCatalogName";
  }
  throw std::logic_error("a kind of fault without a name");
}

bool is_of_database(FaultKind kind) { return kind >= FaultKind::invalid_text && kind <= FaultKind::invalid_offset; }

bool is_user_error(FaultKind kind) { return kind <= FaultKind::redirect_warning; }

}  // namespace paridoo::orm
