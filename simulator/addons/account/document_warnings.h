// What is to be minded of a partner and of products, as it is shown on invoices since 19.0.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::account {

// The warnings that the partner of an entry, their parent and the products of its lines have in these fields, each
// once on a line of its own.
std::string document_warnings(const orm::RecordSet& move, std::string_view of_partner, std::string_view of_product);

}  // namespace paridoo::addons::account
