// The models of the addon sale_pdf_quote_builder.
#pragma once

#include "simulator/orm/behaviour.h"
#include "simulator/orm/record_set.h"

namespace paridoo::addons::sale_pdf_quote_builder {

orm::Behaviour sale_order();
orm::Behaviour sale_order_line();

}  // namespace paridoo::addons::sale_pdf_quote_builder
