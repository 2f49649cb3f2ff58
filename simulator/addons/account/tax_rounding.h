// How each series rounds the taxes of a document: the parts of round_tax_details.
#pragma once

#include <span>
#include <vector>

#include "simulator/addons/account/taxes.h"

namespace paridoo::addons::account {

void round_tax_details_17(std::span<BaseLine> lines, const orm::RecordSet& company);
// One amount of the document that takes cents, in proportion to `factor`.
struct Taker {
  double factor = 0;
  double* amount = nullptr;
};
// Hands out `delta` in coins: to each its share, what is left over to the biggest in turn.
void spread(double delta, const orm::RecordSet& currency, std::vector<Taker> takers);
void round_tax_details_19(std::span<BaseLine> lines, const orm::RecordSet& company, std::span<const TaxLine> tax_lines);

}  // namespace paridoo::addons::account
