#include "simulator/addons/portal/access_token.h"
#include "simulator/addons/portal/models.h"

namespace paridoo::addons::portal {

using namespace orm;

std::string ensure_access_token(const RecordSet& record) {
  if (record.ensure_one().text("access_token").empty()) {
    const std::string hex = record.env().random_hex(32);
    const std::string uuid = hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-4" + hex.substr(13, 3) + "-a" +
                             hex.substr(17, 3) + "-" + hex.substr(20);
    record.sudo().write({{"access_token", uuid}});
  }
  return record.text("access_token");
}

namespace {

void compute_access_url(const RecordSet& self) {
  for (const RecordSet& record : self) record.set("access_url", "#");
}

void compute_access_warning(const RecordSet& self) {
  for (const RecordSet& record : self) record.set("access_warning", "");
}

// The parameters of get_portal_url after the path: the token, then what was asked for.
std::string query_of(const RecordSet& self, const Arguments& arguments) {
  std::string query = "?access_token=" + ensure_access_token(self);
  if (const Value& type = arguments["report_type"]; type.is_text()) query += "&report_type=" + type.text();
  if (arguments["download"]) query += "&download=true";
  if (const Value& more = arguments["query_string"]; more.is_text()) query += more.text();
  if (const Value& anchor = arguments["anchor"]; anchor.is_text()) query += "#" + anchor.text();
  return query;
}

Value get_portal_url(const RecordSet& self, const Arguments& arguments) {
  const Value& suffix = arguments["suffix"];
  return self.ensure_one().text("access_url") + (suffix.is_text() ? suffix.text() : "") + query_of(self, arguments);
}

}  // namespace

Behaviour portal_mixin() {
  return {
      .mixin_marker = "access_warning",
      .computes = {{{"access_url"}, compute_access_url}, {{"access_warning"}, compute_access_warning}},
      .methods = {{"get_portal_url", "suffix=None, report_type=None, download=None, query_string=None, anchor=None",
                   get_portal_url}},
  };
}

}  // namespace paridoo::addons::portal
