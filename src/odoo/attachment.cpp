#include "src/odoo/attachment.h"

#include <fmt/format.h>
#include <sodium.h>

namespace paridoo::odoo {

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  text.pop_back();  // the zero at its end
  return text;
}

Result<void> check_address(const Session& odoo, const Reference& partner) {
  const auto reachable = odoo.search_count("res.partner", where("id", "=", partner.id) & where("email", "!=", false));
  if (!reachable) return reachable.error();
  if (*reachable > 0) return {};
  return Error{ErrorKind::invalid_state, fmt::format("{} has no email address.", partner.name)};
}

// The file is uploaded as the mail composer does: posting hands it over to the record.
Result<void> post_document(const Session& odoo, const DocumentMessage& message) {
  const auto file = odoo.create("ir.attachment", {{"name", message.file_name},
                                                  {"datas", base64(message.pdf)},
                                                  {"mimetype", "application/pdf"},
                                                  {"res_model", "mail.compose.message"},
                                                  {"res_id", 0}});
  if (!file) return file.error();
  const auto posted = odoo.call_on(message.model, {message.record}, "message_post",
                                   {{"body", message.body},
                                    {"subject", message.subject},
                                    {"message_type", "comment"},
                                    {"subtype_xmlid", "mail.mt_comment"},
                                    {"partner_ids", Ids{message.recipient}},
                                    {"attachment_ids", Ids{*file}}});
  if (!posted) return posted.error();
  return {};
}

}  // namespace paridoo::odoo
