// Documents as PDF, an A4 page or more each.
#pragma once

#include <span>
#include <string>

#include "simulator/addons/base/report_document.h"

namespace paridoo::addons::base {

// The bytes of one PDF file. Its text is in the Windows code page 1252: a character that is not in it becomes "?".
std::string pdf_of(std::span<const ReportDocument> documents);

}  // namespace paridoo::addons::base
