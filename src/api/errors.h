// The one table from our kinds of error to HTTP statuses and stable codes.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string_view>

#include "src/api/http_message.h"
#include "src/result/error.h"

namespace paridoo::api {

struct ErrorRow {
  ErrorKind kind;
  std::string_view code = {};  // never changes: programs read it
  int status;
};

std::span<const ErrorRow> error_table();
const ErrorRow& error_row(ErrorKind kind);

// The body of every failure; see contracts/api/error.json.
nlohmann::ordered_json error_body(const Error& error, std::string_view request_id);

// With the headers that go with the status: Retry-After, WWW-Authenticate.
HttpResponse error_response(const Error& error, std::string_view request_id);

}  // namespace paridoo::api
