// Odoo's module sale_pdf_quote_builder: headers and footers around the PDF of a quotation.
#pragma once

#include "simulator/orm/behaviour.h"

namespace paridoo::addons::sale_pdf_quote_builder {

orm::Addon sale_pdf_quote_builder();

}  // namespace paridoo::addons::sale_pdf_quote_builder
