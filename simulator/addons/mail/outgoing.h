// Letters that leave the database: what messages become for people outside, and what becomes of them.
#pragma once

#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

struct Delivery {
  bool at_once = true;      // else the letters wait in the queue (process_email_queue)
  bool auto_delete = true;  // a letter that was taken is forgotten
};

// Makes a mail.notification for each partner whom a message is for, and letters for those who read mail: the partners
// that it names, and with a subtype that is not internal those who follow the record. Nobody hears of his own message.
void notify_partners(const orm::RecordSet& record, const orm::RecordSet& message, const Delivery& delivery);

// Hands the letters (mail.mail) that are outgoing to their server. What comes of it stands in state, failure_type and
// failure_reason, and in the notifications; nothing is thrown unless `raise` asks for it.
//
// Odoo does this after the transaction. Here it is part of it: a call that fails later has sent its letters already.
void send_letters(const orm::RecordSet& mails, bool raise = false);

}  // namespace paridoo::addons::mail
