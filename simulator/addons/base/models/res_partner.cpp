#include "simulator/addons/base/models/res_partner.h"

#include "simulator/addons/base/hierarchy.h"
#include "simulator/addons/base/models.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/hooks.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

std::string names_of(const RecordSet& users) {
  std::string out;
  for (const std::string& name : users.texts("display_name")) out += (out.empty() ? "" : ", ") + name;
  return out;
}

Dict action_show(const RecordSet& users) {
  Dict action{{"type", "ir.actions.act_window"}, {"res_model", "res.users"}, {"context", Dict{{"create", false}}}};
  if (users.size() > 1) {
    action.update({{"name", "Users"}, {"view_mode", "list,form"}, {"domain", List{List{"id", "in", users.ids()}}}});
  } else {
    action.update({{"view_mode", "form"}, {"res_id", users.id()}});
  }
  return action;
}

// Contacts of active users stay; who may mend that is led to the users.
void refuse_if_used_by_users(const RecordSet& partners, const std::string& what) {
  const RecordSet users = partners.sudo().env()["res.users"].search(term("partner_id", "in", partners.ids()));
  if (users.empty()) return;
  const std::string message =
      "Contacts of active users cannot be " + what + ": archive the users first. These are " + names_of(users) + ".";
  if (!has_group(partners.env().user(), "base.group_erp_manager")) throw validation_error(message);
  throw Fault(FaultKind::redirect_warning, message, {message, action_show(users), "Go to users"});
}

void check_recursion(const RecordSet& self) {
  if (has_cycle(self)) throw validation_error("A partner cannot be above itself in a hierarchy of partners.");
}

void check_name(const RecordSet& self) {
  for (const RecordSet& partner : self)
    if (partner.text("type") == "contact" && partner.value("name").is_none())
      throw BrokenCheck("Contacts require a name");
}

// The partner of a company belongs to that company, if to any.
void check_company(const RecordSet& self) {
  const RecordSet partners =
      self.filtered([](const RecordSet& partner) { return partner.flag("is_company") && partner["company_id"]; });
  const RecordSet companies = self.env()["res.company"].search(term("partner_id", "in", partners.ids()));
  for (const RecordSet& company : companies)
    if (!(company == company["partner_id"]["company_id"]))
      throw validation_error("The partner stands for another company than the one that it is assigned to.");
}

void check_barcode(const RecordSet& self) {
  for (const RecordSet& partner : self) {
    const std::string barcode = partner.text("barcode");
    if (!barcode.empty() && self.none().search_count(term("barcode", "=", barcode)) > 1)
      throw validation_error("Another partner has this barcode already.");
  }
}

Value default_tz(const RecordSet& model) {
  const Value& zone = model.env().context("tz");
  return zone.is_none() ? Value(false) : zone;
}

Value default_category(const RecordSet& model) {
  const Value& category = model.env().context("category_id");
  return category.is_integer() ? Value(List{command::set({category.integer()})}) : Value(List{});
}

Value default_company(const RecordSet& model) {
  const Value& parent = model.env().context("default_parent_id");
  return parent.is_integer() ? Value(model.browse(parent.integer())["company_id"]) : Value();
}

Dict prepared(Dict values) {
  if (const Value& website = values.get("website"); website.is_text() && !website.text().empty())
    values.set("website", partner::clean_website(website.text()));
  if (values.get("parent_id")) values.set("company_name", false);
  return values;
}

void take_lang_of_parent(const RecordSet& partner) {
  const RecordSet parent = partner["parent_id"];
  if (parent.empty()) return;
  const Env& env = partner.env();
  const Value own = parent.value("lang"), given = env.context("default_lang");
  partner.set("lang", own ? own : given ? given : env.context("lang"));
}

Value selection_lang(const RecordSet& self, const Arguments&) { return self.env()["res.lang"].call("get_installed"); }

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) one = prepared(std::move(one));
  const std::vector<Dict> given = values;
  const RecordSet partners = super(std::move(values));
  if (model.env().context(partner::only_this_partner)) return partners;
  for (std::size_t at = 0; at < given.size(); ++at) {
    const RecordSet partner = partners.at(at);
    partner::sync_fields(partner, given[at]);
    if (!model.env().since(Series::v19) && !given[at].contains("lang")) take_lang_of_parent(partner);
    partner::handle_first_contact(partner);
  }
  return partners;
}

