// One request on its way through the protocols: what came in, whose session it is, what goes out beside the answer.
#pragma once

#include <optional>
#include <string>

#include "simulator/orm/value.h"
#include "simulator/rpc/http_message.h"
#include "simulator/rpc/session.h"
#include "simulator/service/services.h"

namespace paridoo::rpc {

struct Exchange {
  const HttpRequest& request;
  service::Services& services;
  orm::Series series = {};  // of the database asked for; without one, the server's own
  Session session = {};
  std::string database = {};            // that the request is for: the session's, or the only one; empty: none
  std::string tail = {};                // what stands in place of the <name> at the end of the route's path
  Headers headers = {};                 // to be added to the answer
  std::optional<orm::Value> json = {};  // see json_body()
  bool stateless = false;               // the session is neither kept nor its cookie sent
};

// From here on the request is answered as the series of this database answers.
void follow_series_of(Exchange& exchange, const std::string& database);

// The body as JSON, read once. Throws what parse_json throws.
const orm::Value& json_body(Exchange& exchange);

}  // namespace paridoo::rpc
