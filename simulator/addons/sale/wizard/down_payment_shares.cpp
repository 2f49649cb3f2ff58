// Down payments since 19.0: the share of each combination of taxes, to the cent, with its taxes written down.
#include "simulator/addons/sale/wizard/down_payment_shares.h"

#include <algorithm>

#include "simulator/addons/account/document_share.h"
#include "simulator/addons/account/product_accounts.h"
#include "simulator/addons/account/written_taxes.h"
#include "simulator/addons/sale/models/sale_order.h"

namespace paridoo::addons::sale {

using account::BaseLine;
using orm::Dict;
using orm::List;
using orm::RecordSet;

namespace {

std::int64_t first_sequence_after(const RecordSet& order) {
  constexpr std::int64_t least = 10;
  std::int64_t last = order["order_line"].empty() ? least : 0;
  for (const RecordSet& line : order["order_line"]) last = std::max(last, line.integer("sequence"));
  return last + 1;
}

std::vector<BaseLine> shares_of(const RecordSet& wizard, const RecordSet& order) {
  const bool is_percentage = wizard.text("advance_payment_method") == "percentage";
  return account::down_payment_lines(rounded_base_lines(order),
                                     {.company = order["company_id"],
                                      .is_percentage = is_percentage,
                                      .amount = wizard.number(is_percentage ? "amount" : "fixed_amount"),
                                      .computation_key = "down_payment," + std::to_string(wizard.id())});
}

Dict order_line_values(const RecordSet& order, const BaseLine& share) {
  Dict values{{"order_id", order},
              {"is_downpayment", true},
              {"product_uom_qty", 0.0},
              {"price_unit", share.price_unit},
              {"tax_ids", List{orm::command::set(share.taxes.ids())}},
              {"extra_tax_data", account::written_taxes(share)}};
  if (share.analytic_distribution.is_dict()) values.set("analytic_distribution", share.analytic_distribution);
  return values;
}

}  // namespace

std::vector<DownPaymentLine> plan_down_payment_shares(const RecordSet& wizard, const RecordSet& order) {
  const RecordSet of_company = order["company_id"]["downpayment_account_id"];
  std::int64_t sequence = first_sequence_after(order);
  std::vector<DownPaymentLine> planned;
  for (const BaseLine& share : shares_of(wizard, order)) {
    const RecordSet income = account::product_accounts(share.product, order["fiscal_position_id"]).income;
    planned.push_back({.values = order_line_values(order, share), .account = of_company ? of_company : income});
    planned.back().values.set("sequence", sequence++);
  }
  return planned;
}

}  // namespace paridoo::addons::sale
