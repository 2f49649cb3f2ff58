// Who may not read a record is told that by its buttons, and not what else is wrong with it.
#include "tests/support/with_employee.h"

namespace paridoo {
namespace {

using orm::Dict;
using orm::List;
using orm::Series;
using orm::Value;

class ButtonsWithoutRights : public support::WithEmployee {
 protected:
  Value entry() { return admin("account.move", "create", {Dict{{"move_type", "out_invoice"}, {"partner_id", 3}}}); }
};

TEST_P(ButtonsWithoutRights, SayThatRightsAreMissing) {
  const Value order = admin("sale.order", "create", {Dict{{"partner_id", 3}}});
  EXPECT_EQ(refusal("account.move", "button_draft", {List{entry()}}), "odoo.exceptions.AccessError");
  EXPECT_EQ(refusal("sale.order", "action_draft", {List{order}}), "odoo.exceptions.AccessError");
}

TEST_P(ButtonsWithoutRights, TellAdministratorsWhatIsWrong) {
  EXPECT_EQ(admin_refusal("account.move", "button_draft", {List{entry()}}), "odoo.exceptions.UserError");
}

INSTANTIATE_TEST_SUITE_P(EverySeries, ButtonsWithoutRights, ::testing::Values(Series::v17, Series::v18, Series::v19));

}  // namespace
}  // namespace paridoo
