// JSON-2 (since 19.0): POST /json/2/<model>/<method>, named arguments in, the bare value out.
//
//   POST /json/2/res.partner/write            Authorization: bearer KEY
//   {"ids": [7], "vals": {"name": "Azure"}, "context": {"lang": "fr_FR"}}
//
// An error is {"name", "message", "arguments", "context", "debug"} with the HTTP status that its kind has.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "simulator/orm/fault.h"
#include "simulator/orm/value.h"
#include "simulator/rpc/exchange.h"
#include "simulator/rpc/http_message.h"
#include "simulator/rpc/routes.h"

namespace paridoo::rpc {

// An error of HTTP's rather than of Odoo's, called by werkzeug's name for it.
class HttpError : public std::runtime_error {
 public:
  HttpError(int status, std::string_view name, const std::string& description)
      : std::runtime_error(description), status_(status), name_(name) {}
  int status() const { return status_; }
  // "werkzeug.exceptions.NotFound"
  std::string name() const { return "werkzeug.exceptions." + std::string(name_); }

 private:
  int status_;
  std::string_view name_;
};

HttpError json2_not_found(const std::string& description);

// Whether the body says that it is JSON, or there is none.
bool is_json2(const HttpRequest& request);
// The named arguments in the body; none if it is not an object. Throws the HttpError of malformed JSON.
orm::Dict json2_arguments(const HttpRequest& request);
// The user whose API key the request bears. Throws the HttpError of a request without a good one.
orm::Id bearer(Exchange& exchange);

// What the endpoint gives or throws, as an answer.
HttpResponse json2_response(Exchange& exchange, Json2Endpoint endpoint);

}  // namespace paridoo::rpc
