// What other modules ask of res.partner.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

// The contact of a partner for a kind of address ("delivery", "invoice", "other", "contact"): looked for below the
// partner, then below its parents up to the commercial one; the partner's own "contact" address, or itself, if there
// is none.
orm::RecordSet address_of(const orm::RecordSet& partner, std::string_view type);

// The address in the form of its country, one part a line. `with_company`: the company's name on top.
std::string display_address(const orm::RecordSet& partner, bool with_company);

}  // namespace paridoo::addons::base
