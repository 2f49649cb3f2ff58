// What forms show of a user.
#include "simulator/addons/base/login_log.h"
#include "simulator/addons/base/models/res_users.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/search_by_value.h"

namespace paridoo::addons::base::user {

using namespace orm;

void compute_login_date(const RecordSet& self) {
  for (const RecordSet& user : self) {
    const Value moment = last_login(self.env(), user.id());
    user.set("login_date", moment.is_none() ? Value(false) : moment);
  }
}

// Settings of discussions are made by browsers that show them.
void compute_settings(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("res_users_settings_id", false);
}

Domain search_settings(const RecordSet&, std::string_view comparison, const Value& operand) {
  const auto asked = as_membership(comparison, operand);
  const bool finds_unset = asked && asked->names(false) != asked->negated;
  return finds_unset ? Domain::everything() : Domain::nothing();
}

// Employees and machines have working hours; users that are neither have none.
void compute_calendar(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("resource_calendar_id", false);
}

void compute_role(const RecordSet& self) {
  for (const RecordSet& user : self) {
    const bool administers = has_group(user, "base.group_system");
    user.set("role", administers ? Value("group_system") : is_internal(user) ? Value("group_user") : Value(false));
  }
}

// Without a domain for the aliases of mails there is none to show.
void compute_email_placeholder(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("email_domain_placeholder", "Email");
}

namespace {

Value ids_of(const RecordSet& group, std::string_view field) { return group[field].ids(); }

Value or_false(const RecordSet& record, std::string_view field) {
  const Value value = record.value(field);
  return value.is_none() ? Value(false) : value;
}

}  // namespace

// The facts know neither privileges nor categories: groups alone are told.
void compute_group_hierarchy(const RecordSet& self) {
  Dict groups;
  for (const RecordSet& group : self.sudo().env()["res.groups"].search(Domain::everything()))
    groups.set(std::to_string(group.id()), Dict{{"id", group.id()},
                                                {"name", group.text("name")},
                                                {"comment", or_false(group, "comment")},
                                                {"privilege_id", or_false(group, "privilege_id")},
                                                {"disjoint_ids", ids_of(group, "disjoint_ids")},
                                                {"implied_ids", ids_of(group, "implied_ids")},
                                                {"all_implied_ids", ids_of(group, "all_implied_ids")},
                                                {"all_implied_by_ids", ids_of(group, "all_implied_by_ids")}});
  const Dict hierarchy{{"groups", groups}, {"privileges", Dict{}}, {"categories", List{}}};
  for (const RecordSet& record : self) record.set("view_group_hierarchy", hierarchy);
}

}  // namespace paridoo::addons::base::user
