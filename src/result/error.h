// How anything in src/ fails: one closed enum, from which the API derives its HTTP status and its stable code.
#pragma once

#include <string>
#include <utility>

namespace paridoo {

enum class ErrorKind {
  // Odoo refuses.
  user_error,        // a business rule
  validation_error,  // a constraint of a model
  access_error,      // our user lacks a right
  access_denied,     // our login is refused
  missing_record,    // the record is gone
  redirect_warning,  // a business rule, with an action that would mend it
  session_expired,
  odoo_exception,  // any other Python exception
  not_simulated,   // the Odoo is Paridoo, and does not simulate what was asked
  // Odoo cannot be asked.
  unreachable,       // nothing was sent
  connection_lost,   // sent, but the outcome is unknown
  timeout,           // sent, but the outcome is unknown
  overloaded,        // Odoo, or the proxy before it, asks to come back later
  malformed_answer,  // not what the protocol, or contracts/odoo, promises
  // The caller asks wrongly.
  malformed_json,
  invalid_request,  // does not fit its schema, or names what does not exist: see Error::pointer
  unauthenticated,
  forbidden,
  not_found,
  method_not_allowed,
  payload_too_large,
  unsupported_media_type,
  too_many_requests,
  idempotency_conflict,  // the Idempotency-Key was used for another request
  outcome_unknown,       // an earlier request of that key was cut off: it may have been carried out
  // The workflow is not there yet, or is past it.
  invalid_state,
  partial_delivery,     // less than ordered, and no leave to make a backorder
  confirmation_needed,  // Odoo asks a question that only a person can answer
  approval_needed,      // staff of the service account must approve first
  delivery_pending,     // goods must leave before they are paid for
  nothing_to_invoice,
  already_paid,
  invoice_ambiguous,  // several could be meant
  not_supported,      // this Odoo lacks what the request needs (a field of a custom module, say)
  internal_error,
};

struct Error {
  ErrorKind kind = ErrorKind::internal_error;
  std::string message = {};  // for the caller: a sentence, no secrets
  // JSON pointer to the part of the request that is at fault; empty if none is.
  std::string pointer = {};
  // For the log only, never for the caller: Odoo's exception name and traceback, say.
  std::string detail = {};
};

}  // namespace paridoo
