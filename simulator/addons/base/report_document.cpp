#include "simulator/addons/base/report_document.h"

#include <fmt/format.h>

#include <cmath>

namespace paridoo::addons::base {

using orm::RecordSet;

std::vector<std::string> address_lines(const RecordSet& partner) {
  std::vector<std::string> lines{partner.display_name()};
  const auto add = [&](std::string line) {
    while (!line.empty() && line.back() == ' ') line.pop_back();
    if (!line.empty()) lines.push_back(std::move(line));
  };
  add(partner.text("street"));
  add(partner.text("street2"));
  const std::string state = partner["state_id"].text("code");
  add(partner.text("city") + (state.empty() ? " " : " " + state + " ") + partner.text("zip"));
  add(partner["country_id"].text("name"));
  const std::string vat = partner.text("vat");
  if (!vat.empty()) add("Tax ID: " + vat);
  return lines;
}

std::string printed_date(const RecordSet& record, std::string_view field) {
  const std::string date = record.text(field);
  return date.size() < 10 ? std::string()
                          : fmt::format("{}/{}/{}", date.substr(5, 2), date.substr(8, 2), date.substr(0, 4));
}

std::string printed_number(double number, int decimals) {
  std::string digits = fmt::format("{:.{}f}", std::abs(number), decimals);
  for (std::size_t at = digits.find('.') == digits.npos ? digits.size() : digits.find('.'); at > 3; at -= 3)
    digits.insert(at - 3, ",");
  return number < 0 ? "-" + digits : digits;
}

std::string printed_amount(double amount, const RecordSet& currency) {
  const std::string number = printed_number(amount, static_cast<int>(currency.integer("decimal_places")));
  const std::string symbol = currency.text("symbol");
  return currency.text("position") == "after" ? number + " " + symbol : symbol + " " + number;
}

std::string printed_names(const RecordSet& records) {
  std::string out;
  for (const RecordSet& one : records) out += (out.empty() ? "" : ", ") + one.display_name();
  return out;
}

}  // namespace paridoo::addons::base
