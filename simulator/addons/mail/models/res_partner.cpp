#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

std::string stripped(const std::string& text, std::string_view of) {
  const std::size_t first = text.find_first_not_of(of);
  return first == text.npos ? "" : text.substr(first, text.find_last_not_of(of) - first + 1);
}

// The address with commas in place of line breaks. One that begins with a break keeps the blank after its comma.
void compute_contact_address_inline(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    std::string out;
    bool at_break = false;
    for (const char c : partner.text("contact_address")) {
      if (c == '\n' && !at_break) out += ", ";
      at_break = c == '\n' || (at_break && (c == ' ' || c == '\t'));
      if (!at_break) out += c;
    }
    partner.set("contact_address_inline", stripped(stripped(out, " \t"), ","));
  }
}

// Every message on a partner begins a conversation of its own.
Value mail_flat_thread(const RecordSet&, const Arguments&, const Super&) { return false; }

}  // namespace

Behaviour res_partner() {
  return {
      .model = "res.partner",
      .computes = {{{"contact_address_inline"}, compute_contact_address_inline}},
      .methods = {{"_mail_flat_thread", "", mail_flat_thread}},
  };
}

}  // namespace paridoo::addons::mail
