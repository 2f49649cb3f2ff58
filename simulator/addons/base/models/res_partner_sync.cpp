#include <algorithm>

#include "simulator/addons/base/models/res_partner.h"

namespace paridoo::addons::base::partner {

using namespace orm;

const std::vector<std::string_view> address_fields{"street", "street2", "zip", "city", "state_id", "country_id"};

namespace {

bool is_address_field(std::string_view name) { return std::ranges::count(address_fields, name) > 0; }

std::vector<std::string> names(const Value& list) {
  std::vector<std::string> out;
  for (const Value& name : list.list()) out.push_back(name.text());
  return out;
}

// As values to write.
Dict values_of(const RecordSet& partner, const auto& fields) {
  Dict out;
  for (const auto& name : fields) {
    const Field& field = partner.model().at(name);
    if (field.type() == FieldType::many2many)
      out.set(name, List{command::set(partner[name].ids())});
    else
      out.set(name, partner.value(name));
  }
  return out;
}

bool has_address(const RecordSet& partner) {
  return std::ranges::any_of(address_fields, [&](std::string_view name) { return bool(partner.value(name)); });
}

void write_address(const RecordSet& partners, const Dict& values) {
  Dict address;
  for (const Item& item : values)
    if (is_address_field(item.name)) address.set(item.name, item.value);
  if (!address.empty() && partners) partners.with_context({{std::string(only_this_partner), true}}).write(address);
}

void sync_commercial_to_children(const RecordSet& partner, const std::vector<std::string>& fields) {
  const RecordSet children =
      partner["child_ids"].filtered([](const RecordSet& child) { return !child.flag("is_company"); });
  for (const RecordSet& child : children) sync_commercial_to_children(child, fields);
  if (children && !fields.empty()) children.write(values_of(partner["commercial_partner_id"], fields));
}

// Values that each company has its own of; those of the current one are written already.
void sync_commercial_in_other_companies(const RecordSet& partner) {
  const std::vector<std::string> fields = names(partner.call("_company_dependent_commercial_fields"));
  if (fields.empty()) return;
  const RecordSet current = partner.env().company();
  for (const RecordSet& company : partner.sudo().env()["res.company"].search(Domain::everything())) {
    if (company == current) continue;
    const RecordSet there = partner.with_company(company);
    there.write(values_of(there["commercial_partner_id"], fields));
  }
}

void sync_commercial_from_company(const RecordSet& partner) {
  const RecordSet commercial = partner["commercial_partner_id"];
  if (commercial == partner) return;
  const std::vector<std::string> fields = names(partner.call("_commercial_fields"));
  partner.write(values_of(commercial, fields));
  sync_commercial_in_other_companies(partner);
  sync_commercial_to_children(partner, fields);
}

void sync_from_parent(const RecordSet& partner, const Dict& values) {
  const bool becomes_contact = values.get("type") == Value("contact");
  const bool has_new_parent(values.get("parent_id"));
  if (!has_new_parent && !becomes_contact) return;
  if (has_new_parent) sync_commercial_from_company(partner.sudo());
  const RecordSet parent = partner["parent_id"];
  if (parent && partner.text("type") == "contact" && has_address(parent))
    write_address(partner, values_of(parent, address_fields));
}

void sync_to_children(const RecordSet& partner, const Dict& values) {
  const RecordSet children = partner["child_ids"];
  if (children.empty()) return;
  if (partner["commercial_partner_id"] == partner) {
    std::vector<std::string> changed = names(partner.call("_commercial_fields"));
    std::erase_if(changed, [&](const std::string& name) { return !values.contains(name); });
    sync_commercial_to_children(partner.sudo(), changed);
  }
  write_address(children.where("type", "=", "contact"), values);
}

}  // namespace

Value commercial_fields(const RecordSet&, const Arguments&) { return List{"vat", "company_registry", "industry_id"}; }

Value company_dependent_commercial_fields(const RecordSet& self, const Arguments&) {
  List out;
  for (const std::string& name : names(self.call("_commercial_fields")))
    if (self.model().at(name).facts->company_dependent) out.push_back(name);
  return out;
}

void sync_fields(const RecordSet& partner, const Dict& values) {
  sync_from_parent(partner, values);
  sync_to_children(partner, values);
}

void handle_first_contact(const RecordSet& partner) {
  const RecordSet parent = partner["parent_id"];
  if (parent.empty()) return;
  const bool on_top = parent.flag("is_company") || parent["parent_id"].empty();
  if (on_top && has_address(partner) && !has_address(parent) && parent["child_ids"].size() == 1)
    write_address(parent, values_of(partner, address_fields));
}

}  // namespace paridoo::addons::base::partner
