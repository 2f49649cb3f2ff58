#include <algorithm>
#include <array>
#include <string>

#include "simulator/addons/base/email.h"
#include "simulator/addons/base/models/res_partner.h"
#include "simulator/addons/base/partner.h"
#include "simulator/orm/registry.h"

namespace paridoo::addons::base::partner {

using namespace orm;

namespace {

std::string trimmed(const std::string& text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string type_label(const RecordSet& partner) {
  for (const auto& [value, label] : partner.model().at("type").facts->selection)
    if (value == partner.text("type")) return label;
  return {};
}

// An address without a name is called by its kind, but for a contact.
bool is_called_by_type(const RecordSet& partner) {
  static constexpr std::array<std::string_view, 3> types{"invoice", "delivery", "other"};
  return partner.text("name").empty() && std::ranges::count(types, partner.text("type")) > 0;
}

std::string complete_name_of(const RecordSet& partner) {
  std::string name = partner.text("name");
  const RecordSet parent = partner["parent_id"];
  if (partner.text("company_name").empty() && parent.empty()) return trimmed(name);
  if (is_called_by_type(partner)) name = type_label(partner);
  if (partner.flag("is_company")) return trimmed(name);
  const std::string company = partner.text("commercial_company_name");
  return trimmed((company.empty() ? parent.sudo().text("name") : company) + ", " + name);
}

// Without the blanks at the ends of lines.
std::string tidy_lines(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out.erase(out.find_last_not_of(" \t\r\n") + 1);
    out += c;
  }
  return out;
}

std::string on_one_line(const std::string& text) {
  std::string out;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string line = text.substr(start, end - start);
    if (!trimmed(line).empty()) out += (out.empty() ? "" : ", ") + line;
    start = end + 1;
  }
  return out;
}

std::string display_name_of(const RecordSet& partner) {
  const Env& env = partner.env();
  std::string name = complete_name_of(partner);
  if (env.context("show_address")) name += "\n" + display_address(partner, false);
  name = tidy_lines(name);
  if (env.context("partner_show_db_id")) name += " (" + std::to_string(partner.id()) + ")";
  if (env.context("address_inline")) name = on_one_line(name);
  if (const std::string email = partner.text("email"); !email.empty() && env.context("show_email"))
    name += " <" + email + ">";
  if (const std::string vat = partner.text("vat"); !vat.empty() && env.context("show_vat")) name += " \u2012 " + vat;
  return trimmed(name);
}

}  // namespace

void compute_complete_name(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("complete_name", complete_name_of(partner));
}

void compute_display_name(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("display_name", display_name_of(partner));
}

void compute_commercial_partner(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const RecordSet parent = partner["parent_id"];
    const bool own = partner.flag("is_company") || parent.empty();
    partner.set("commercial_partner_id", own ? partner : parent["commercial_partner_id"]);
  }
}

void compute_commercial_company_name(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const RecordSet commercial = partner["commercial_partner_id"];
    const std::string name = commercial.flag("is_company") ? commercial.text("name") : "";
    partner.set("commercial_company_name", name.empty() ? partner.value("company_name") : Value(name));
  }
}

void compute_email_formatted(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const std::string email = partner.text("email"), name = partner.text("name");
    std::string addresses;
    for (const std::string& one : normalized_emails(email)) addresses += (addresses.empty() ? "" : ",") + one;
    if (addresses.empty()) addresses = email;
    const std::string shown = format_email(name.empty() ? "False" : name, addresses);
    partner.set("email_formatted", addresses.empty() ? Value(false) : Value(shown));
  }
}

}  // namespace paridoo::addons::base::partner
