// Turns an answer into the form of the golden files: no ids, no clock.
#pragma once

#include <chrono>
#include <set>
#include <string>

#include "tools/verify/golden.h"
#include "tools/verify/labels.h"

namespace paridoo::verify {

class Normaliser {
 public:
  // `now` is what time it is at the server: moments within half a day of it become "@now", its day "@today".
  Normaliser(Labels& labels, const Golden& golden, std::chrono::sys_seconds now);

  // Dates that a scenario itself says in its arguments stay as they are.
  void said(const Json& arguments);
  Json result(const std::string& model, const std::string& method, const Json& value);

 private:
  Json text(const std::string& value) const;
  Json plain(const Json& value) const;
  Json field(const std::string& model, const std::string& name, const Json& value);
  Json many2one(const std::string& relation, const Json& value);
  Json links(const std::string& relation, const std::string& name, Json value);
  Json record(const std::string& model, const Json& row);
  Json records(const std::string& model, const Json& rows, bool without_dunders);
  Json ids(const std::string& model, const Json& value);
  Json names(const std::string& model, const Json& value);
  Json action(const Json& value);

  Labels& labels_;
  const Golden& golden_;
  std::chrono::sys_seconds now_;
  std::set<std::string> literals_;
};

// What of a fault a client can rely on: its code, the exception's name, that it says something.
Json fault_form(const Json& error);

}  // namespace paridoo::verify
