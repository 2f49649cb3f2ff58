#include "simulator/addons/mail/template_message.h"

namespace paridoo::addons::mail {

using namespace orm;

// As Odoo does it, the composer writes and sends it.
void post_from_template(const RecordSet& record, const RecordSet& mail_template) {
  const Dict context{{"default_composition_mode", "comment"},
                     {"default_model", record.model().name},
                     {"default_res_ids", Value(record.ids())},
                     {"default_template_id", mail_template.id()}};
  const Dict values{{"message_type", "notification"},
                    {"subtype_id", record.env().ref("mail.mt_comment")},
                    {"email_layout_xmlid", "mail.mail_notification_layout_with_responsible_signature"}};
  record.env()["mail.compose.message"].with_context(context).create(values).call("action_send_mail");
}

}  // namespace paridoo::addons::mail
