// Odoo over HTTP or HTTPS, on connections that are kept and reused.
#pragma once

#include <chrono>
#include <string>

#include "src/odoo/transport/transport.h"

namespace paridoo::odoo {

struct HttpOptions {
  std::string url =
      {};  // "https://erp.example.com" or "http://127.0.0.1:8069"; a path in it goes before each request's
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds read_timeout{60'000};  // of each wait for bytes, not of the whole answer
  std::string ca_file = {};                        // certificates to trust besides the system's; PEM
};

// Certificates are always verified. A url that is not one is invalid_request.
Result<Transport> http_transport(const HttpOptions& options);

}  // namespace paridoo::odoo
