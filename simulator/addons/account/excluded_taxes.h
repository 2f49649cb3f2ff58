// Takes taxes out of lines: what no discount and no down payment has a share of.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "simulator/addons/account/taxes.h"

namespace paridoo::addons::account {

struct SplitLines {
  std::vector<BaseLine> rest = {};   // the lines without these taxes, one for each
  std::vector<BaseLine> taken = {};  // a line for each tax that was taken out, with the taxes that are due on it
};
// The lines must have been rounded; what they become has its details without being evaluated again, so that no cent is
// lost.
SplitLines take_out_taxes(std::span<const BaseLine> lines, const orm::RecordSet& company,
                          const std::function<bool(const orm::RecordSet& tax)>& takes);

}  // namespace paridoo::addons::account