// A user's partner keeps to the user's company.
void change_company(const RecordSet& self, const Value& company) {
  for (const RecordSet& partner : self) {
    const RecordSet companies = partner["user_ids"]["company_id"];
    const bool fits = companies.empty() || (companies.size() == 1 && Value(companies) == company);
    if (company && !fits) throw user_error("The company is not the one of the partner's users.");
    if (const RecordSet children = partner["child_ids"]) children.write({{"company_id", company}});
  }
}

void write(const RecordSet& self, Dict values, const WriteSuper& super) {
  if (self.env().context(partner::only_this_partner)) return super(self, std::move(values));
  if (values.get("active") == Value(false)) refuse_if_used_by_users(self, "archived");
  values = prepared(std::move(values));
  if (values.contains("company_id")) change_company(self, values.get("company_id"));
  super(self, values);
  for (const RecordSet& partner : self) partner::sync_fields(partner, values);
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  refuse_if_used_by_users(self, "deleted");
  super(self);
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> out = super(self, defaults);
  if (defaults.get("name")) return out;
  for (std::size_t at = 0; at < out.size(); ++at) out[at].set("name", self.at(at).text("name") + " (copy)");
  return out;
}

}  // namespace

Behaviour res_partner() {
  return {
      .model = "res.partner",
      .name_search_fields = {"complete_name", "email", "ref", "vat", "company_registry"},
      .defaults = {{"tz", default_tz}, {"category_id", default_category}, {"company_id", default_company}},
      .computes = {{{"complete_name"}, partner::compute_complete_name},
                   {{"display_name"}, partner::compute_display_name},
                   {{"commercial_partner_id"}, partner::compute_commercial_partner},
                   {{"commercial_company_name"}, partner::compute_commercial_company_name},
                   {{"email_formatted"}, partner::compute_email_formatted},
                   {{"contact_address"}, partner::compute_contact_address},
                   {{"lang"}, partner::compute_lang, In{.since = Series::v19}},
                   {{"same_vat_partner_id", "same_company_registry_partner_id"}, partner::compute_same_partner},
                   {{"vat_label"}, partner::compute_vat_label, In{.since = Series::v18}},
                   {{"company_registry_label"}, partner::compute_company_registry_label, In{.since = Series::v18}},
                   {{"company_type"}, partner::compute_company_type},
                   {{"is_public"}, partner::compute_is_public},
                   {{"partner_share"}, partner::compute_partner_share},
                   {{"tz_offset"}, partner::compute_tz_offset},
                   {{"active_lang_count"}, partner::compute_active_lang_count},
                   {{"self"}, partner::compute_self},
                   {{"user_id"}, partner::compute_user_id},
                   {{"avatar_1920"}, partner::compute_avatar_1920},
                   {{"avatar_1024"}, partner::compute_avatar_1024},
                   {{"avatar_512"}, partner::compute_avatar_512},
                   {{"avatar_256"}, partner::compute_avatar_256},
                   {{"avatar_128"}, partner::compute_avatar_128},
                   {{"main_user_id"}, partner::compute_main_user, In{.since = Series::v19}},
                   {{"type_address_label"}, partner::compute_type_address_label, In{.since = Series::v19}},
                   {{"application_statistics"}, partner::compute_application_statistics, In{.since = Series::v19}},
                   {{"company_registry_placeholder"},
                    partner::compute_company_registry_placeholder,
                    In{.since = Series::v19}}},
      .inverses = {{"company_type", partner::inverse_company_type}},
      .constraints = {{check_recursion, {"parent_id"}},
                      {check_name, {"name", "type"}},
                      {check_company, {"company_id"}},
                      {check_barcode, {"barcode"}}},
      .onchanges = partner::onchanges(),
      .methods = {model_method("name_create", "name", partner::name_create),
                  model_method("find_or_create", "email, assert_valid_email=False", partner::find_or_create),
                  {"address_get", "adr_pref=None", partner::address_get},
                  model_method("_selection_lang", "", selection_lang),
                  {"create_company", "", partner::create_company},
                  {"open_commercial_entity", "", partner::open_commercial_entity},
                  model_method("_commercial_fields", "", partner::commercial_fields),
                  model_method("_company_dependent_commercial_fields", "",
                               partner::company_dependent_commercial_fields)},
      .create = create,
      .write = write,
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::base
