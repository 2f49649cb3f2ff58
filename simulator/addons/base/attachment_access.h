// Who sees and changes which attachments: those who may the records that they are attached to.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// Private methods of ir.attachment that the ORM asks (orm/own_access.h).
orm::Value search_domain_of_attachments(const orm::RecordSet& model, const orm::Arguments& arguments);
orm::Value attachments_found(const orm::RecordSet& found, const orm::Arguments& arguments);
orm::Value attachments_permitted(const orm::RecordSet& self, const orm::Arguments& arguments);

// Throws the AccessError that Odoo gives to who may not change or remove these attachments (until 18.0; since 19.0
// the ORM asks), or not attach to the records that the values name.
void check_change_of_attachments(const orm::RecordSet& attachments, const orm::Dict& values);
void check_attachable(const orm::Env& env, const orm::Dict& values);

}  // namespace paridoo::addons::base
