#include "simulator/addons/mail/thread.h"

namespace paridoo::addons::mail {

using orm::command::link;

orm::RecordSet message_post(const orm::RecordSet& record, std::string_view body, const PostOptions& options) {
  const orm::Env env = record.env().sudo();
  const orm::RecordSet author = options.author ? *options.author : env.user()["partner_id"];
  orm::List partners, attachments;
  for (const orm::Id id : options.partner_ids) partners.push_back(link(id));
  for (const orm::Id id : options.attachment_ids) attachments.push_back(link(id));
  return env["mail.message"].create({{"model", record.model().name},
                                     {"res_id", record.id()},
                                     {"record_name", record.display_name()},
                                     {"body", body},
                                     {"subject", options.subject.empty() ? orm::Value(false) : orm::Value(options.subject)},
                                     {"message_type", options.message_type},
                                     {"author_id", author},
                                     {"partner_ids", partners},
                                     {"attachment_ids", attachments}});
}

void message_subscribe(const orm::RecordSet& records, const orm::Ids& partners) {
  const orm::RecordSet followers = records.env().sudo()["mail.followers"];
  for (const orm::RecordSet& record : records)
    for (const orm::Id partner : partners) {
      const orm::Domain same = orm::term("res_model", "=", record.model().name) & orm::term("res_id", "=", record.id()) &
                               orm::term("partner_id", "=", partner);
      if (followers.search_count(same) == 0)
        followers.create({{"res_model", record.model().name}, {"res_id", record.id()}, {"partner_id", partner}});
    }
}

}  // namespace paridoo::addons::mail
