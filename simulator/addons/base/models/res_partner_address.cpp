#include <deque>
#include <map>
#include <set>
#include <string>

#include "simulator/addons/base/models/res_partner.h"
#include "simulator/addons/base/partner.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

constexpr std::string_view usual_format = "%(street)s\n%(street2)s\n%(city)s %(state_code)s %(zip)s\n%(country_name)s";

std::string address_part(const RecordSet& partner, std::string_view key) {
  if (key == "state_code") return partner["state_id"].text("code");
  if (key == "state_name") return partner["state_id"].text("name");
  if (key == "country_code") return partner["country_id"].text("code");
  if (key == "country_name") return partner["country_id"].text("name");
  const bool known = key == "street" || key == "street2" || key == "zip" || key == "city";
  return known ? partner.text(key) : "";
}

// A depth-first walk below a partner that stops at companies.
struct Walk {
  const std::set<std::string>& wanted;
  std::map<std::string, Id> found = {};
  std::set<Id> visited = {};

  bool complete() const { return found.size() == wanted.size(); }

  void below(const RecordSet& start) {
    std::deque<RecordSet> to_scan{start};
    while (!to_scan.empty() && !complete()) {
      const RecordSet partner = to_scan.front();
      to_scan.pop_front();
      visited.insert(partner.id());
      if (const std::string type = partner.text("type"); wanted.contains(type)) found.emplace(type, partner.id());
      const RecordSet open = partner["child_ids"].filtered(
          [&](const RecordSet& child) { return !visited.contains(child.id()) && !child.flag("is_company"); });
      for (const RecordSet& child : open.reversed()) to_scan.push_front(child);
    }
  }
};

std::map<std::string, Id> addresses_of(const RecordSet& partners, std::set<std::string> wanted) {
  wanted.insert("contact");
  Walk walk{.wanted = wanted};
  for (const RecordSet& partner : partners) {
    for (RecordSet current = partner; !current.empty() && !walk.complete(); current = current["parent_id"]) {
      walk.below(current);
      if (current.flag("is_company")) break;
    }
  }
  const auto contact = walk.found.find("contact");
  const Id otherwise = contact != walk.found.end() ? contact->second : partners.empty() ? 0 : partners.id();
  for (const std::string& type : wanted) walk.found.emplace(type, otherwise);
  return walk.found;
}

}  // namespace

std::string display_address(const RecordSet& partner, bool with_company) {
  const std::string of_country = partner["country_id"].text("address_format");
  const std::string company = with_company ? partner.text("commercial_company_name") : "";
  std::string out = company.empty() ? "" : company + "\n";
  std::string_view rest = of_country.empty() ? usual_format : std::string_view(of_country);
  for (std::size_t open; (open = rest.find("%(")) != rest.npos;) {
    const std::size_t close = std::min(rest.find(")s", open), rest.size() - 2);
    out += rest.substr(0, open);
    out += address_part(partner, rest.substr(open + 2, close - open - 2));
    rest.remove_prefix(close + 2);
  }
  return out.append(rest);
}

RecordSet address_of(const RecordSet& partner, std::string_view type) {
  return partner.browse(addresses_of(partner, {std::string(type)}).at(std::string(type)));
}

namespace partner {

void compute_contact_address(const RecordSet& self) {
  for (const RecordSet& partner : self) partner.set("contact_address", display_address(partner, true));
}

Value address_get(const RecordSet& self, const Arguments& arguments) {
  std::set<std::string> wanted;
  if (const Value& types = arguments["adr_pref"]; types.is_list())
    for (const Value& type : types.list())
      if (type.is_text()) wanted.insert(type.text());
  Dict out;
  for (const auto& [type, id] : addresses_of(self, wanted)) out.set(type, id ? Value(id) : Value(false));
  return out;
}

}  // namespace partner

}  // namespace paridoo::addons::base
