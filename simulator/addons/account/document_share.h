// Lines that come to a share of a document, or to an amount, to the cent, whatever rounding does to their taxes: global
// discounts and down payments since 19.0. There is one for each combination of taxes, of the quantity 1, and the
// amounts of its taxes are given (written_taxes.h).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "simulator/addons/account/taxes.h"

namespace paridoo::addons::account {

struct ShareQuestion {
  orm::RecordSet company;
  bool is_percentage = true;
  double amount = 0;                           // percent, or in the document's currency
  std::string computation_key = {};            // of the lines that are made
  std::optional<orm::RecordSet> product = {};  // of the lines that are made; else that of the first they stand for
};

// What takes it off. Fixed taxes are not discounted. `lines` must have been rounded.
std::vector<BaseLine> global_discount_lines(std::span<const BaseLine> lines, ShareQuestion question);
// What pays it in advance. Fixed taxes are paid as a part of the price.
std::vector<BaseLine> down_payment_lines(std::span<const BaseLine> lines, const ShareQuestion& question);

}  // namespace paridoo::addons::account
