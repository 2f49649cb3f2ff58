#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

// The address with commas in place of line breaks.
void compute_contact_address_inline(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    std::string out;
    bool at_break = false;
    for (const char c : partner.text("contact_address")) {
      if (c == '\n') {
        at_break = true;
      } else if (!at_break || (c != ' ' && c != '\t')) {
        out += (at_break && !out.empty() ? ", " : "") + std::string(1, c);
        at_break = false;
      }
    }
    const std::size_t first = out.find_first_not_of(" ,");
    const std::size_t last = out.find_last_not_of(" ,");
    partner.set("contact_address_inline", first == out.npos ? "" : out.substr(first, last - first + 1));
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
