// The models whose records have an alias: it is made, written and deleted with its record. Those that inherit from
// mail.alias always have one, others once it is given a name.
#include <algorithm>
#include <array>

#include "simulator/addons/mail/alias.h"
#include "simulator/addons/mail/models.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

bool is_of_alias(std::string_view field) { return field.starts_with("alias_") && field != "alias_id"; }

bool may_be_written(std::string_view field) {
  constexpr std::array<std::string_view, 5> fields = {"alias_domain_id", "alias_name", "alias_contact",
                                                      "alias_defaults", "alias_bounced_content"};
  return std::ranges::count(fields, field) > 0;
}

bool always_has_alias(const Model& model) {
  return std::ranges::any_of(model.inherits, [](const auto& row) { return row.first->name == "mail.alias"; });
}

// Takes those values out that the alias is to have.
template <class Wanted>
Dict taken_out(Dict& values, Wanted wanted) {
  Dict out, kept;
  for (const Item& item : values) (wanted(item.name) ? out : kept).set(item.name, item.value);
  values = std::move(kept);
  return out;
}

RecordSet company_of(const RecordSet& model, const Dict& values) {
  const Value& given = values.get("company_id");
  const RecordSet usual = model.env().company();
  return given.is_integer() ? usual.browse(given.integer()) : usual;
}

Id new_alias(const RecordSet& model, Dict& values) {
  Dict of_alias = taken_out(values, is_of_alias);
  of_alias.update(alias_values(model.none()));
  if (!of_alias.contains("alias_domain_id"))
    of_alias.set("alias_domain_id", company_of(model, values).sudo()["alias_domain_id"]);
  return model.env().sudo()["mail.alias"].create(std::move(of_alias)).id();
}

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) {
    if (const Value name = one.get("alias_name"); name.is_text()) one.set("alias_name", sanitized_alias(name.text()));
    if (!one.get("alias_id") && (always_has_alias(model.model()) || one.get("alias_name")))
      one.set("alias_id", new_alias(model, one));
  }
  const RecordSet made = super(std::move(values));
  for (const RecordSet& record : made)
    if (const RecordSet alias = record.sudo()["alias_id"]) alias.write(alias_values(record));
  return made;
}

void make_missing(const RecordSet& self, const std::string& name) {
  for (const RecordSet& record : self) {
    if (record.sudo()["alias_id"]) continue;
    Dict values = alias_values(record);
    values.set("alias_name", sanitized_alias(name));
    record.set("alias_id", record.env().sudo()["mail.alias"].create(std::move(values)));
  }
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (const Value name = values.get("alias_name"); name.is_text() && !name.text().empty())
    make_missing(self, name.text());
  const Dict of_alias = taken_out(values, may_be_written);
  if (!values.empty() || of_alias.empty()) super(self, std::move(values));
  const RecordSet aliases = self.sudo()["alias_id"];
  if (!of_alias.empty() && aliases) aliases.write(of_alias);
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  const RecordSet aliases = self.sudo()["alias_id"];
  super(self);
  if (aliases) aliases.unlink();
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> copies = super(self, defaults);
  for (Dict& copy : copies)
    taken_out(copy, [](std::string_view field) { return is_of_alias(field) && !may_be_written(field); });
  return copies;
}

Value creation_values(const RecordSet& self, const Arguments&) {
  return Dict{{"alias_parent_thread_id", self.empty() ? Value(false) : Value(self.id())},
              {"alias_parent_model_id", id_of_model(self.env(), self.model().name)}};
}

void compute_email(const RecordSet& self) {
  for (const RecordSet& record : self) {
    const std::string name = record.text("alias_name"), domain = record.text("alias_domain");
    record.set("alias_email", name.empty() || domain.empty() ? Value(false) : Value(name + "@" + domain));
  }
}

Domain search_email(const RecordSet&, std::string_view comparison, const Value& operand) {
  return term("alias_id.alias_full_name", std::string(comparison), operand);
}

}  // namespace

Behaviour mail_alias_mixin() {
  return {
      .mixin_marker = "alias_email",
      .computes = {{{"alias_email"}, compute_email}},
      .searches = {{"alias_email", search_email}},
      .methods = {{"_alias_get_creation_values", "", creation_values}},
      .create = create,
      .write = write,
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::mail
