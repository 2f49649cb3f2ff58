// crm.team: letters to a team become its leads.
#include "simulator/addons/base/users.h"
#include "simulator/addons/crm/models.h"
#include "simulator/addons/mail/alias.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::crm {

using namespace orm;

namespace {

bool takes_letters(const RecordSet& team) { return team.flag("use_leads") || team.flag("use_opportunities"); }

Value alias_values_of_team(const RecordSet& self, const Arguments&, const Super& super) {
  Dict values = super().dict();
  values.set("alias_model_id", mail::id_of_model(self.env(), "crm.lead"));
  if (self.empty()) return values;
  if (!takes_letters(self)) values.set("alias_name", false);
  const bool makes_leads = base::has_group(self.env().user(), "crm.group_use_lead") && self.flag("use_leads");
  values.set("alias_defaults",
             mail::alias_defaults(self, {{"type", makes_leads ? "lead" : "opportunity"}, {"team_id", self.id()}}));
  return values;
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  const bool changes_use = values.contains("use_leads") || values.contains("use_opportunities");
  super(self, std::move(values));
  if (!changes_use) return;
  for (const RecordSet& team : self) {
    const Dict alias = mail::alias_values(team);
    const Value* name = alias.find("alias_name");
    team.write(
        {{"alias_name", name ? *name : team.value("alias_name")}, {"alias_defaults", alias.get("alias_defaults")}});
  }
}

Value forget_alias(const RecordSet& team) {
  if (!takes_letters(team)) team.set("alias_name", false);
  return {};
}

}  // namespace

Behaviour crm_team_alias() {
  return {
      .model = "crm.team",
      .inherits = {{"mail.alias", "alias_id"}},
      .onchanges = {{{"use_leads", "use_opportunities"}, forget_alias}},
      .methods = {{"_alias_get_creation_values", "", alias_values_of_team}},
      .write = write,
  };
}

}  // namespace paridoo::addons::crm
