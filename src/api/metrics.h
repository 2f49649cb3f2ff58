// Figures of the running API, as Prometheus reads them.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "src/odoo/session.h"

namespace paridoo::api {

// What was asked and how it ended.
struct EndedRequest {
  std::string_view operation = {};  // empty: no route of ours
  std::string_view method = {};
  int status = 0;
  std::string_view code = {};  // of the error; empty: none
  bool replayed = false;       // it was carried out before, and is only answered again
  std::chrono::microseconds elapsed{};
};

// Safe to use from several threads. Labels are names of ours (operations, methods, models), never a caller's text.
class Metrics {
 public:
  Metrics();
  ~Metrics();

  void begin_request();
  void end_request(const EndedRequest& request);
  // For the session that the API talks to Odoo by.
  odoo::Observer observer();
  // To be told of each request to Odoo that is sent again.
  std::function<void()> retries();

  // In Prometheus' text format, with its content type.
  std::string text() const;
  static std::string_view content_type() { return "text/plain; version=0.0.4; charset=utf-8"; }

 private:
  struct Families;
  std::shared_ptr<Families> families_;
};

}  // namespace paridoo::api
