// A simulator of each series with a user who is an employee and belongs to no application, beside the administrator.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/support/test_simulator.h"

namespace paridoo::support {

class WithEmployee : public ::testing::TestWithParam<orm::Series> {
 protected:
  WithEmployee() {
    const orm::List group{orm::List{"module", "=", "base"}, orm::List{"name", "=", "group_user"}};
    const orm::Value found = admin("ir.model.data", "search_read", {group, orm::List{"res_id"}});
    const orm::Value employees = found.list().front().dict().get("res_id");
    const std::string groups = GetParam() == orm::Series::v19 ? "group_ids" : "groups_id";
    employee_ = admin("res.users", "create",
                      {orm::Dict{{"name", "Ann"},
                                 {"login", "ann"},
                                 {"email", "ann@example.com"},
                                 {"password", password},
                                 {groups, orm::List{orm::List{6, 0, orm::List{employees}}}}}});
  }

  // What the administrator is answered, and the name of the fault that they are told, or "".
  orm::Value admin(std::string_view model, std::string_view method, orm::List args) {
    return result_of(odoo_.execute_kw(model, method, std::move(args)));
  }
  std::string admin_refusal(std::string_view model, std::string_view method, orm::List args) {
    return error_name(odoo_.execute_kw(model, method, std::move(args)));
  }
  // The same of the employee.
  orm::Value employee(std::string_view model, std::string_view method, orm::List args) {
    return result_of(answer(model, method, std::move(args)));
  }
  std::string refusal(std::string_view model, std::string_view method, orm::List args) {
    return error_name(answer(model, method, std::move(args)));
  }
  orm::Value employee_id() const { return employee_; }

 private:
  static constexpr std::string_view password = "secret-secret";

  orm::Dict answer(std::string_view model, std::string_view method, orm::List args) {
    return odoo_.service("object", "execute_kw", {"odoo", employee_, password, model, method, std::move(args)});
  }

  TestSimulator odoo_{server::SimulatorOptions{.series = GetParam()}};
  orm::Value employee_;
};

}  // namespace paridoo::support
