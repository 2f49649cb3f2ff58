// What mail templates become for one record: texts with {{ expressions }}, and markup with Odoo's t- attributes.
#pragma once

#include <string>
#include <string_view>

#include "simulator/addons/mail/template_expression.h"

namespace paridoo::addons::mail {

// "Order {{ object.name }}" -> "Order S00001". "{{ a ||| b }}" is b where a is empty. A bad expression is a UserError.
std::string render_inline(const orm::RecordSet& record, std::string_view text);
// t-out, t-esc, t-if/elif/else, t-set, t-foreach, t-att-* and t-attf-*. Markup that is not well formed stays as it is.
std::string render_markup(const orm::RecordSet& record, std::string_view markup);
// Whether a text has anything to render.
bool has_expressions(std::string_view text);

}  // namespace paridoo::addons::mail
