// Who sees and changes which messages and activities: it goes by the records that they are about.
//
// Private methods that the ORM asks (orm/own_access.h).
#pragma once

#include "simulator/orm/access.h"
#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

orm::Value search_domain_of_messages(const orm::RecordSet& model, const orm::Arguments& arguments);
orm::Value messages_found(const orm::RecordSet& found, const orm::Arguments& arguments);
orm::Value messages_permitted(const orm::RecordSet& self, const orm::Arguments& arguments);

orm::Value activities_found(const orm::RecordSet& found, const orm::Arguments& arguments);
orm::Value activities_permitted(const orm::RecordSet& self, const orm::Arguments& arguments);

// What one must be allowed to do with records to post on them.
orm::Operation access_to_post(const orm::RecordSet& documents);
// Whether it is enough to follow a record of this model, to post on it: until 17.0 that takes the right to such
// records.
bool may_follow_up(const orm::Env& env, const std::string& model);

}  // namespace paridoo::addons::mail
