// The parts of res.users, by subject. The Behaviour stands in res_users.cpp.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base::user {

// res_users_groups.cpp: a user's groups are closed under implication.
orm::Value default_groups(const orm::RecordSet& model);
// These many2many commands with the groups that theirs imply.
orm::Value with_implied(const orm::RecordSet& model, const orm::Value& commands);
// Writes values with groups_id on users: who stops to be internal keeps no other group than the ones named.
void write_groups(const orm::RecordSet& users, const orm::Dict& values, const orm::WriteSuper& super);
// Puts users of several companies into the group that shows companies, others out of it.
void follow_companies(const orm::RecordSet& users);
void check_one_type(const orm::RecordSet& users);
orm::Value call_has_group(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value call_has_groups(const orm::RecordSet& self, const orm::Arguments& arguments);

// res_users_reified_groups.cpp: the checkboxes and selections of the form (in_group_7, sel_groups_1_10_11) that stand
// for groups.
orm::Dict without_reified(const orm::RecordSet& model, const orm::Dict& values);
orm::Value read(const orm::RecordSet& self, const orm::Arguments& arguments, const orm::Super& super);
orm::Value search_read(const orm::RecordSet& self, const orm::Arguments& arguments, const orm::Super& super);
orm::Value default_get(const orm::RecordSet& self, const orm::Arguments& arguments, const orm::Super& super);

// res_users_shown.cpp
void compute_login_date(const orm::RecordSet& self);
void compute_settings(const orm::RecordSet& self);
orm::Domain search_settings(const orm::RecordSet& model, std::string_view comparison, const orm::Value& operand);
void compute_calendar(const orm::RecordSet& self);
void compute_role(const orm::RecordSet& self);
void compute_email_placeholder(const orm::RecordSet& self);
// On users and on groups: the tree of groups that the form of 19.0 draws.
void compute_group_hierarchy(const orm::RecordSet& self);

// res_users_session.cpp
void compute_password(const orm::RecordSet& self);
void inverse_password(const orm::RecordSet& self);
void inverse_new_password(const orm::RecordSet& self);
orm::Value change_password(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value context_get(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value name_search(const orm::RecordSet& self, const orm::Arguments& arguments, const orm::Super& super);

}  // namespace paridoo::addons::base::user
