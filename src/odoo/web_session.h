// A login of Odoo's web client, for the little that no remote call gives: printed documents.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "src/odoo/transport/transport.h"
#include "src/odoo/value.h"

namespace paridoo::odoo {

struct WebLogin {
  std::string database = {};
  std::string login = {};
  std::string password = {};
};

// Safe to use from several threads. Logs in with the first request, and again when Odoo has forgotten us.
class WebSession {
 public:
  WebSession(WebLogin login, Transport transport) : login_(std::move(login)), transport_(std::move(transport)) {}

  // not_supported where Odoo lets nobody in with our password (it is an API key, say), odoo_exception where it does
  // not print.
  Result<std::string> pdf(std::string_view report, Id record);

 private:
  Result<std::string> cookie(const std::string& refused);
  Result<std::string> log_in() const;

  const WebLogin login_;
  const Transport transport_;
  std::mutex mutex_;  // guards what follows
  std::string cookie_;
};

}  // namespace paridoo::odoo
