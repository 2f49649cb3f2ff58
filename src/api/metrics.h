// Figures of the running API, as Prometheus reads them.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "src/odoo/session.h"

namespace paridoo::api {

// Safe to use from several threads. Labels are names of ours (operations, methods, models), never a caller's text.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  // What was asked and how it ended. `operation` empty: no route of ours.
  void count_request(std::string_view operation, std::string_view method, int status,
                     std::chrono::microseconds elapsed);
  // For the session that the API talks to Odoo by.
  odoo::Observer observer();

  // In Prometheus' text format, with its content type.
  std::string text() const;
  static std::string_view content_type() { return "text/plain; version=0.0.4; charset=utf-8"; }

 private:
  struct Families;
  std::shared_ptr<Families> families_;
};

}  // namespace paridoo::api
