// The one way in which a call to the simulator fails towards its client: Odoo's own kinds of error.
//
// Thrown anywhere below the protocols, rendered once in each protocol. A bug of ours is not a Fault but a
// std::logic_error: it must never look like an answer of Odoo's.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "simulator/orm/value.h"

namespace paridoo::orm {

enum class FaultKind {
  user_error,        // the user did something that the business rules refuse
  validation_error,  // a constraint of a model failed
  access_error,      // a right is missing
  access_denied,     // who are you?
  missing_error,     // the record is gone
  redirect_warning,  // a UserError that comes with an action which would mend it
  value_error,       // unknown field, malformed domain, ...
  key_error,         // unknown model in the dispatch, missing key
  type_error,        // arguments that do not fit the method
  attribute_error,   // unknown method
  assertion_error,
  not_implemented,      // what Odoo itself leaves out
  unbound_local_error,  // a mistake in Odoo's own code
  index_error,          // a list that is too short
  invalid_text,         // the database refuses a text where it wants a number
  invalid_datetime,     // the database refuses a text where it wants a date
  undefined_function,   // the database compares no such kinds of values
  invalid_limit,        // the database refuses to give fewer than no rows
  invalid_offset,       // ... or to leave them out
  operational_error,    // the database does not exist, could not serialise
  session_expired,
  not_found,
  bad_request,
  not_simulated,  // Odoo has it, Paridoo does not: the message names it
  // What only the outer layers raise: requests that cannot be read, services, databases.
  name_error,           // unknown method of the object service
  overflow_error,       // an integer that XML-RPC cannot carry
  recursion_error,      // nested too deep
  zero_division_error,  // an amount shared among nothing
  plain_exception,      // unknown method of the common service, ...
  json_decode_error,    // the body is no JSON
  xml_error,            // the body is no XML
  database_exists,      // create_database of a name that is taken
  duplicate_database,   // the same of duplicate_database and rename
  no_such_database,     // duplicate_database of a name that nobody has
};

class Fault : public std::runtime_error {
 public:
  Fault(FaultKind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}
  Fault(FaultKind kind, const std::string& message, List arguments)
      : std::runtime_error(message), kind_(kind), arguments_(std::move(arguments)) {}

  FaultKind kind() const { return kind_; }
  std::string message() const { return what(); }
  // What Python's exception.args holds; the message alone unless said otherwise, nothing where there is none.
  List arguments() const;

 private:
  FaultKind kind_;
  List arguments_;
};

// "odoo.exceptions.UserError", "builtins.ValueError", ...: how the wire names the kind.
std::string_view exception_name(FaultKind kind);
// A UserError or one of its subclasses (Validation, Access, AccessDenied, Missing): their message is meant for people.
bool is_user_error(FaultKind kind);
// What PostgreSQL says of a statement, when it is run.
bool is_of_database(FaultKind kind);

inline Fault user_error(const std::string& message) { return {FaultKind::user_error, message}; }
inline Fault validation_error(const std::string& message) { return {FaultKind::validation_error, message}; }
inline Fault access_error(const std::string& message) { return {FaultKind::access_error, message}; }
inline Fault value_error(const std::string& message) { return {FaultKind::value_error, message}; }
inline Fault not_implemented(const std::string& message = {}) { return {FaultKind::not_implemented, message}; }
// `what` is "sale.order.action_lock" or a sentence that begins with the name.
inline Fault not_simulated(std::string_view what) {
  return {FaultKind::not_simulated, "NotSimulated: " + std::string(what)};
}

}  // namespace paridoo::orm
