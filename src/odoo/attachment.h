// Messages with a document, posted on a record: Odoo sends them by email to whom they are for.
#pragma once

#include <string>
#include <string_view>

#include "src/odoo/row.h"
#include "src/odoo/session.h"

namespace paridoo::odoo {

struct DocumentMessage {
  std::string_view model = {};
  Id record = 0;
  Id recipient = 0;  // a partner
  std::string subject = {};
  std::string body = {};       // plain text
  std::string file_name = {};  // "INV_2026_00001.pdf"
  std::string pdf = {};        // its bytes
};

// invalid_state if the partner has no email address.
Result<void> check_address(const Session& odoo, const Reference& partner);
Result<void> post_document(const Session& odoo, const DocumentMessage& message);

// As Odoo's binary fields hold it.
std::string base64(std::string_view bytes);

}  // namespace paridoo::odoo
