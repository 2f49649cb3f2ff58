// The protocols as one handler of HTTP requests: finds the session and the database, the route and the user, calls the
// endpoint, and renders what comes of it.
//
// A Fault is an answer of Odoo's. Any other exception is a bug of ours and is answered with 500 and a text that says
// so: no client can take it for an answer of Odoo's.
#pragma once

#include "simulator/rpc/http_message.h"
#include "simulator/rpc/session.h"
#include "simulator/service/services.h"

namespace paridoo::rpc {

// Logs what went wrong in our own code and answers 500.
HttpResponse internal_error(const HttpRequest& request, std::string_view what);

class Application {
 public:
  // `services` must outlive the application.
  explicit Application(service::Services& services) : services_(services), sessions_(services.series) {}

  HttpResponse handle(const HttpRequest& request);

 private:
  HttpResponse serve(const HttpRequest& request);

  service::Services& services_;
  SessionStore sessions_;
};

}  // namespace paridoo::rpc
