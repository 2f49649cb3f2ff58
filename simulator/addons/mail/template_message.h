// Messages that a mail template writes (message_post_with_source).
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

// Posts on one record what a mail.template makes of it, for those whom it names and who follow the record.
void post_from_template(const orm::RecordSet& record, const orm::RecordSet& mail_template);

}  // namespace paridoo::addons::mail
