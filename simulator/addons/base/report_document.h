// What a printed document says, before anybody thinks of paper: a report of a module fills it, a renderer draws it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "simulator/orm/record_set.h"

namespace paridoo::addons::base {

struct ReportDocument {
  using Pair = std::pair<std::string, std::string>;

  std::string title = {};                   // "Invoice INV/2026/00001"
  std::vector<std::string> sender = {};     // the company's name and address, a line each
  std::vector<std::string> recipient = {};  // the partner's
  std::vector<Pair> particulars = {};       // "Due Date", "03/15/2026"
  std::vector<std::string> columns = {};
  std::vector<std::vector<std::string>> rows = {};  // a row of one cell spans all columns
  std::vector<Pair> totals = {};
  std::vector<std::string> notes = {};
};

// A partner's name and address, a line each.
std::vector<std::string> address_lines(const orm::RecordSet& partner);
// "03/15/2026", as English (US) writes it; empty for none.
std::string printed_date(const orm::RecordSet& record, std::string_view field);
// "2.00"
std::string printed_number(double number, int decimals = 2);
// "$ 1,081.00", with the symbol where the currency has it.
std::string printed_amount(double amount, const orm::RecordSet& currency);
// "Tax 15%, Tax 5%"
std::string printed_names(const orm::RecordSet& records);

}  // namespace paridoo::addons::base
