// The printed quotation or sales order.
#pragma once

#include "simulator/addons/base/report_document.h"

namespace paridoo::addons::sale {

// Of one sale.order.
base::ReportDocument sale_order_document(const orm::RecordSet& order);
base::ReportDocument pro_forma_document(const orm::RecordSet& order);

}  // namespace paridoo::addons::sale
