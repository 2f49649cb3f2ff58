#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/facts.h"

namespace paridoo::orm {

// How a field of type html cleans what is written to it (fields.Html of Odoo).
struct HtmlSettings {
  bool sanitize = true;
  bool tags = true;        // only known tags stay
  bool attributes = true;  // only known attributes stay
  bool style = false;      // only known properties of styles stay
  bool outgoing = false;   // for e-mail clients: conditional comments stay, and it is XHTML
};

HtmlSettings html_settings(Series series, std::string_view model, std::string_view field);

// Markup as such a field keeps it: made well-formed, quotes of e-mails marked, and what could do harm taken out.
std::string sanitised_html(std::string_view markup, Series series, const HtmlSettings& settings = {});

}  // namespace paridoo::orm
