// Who may not read a record is told that by its buttons, and not what else is wrong with it.
#include <gtest/gtest.h>

#include <string>

#include "tests/support/test_simulator.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class ButtonsWithoutRights : public ::testing::TestWithParam<Series> {
 protected:
  ButtonsWithoutRights() {
    const Value found = admin("ir.model.data", "search_read",
                              {List{List{"module", "=", "base"}, List{"name", "=", "group_user"}}, List{"res_id"}});
    const Value employees = found.list().front().dict().get("res_id");
    const std::string groups = GetParam() == Series::v19 ? "group_ids" : "groups_id";
    employee_ = admin("res.users", "create",
                      {Dict{{"name", "Ann"},
                            {"login", "ann"},
                            {"password", "secret-secret"},
                            {groups, List{List{6, 0, List{employees}}}}}});
  }
  Value admin(std::string_view model, std::string_view method, List args) {
    return support::result_of(odoo_.execute_kw(model, method, std::move(args)));
  }
  // What an employee who belongs to no application is told.
  std::string fault_of(std::string_view model, std::string_view method, const Value& record) {
    return support::error_name(
        odoo_.service("object", "execute_kw", {"odoo", employee_, "secret-secret", model, method, List{List{record}}}));
  }

  support::TestSimulator odoo_{server::SimulatorOptions{.series = GetParam()}};
  Value employee_;
};

TEST_P(ButtonsWithoutRights, SayThatRightsAreMissing) {
  const Value entry = admin("account.move", "create", {Dict{{"move_type", "out_invoice"}, {"partner_id", 3}}});
  const Value order = admin("sale.order", "create", {Dict{{"partner_id", 3}}});
  EXPECT_EQ(fault_of("account.move", "button_draft", entry), "odoo.exceptions.AccessError");
  EXPECT_EQ(fault_of("sale.order", "action_draft", order), "odoo.exceptions.AccessError");
}

TEST_P(ButtonsWithoutRights, TellAdministratorsWhatIsWrong) {
  const Value entry = admin("account.move", "create", {Dict{{"move_type", "out_invoice"}, {"partner_id", 3}}});
  EXPECT_EQ(support::error_name(odoo_.execute_kw("account.move", "button_draft", {List{entry}})),
            "odoo.exceptions.UserError");
}

INSTANTIATE_TEST_SUITE_P(EverySeries, ButtonsWithoutRights, ::testing::Values(Series::v17, Series::v18, Series::v19));

}  // namespace
}  // namespace paridoo
