// What other modules ask of mail.thread and mail.activity.mixin.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

struct PostOptions {
  std::string subject = {};
  std::string message_type = "notification";
  std::string subtype_xmlid = "mail.mt_note";
  std::optional<orm::RecordSet> author = {};  // the user's partner
  orm::Ids partner_ids = {};
  orm::Ids attachment_ids = {};
};

// Posts a message on one record and gives it (mail.message). `body` is HTML.
orm::RecordSet message_post(const orm::RecordSet& record, std::string_view body, const PostOptions& options = {});
// Makes these partners followers of the records; those who are already stay so.
void message_subscribe(const orm::RecordSet& records, const orm::Ids& partners);

}  // namespace paridoo::addons::mail
