// What the form of a purchase order does when its vendor or company changes.
#include "simulator/addons/account/fiscal_position.h"
#include "simulator/addons/purchase/models/purchase_order.h"
#include "simulator/orm/draft.h"

namespace paridoo::addons::purchase {

namespace {

using orm::RecordSet;
using orm::Value;

void follow_currency(const RecordSet& order, const RecordSet& vendor) {
  const Value given = order.env().context("default_currency_id");
  const Value of_vendor = vendor.empty() ? Value() : vendor.value("property_purchase_currency_id");
  const orm::Id of_company = order.env().company()["currency_id"].id();
  orm::assign_in_form(order, "currency_id", given ? given : of_vendor ? of_vendor : Value(of_company));
}

}  // namespace

Value onchange_partner_id(const RecordSet& self) {
  const RecordSet company = self["company_id"];
  const RecordSet order = company.empty() ? self : self.with_company(company);
  const RecordSet vendor = order["partner_id"];
  if (!order.env().since(orm::Series::v19)) follow_currency(order, vendor);
  if (vendor.empty()) {
    orm::assign_in_form(order, "fiscal_position_id", false);
    return {};
  }
  orm::assign_in_form(order, "fiscal_position_id", account::fiscal_position_of(vendor, vendor.none()).id());
  orm::assign_in_form(order, "payment_term_id", vendor.value("property_supplier_payment_term_id"));
  if (const RecordSet buyer = vendor["buyer_id"]) orm::assign_in_form(order, "user_id", buyer.id());
  return {};
}

// All lines are expected on the day that somebody gave for the order.
Value onchange_date_planned(const RecordSet& order) {
  const Value day = order.value("date_planned");
  if (!day) return {};
  for (const RecordSet& line : order["order_line"])
    if (line.text("display_type").empty()) orm::assign_in_form(line, "date_planned", day);
  return {};
}

}  // namespace paridoo::addons::purchase
