// purchase.order: what its files ask of each other.
#pragma once

#include <vector>

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::purchase {

// --- purchase_order_states.cpp: from request to order, and out of it
std::vector<orm::Method> state_methods();

// --- purchase_order_invoicing.cpp
void compute_invoice_status(const orm::RecordSet& orders);
void compute_invoices(const orm::RecordSet& orders);
std::vector<orm::Method> invoicing_methods();

// --- purchase_order_onchange.cpp
orm::Value onchange_partner_id(const orm::RecordSet& self);
orm::Value onchange_date_planned(const orm::RecordSet& order);

// Adds the vendor of an order to those of its products, at the order's prices.
void add_supplier_to_products(const orm::RecordSet& order);

// Whether a user is in a group ("purchase.group_purchase_user").
bool user_has_group(const orm::RecordSet& user, std::string_view group);

}  // namespace paridoo::addons::purchase
