// The parts of the mixin mail.thread. The Behaviour stands in mail_thread.cpp.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail::thread {

// mail_thread_fields.cpp
void compute_message_partner_ids(const orm::RecordSet& self);
void inverse_message_partner_ids(const orm::RecordSet& self);
void compute_message_is_follower(const orm::RecordSet& self);
void compute_has_message(const orm::RecordSet& self);
void compute_message_attachment_count(const orm::RecordSet& self);
void compute_notifications(const orm::RecordSet& self);

// mail_thread_methods.cpp
orm::Value call_message_post(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value call_message_subscribe(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value message_unsubscribe(const orm::RecordSet& self, const orm::Arguments& arguments);

// mail_thread_tracking.cpp
orm::Value track_subtype(const orm::RecordSet& self, const orm::Arguments& arguments);
orm::Value track_finalize(const orm::RecordSet& self, const orm::Arguments& arguments);
// Before a write: remembers the tracked values that are in no column.
void track_write(const orm::RecordSet& self);
void track_unlink(const orm::RecordSet& self);

}  // namespace paridoo::addons::mail::thread
