// What a server action tells other servers of a record.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base_automation {

// Posts the fields that the action names, once the transaction is committed.
void send_webhook(const orm::RecordSet& action, const orm::RecordSet& record);
void compute_sample_payload(const orm::RecordSet& actions);

}  // namespace paridoo::addons::base_automation
