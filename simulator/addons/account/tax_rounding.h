// How each series rounds the taxes of a document: the parts of round_tax_details.
#pragma once

#include <span>

#include "simulator/addons/account/taxes.h"

namespace paridoo::addons::account {

void round_tax_details_17(std::span<BaseLine> lines, const orm::RecordSet& company);
void round_tax_details_19(std::span<BaseLine> lines, const orm::RecordSet& company, std::span<const TaxLine> tax_lines);

}  // namespace paridoo::addons::account
