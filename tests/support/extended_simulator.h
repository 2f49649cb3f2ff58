// A simulator with the custom addons, and short ways of asking it as the administrator.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/test_simulator.h"

namespace paridoo::support {

class ExtendedSimulator : public ::testing::Test {
 protected:
  // The answer, or the exception's name where it is one.
  orm::Value call(std::string_view model, std::string_view method, orm::List args, orm::Dict kwargs = {}) {
    const orm::Dict answer = odoo_.execute_kw(model, method, std::move(args), std::move(kwargs));
    const std::string error = error_name(answer);
    if (!error.empty()) last_message_ = answer.get("error").dict().get("data").dict().get("message").text();
    return error.empty() ? result_of(answer) : orm::Value(error);
  }
  orm::Value create(std::string_view model, orm::Dict values) { return call(model, "create", {std::move(values)}); }
  orm::Value write(std::string_view model, const orm::Value& id, orm::Dict values) {
    return call(model, "write", {orm::List{id}, std::move(values)});
  }
  orm::Value field(std::string_view model, const orm::Value& id, std::string_view name) {
    const orm::Value rows = call(model, "read", {orm::List{id}, orm::List{name}});
    return rows.is_list() ? rows.list().at(0).dict().get(name) : rows;
  }
  // The id of a many2one field; False where it is empty.
  orm::Value leads_to(std::string_view model, const orm::Value& id, std::string_view name) {
    const orm::Value value = field(model, id, name);
    return value.is_list() ? value.list().at(0) : value;
  }
  orm::Value search(std::string_view model, orm::List domain) { return call(model, "search", {std::move(domain)}); }
  void set_day(std::string_view day) {
    odoo_.simulator().databases().set_clock(orm::clock_from(*orm::parse_moment(std::string(day) + " 10:00:00")));
  }
  const std::string& last_message() const { return last_message_; }

  static constexpr const char* validation_error = "odoo.exceptions.ValidationError";
  static constexpr const char* user_error = "odoo.exceptions.UserError";
  static constexpr const char* access_error = "odoo.exceptions.AccessError";

 private:
  static const service::ExtendedWorld& world() {
    static const service::ExtendedWorld made = service::extend_world(orm::Series::v18, {.addons = {"ov"}});
    return made;
  }

  TestSimulator odoo_{{}, world().world()};
  std::string last_message_;
};

}  // namespace paridoo::support
