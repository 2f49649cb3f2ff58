// What other modules ask of mail.thread: messages on records, and who follows them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::mail {

// A text as HTML: escaped; as_html: in a paragraph.
std::string escaped_html(std::string_view text);
std::string as_html(std::string_view text);

// A link to a record, as messages have it; the record's name stands for a title that is not given.
std::string html_link(const orm::RecordSet& record, std::string_view title = {});

struct PostOptions {
  std::string subject = {};
  std::string message_type = "notification";
  std::string subtype_xmlid = "mail.mt_note";
  std::optional<orm::RecordSet> author = {};  // a partner; the user's
  orm::Ids partner_ids = {};
  orm::Ids attachment_ids = {};
  orm::Dict more = {};  // further values of the message
};

// Posts a message on one record and gives it (mail.message). `body` is HTML. An author who says something, rather than
// being told of, becomes a follower.
orm::RecordSet message_post(const orm::RecordSet& record, std::string_view body, const PostOptions& options = {});

// Tells partners something about a record, and nobody else (message_notify). A sender without an address is a UserError
// until 18.0.
orm::RecordSet message_notify(const orm::RecordSet& record, std::string_view subject, std::string_view body,
                              const orm::Ids& partners);
void refuse_unknown_sender(const orm::RecordSet& author);

// Notes something on one record, for nobody in particular.
orm::RecordSet message_log(const orm::RecordSet& record, std::string_view body, const orm::Dict& more = {});
// Makes these partners followers of the records, of the subtypes that are followed unless others are asked for; those
// who are already stay so.
void message_subscribe(const orm::RecordSet& records, const orm::Ids& partners,
                       const std::optional<orm::Ids>& subtypes = std::nullopt);

}  // namespace paridoo::addons::mail
