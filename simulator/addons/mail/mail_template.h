// What a mail template makes of one record.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

// Who a letter is from and for, and what it says.
struct RenderedTemplate {
  std::string subject = {};
  std::string body = {};
  std::string email_from = {};
  std::string email_to = {};
  std::string email_cc = {};
  std::string reply_to = {};
  std::string lang = {};
  orm::Ids partners = {};
};

// The numbers that stand in a text: "7, 8", "[7, 8]".
orm::Ids ids_in(std::string_view text);

RenderedTemplate render(const orm::RecordSet& mail_template, const orm::RecordSet& record);
// The ids of the template's own attachments, and of the printed documents that it brings, made for this record.
orm::Ids attach(const orm::RecordSet& mail_template, const orm::RecordSet& record);
// The letter that a template makes of a record (mail.mail), waiting to be sent.
orm::RecordSet letter_from(const orm::RecordSet& mail_template, const orm::RecordSet& record, const orm::Dict& more);

}  // namespace paridoo::addons::mail
