// What other modules ask of res.partner.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// The contact of a partner for a kind of address ("delivery", "invoice", "other", "contact"): looked for below the
// partner, then below its parents up to the commercial one; the partner's own "contact" address, or itself, if there
// is none.
orm::RecordSet address_of(const orm::RecordSet& partner, std::string_view type);

// '"Name" <mail@example.com>': a name and an address as a mail header shows them.
std::string format_email(std::string_view name, std::string_view address);
// The addresses in a text, each normalized (lower case, no name); what is no address is left out.
std::vector<std::string> normalized_emails(std::string_view text);
// The one address in a text, normalized; empty if there is none, or more than one.
std::string normalized_email(std::string_view text);

}  // namespace paridoo::addons::base
