// A fixture for scheduled jobs: a simulator of each series whose clock stands still until a test sets it.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

#include "tests/support/test_simulator.h"

namespace paridoo::support {

class ClockedJobs : public ::testing::TestWithParam<orm::Series> {
 protected:
  static constexpr const char* start = "2026-03-10 10:20:30";

  // The answer, or the name of the fault.
  orm::Value call(std::string_view model, std::string_view method, orm::List args, orm::Dict kwargs = {}) {
    const orm::Dict answer = odoo_.execute_kw(model, method, std::move(args), std::move(kwargs));
    const std::string error = error_name(answer);
    return error.empty() ? result_of(answer) : orm::Value(error);
  }
  orm::Value field(std::string_view model, const orm::Value& id, std::string_view name) {
    return call(model, "read", {orm::List{id}, orm::List{name}}).list().at(0).dict().get(name);
  }
  orm::Value record(std::string_view xmlid) {
    const std::size_t dot = xmlid.find('.');
    const orm::List domain{orm::List{"module", "=", xmlid.substr(0, dot)},
                           orm::List{"name", "=", xmlid.substr(dot + 1)}};
    return call("ir.model.data", "search_read", {domain, orm::List{"res_id"}}).list().at(0).dict().get("res_id");
  }
  // Runs what is due by then; what the simulator says of it.
  orm::Dict set_clock(std::string_view moment) {
    const rpc::HttpResponse response = server::ask(odoo_.simulator().handler(), "PUT", "/paridoo/clock", {},
                                                   rpc::dump_json(orm::Dict{{"now", moment}}));
    return rpc::parse_json(response.body).dict();
  }

  TestSimulator odoo_{{.series = GetParam(), .databases = {.clock = orm::clock_from(*orm::parse_moment(start))}}};
};

}  // namespace paridoo::support
