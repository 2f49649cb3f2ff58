#include "src/governance/subject.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace paridoo::governance {

namespace {

constexpr SubjectRow table[] = {
    {Subject::order, "sale.order", "order", "ov.sa_sale_order_assignment", "order_id"},
    {Subject::delivery, "stock.picking", "delivery", "ov.sa_delivery_assignment", "picking_id"},
    {Subject::invoice, "account.move", "invoice", "ov.sa_invoice_assignment", "move_id"},
    {Subject::payment, "account.payment", "payment", "ov.sa_payment_assignment", "payment_id"},
    {Subject::asset, "ov.asset", "asset", "ov.sa_asset_assignment", "asset_id"},
    {Subject::subscription, "abs.subscription", "subscription", "", ""},
    {Subject::ticket, "helpdesk.ticket", "ticket", "ov.sa_ticket_assignment", "ticket_id"},
    {Subject::customer, "res.partner", "customer", "ov.sa_customer_assignment", "partner_id"},
    {Subject::product, "product.product", "product", "", ""},
};

}  // namespace

const SubjectRow& subject_row(Subject subject) {
  const auto row =
      std::find_if(std::begin(table), std::end(table), [&](const auto& r) { return r.subject == subject; });
  if (row == std::end(table)) throw std::logic_error("a kind of record that belongs to nobody");
  return *row;
}

}  // namespace paridoo::governance
