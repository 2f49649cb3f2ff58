// Requests that carry an Idempotency-Key: whatever happens to the connection, they are carried out once.
#pragma once

#include "src/api/http_message.h"
#include "src/api/route.h"
#include "src/delivery/idempotency.h"

namespace paridoo::api {

// Carries the call out, or answers what the first request with this key of this caller was answered, with the header
// Idempotency-Replayed. What failed before anything was done (Odoo could not be reached) leaves the key free:
// `changed` says by then whether Odoo has carried out anything that the handler asked for.
//   invalid_request        the key is too long or not plain text
//   idempotency_conflict   the key was used for another request
//   outcome_unknown        the first request was cut off
Result<HttpResponse> carry_out_once(delivery::IdempotencyStore& store, const Route& route, const Call& call,
                                    const HttpRequest& request, const bool& changed);

}  // namespace paridoo::api
