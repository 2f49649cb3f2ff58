// Electronic addresses (EAS): by which kind of number a company of each country is found on Peppol.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "simulator/orm/facts.h"

namespace paridoo::addons::account_edi_ubl_cii {

struct Scheme {
  std::string_view code = {};
  std::string_view field = {};  // of res.partner, where the number stands; empty: none
};

// The schemes of a country, the usual one first; empty where none is known.
std::vector<Scheme> schemes_of(orm::Series series, std::string_view country);

}  // namespace paridoo::addons::account_edi_ubl_cii
