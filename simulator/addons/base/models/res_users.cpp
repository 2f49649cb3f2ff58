#include "simulator/addons/base/models/res_users.h"

#include <algorithm>
#include <array>

#include "simulator/addons/base/models.h"
#include "simulator/addons/base/models/res_partner.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/fault.h"
#include "simulator/orm/search_by_value.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::addons::base {

using namespace orm;

namespace {

constexpr Id superuser = 1;

void compute_signature(const RecordSet& self) {
  for (const RecordSet& user : self) {
    const std::string name = user.text("name");
    const bool given = !user.text("signature").empty() || name.empty();
    user.set("signature", given ? user.value("signature") : Value("<p>--<br>" + html_escaped(name) + "</p>"));
  }
}

void compute_share(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("share", !is_internal(user));
}

void compute_companies_count(const RecordSet& self) {
  const std::int64_t count = self.sudo().env()["res.company"].search_count(Domain::everything());
  for (const RecordSet& user : self) user.set("companies_count", count);
}

// The seed leaves out rules of models that the facts do not know: groups still name them.
RecordSet rules_of(const RecordSet& groups) {
  return groups.with_context({{"active_test", false}})["rule_groups"].exists().filtered("active");
}

void compute_counts(const RecordSet& self) {
  for (const RecordSet& user : self) {
    const RecordSet groups = groups_of(user.sudo());
    user.set("accesses_count", groups["model_access"].size());
    user.set("rules_count", rules_of(groups).size());
    user.set("groups_count", groups.size());
  }
}

void compute_all_group_ids(const RecordSet& self) {
  for (const RecordSet& user : self) user.set("all_group_ids", groups_of(user.sudo()).ids());
}

void compute_user_group_warning(const RecordSet& self) {
  if (self.env().context("show_user_group_warning")) throw not_simulated("res.users.user_group_warning");
  for (const RecordSet& user : self) user.set("user_group_warning", false);
}

void check_company(const RecordSet& self) {
  for (const RecordSet& user : self.filtered("active"))
    if (!user["company_ids"].contains(user["company_id"]))
      throw validation_error("The company of " + user.text("name") + " is not among the companies allowed to them.");
}

Value default_company(const RecordSet& model) { return model.env().company(); }
Value default_companies(const RecordSet& model) { return List{command::set(model.env().company().ids())}; }

RecordSet create(const RecordSet& model, std::vector<Dict> values, const CreateSuper& super) {
  for (Dict& one : values) {
    one = user::without_reified(model, one);
    const bool spreads = !model.env().since(Series::v19);
    if (spreads && one.contains("groups_id")) one.set("groups_id", user::with_implied(model, one.get("groups_id")));
  }
  const RecordSet users = super(std::move(values));
  for (const RecordSet& user : users) {
    const RecordSet partner = user["partner_id"];
    if (partner["company_id"]) partner.set("company_id", user["company_id"]);
    if (partner.flag("active") != user.flag("active")) partner.set("active", user.flag("active"));
  }
  user::follow_companies(users);
  return users;
}

void refuse_activation(const RecordSet& self, const Value& active) {
  if (active && self.contains(superuser)) throw user_error("The superuser cannot be activated.");
  if (active == Value(false) && self.contains(self.env().uid()))
    throw user_error("You cannot deactivate the user that you are logged in as.");
}

void follow_company(const RecordSet& users) {
  for (const RecordSet& user : users) {
    const RecordSet partner = user["partner_id"];
    if (partner["company_id"] && !(partner["company_id"] == user["company_id"]))
      partner.write({{"company_id", user["company_id"]}});
  }
}

// What everybody may write of themselves, whatever their rights.
bool is_own_affair(const RecordSet& self, const Dict& values) {
  constexpr std::array<std::string_view, 10> own = {"signature",   "action_id",        "company_id", "email",
                                                    "name",        "image_1920",       "lang",       "tz",
                                                    "api_key_ids", "notification_type"};
  return self.ids() == Ids{self.env().uid()} && !values.empty() &&
         std::ranges::all_of(values, [&](const Item& item) { return std::ranges::find(own, item.name) != own.end(); });
}

void write(const RecordSet& given, Dict values, const WriteSuper& super) {
  const bool is_own = is_own_affair(given, values);
  const RecordSet self = is_own ? given.sudo() : given;
  if (const Value& company = values.get("company_id");
      is_own && company.is_integer() && !self["company_ids"].contains(company.integer()))
    values.erase("company_id");
  const Value& active = values.get("active");
  if (values.contains("active")) refuse_activation(self, active);
  if (active)
    for (const RecordSet& user : self)
      if (!user["partner_id"].flag("active")) user["partner_id"].write({{"active", true}});
  values = user::without_reified(self, values);
  if (values.get("groups_id"))
    user::write_groups(self, values, super);
  else
    super(self, values);
  if (values.contains("company_id")) follow_company(self);
  if (values.contains("company_ids")) user::follow_companies(self);
}

void unlink(const RecordSet& self, const UnlinkSuper& super) {
  for (const std::string_view kept :
       {"base.user_root", "base.user_admin", "base.default_user", "base.template_portal_user_id"})
    if (const auto user = self.env().find_ref(kept); user && self.contains(user->id()))
      throw user_error("The user " + user->sudo().text("login") + " is needed by the system and cannot be deleted.");
  // The contacts that change with a deleted user name who deleted them, and the database refuses a user who is gone.
  if (!self.env().is_superuser() && self.contains(self.env().uid()))
    throw validation_error("Contacts (res.partner) still name the user who changed them last (write_uid).");
  super(self);
}

std::vector<Dict> copy_data(const RecordSet& self, const Dict& defaults, const CopyDataSuper& super) {
  std::vector<Dict> out = super(self, defaults);
  for (std::size_t at = 0; at < out.size(); ++at) {
    const RecordSet user = self.at(at);
    if (!defaults.contains("name") && !defaults.contains("partner_id"))
      out[at].set("name", user.text("name") + " (copy)");
    if (!defaults.contains("login")) out[at].set("login", user.text("login") + " (copy)");
  }
  return out;
}

}  // namespace

Behaviour res_users() {
  return {
      .model = "res.users",
      .inherits = {{"res.partner", "partner_id"}},
      .shared_relations = {{"groups_id", "res.groups", "users", In{.until = Series::v18}},
                           {"group_ids", "res.groups", "user_ids", In{.since = Series::v19}},
                           {"company_ids", "res.company", "user_ids"}},
      .defaults = {{"groups_id", user::default_groups, In{.until = Series::v18}},
                   {"group_ids", user::default_groups, In{.since = Series::v19}},
                   {"company_id", default_company},
                   {"company_ids", default_companies}},
      .computes = {{{"password", "new_password"}, user::compute_password},
                   {{"signature"}, compute_signature},
                   {{"share"}, compute_share},
                   {{"companies_count"}, compute_companies_count},
                   {{"tz_offset"}, partner::compute_tz_offset},
                   {{"login_date"}, user::compute_login_date},
                   {{"res_users_settings_id"}, user::compute_settings},
                   {{"resource_calendar_id"}, user::compute_calendar},
                   {{"view_group_hierarchy"}, user::compute_group_hierarchy, In{.since = Series::v19}},
                   {{"role"}, user::compute_role, In{.since = Series::v19}},
                   {{"email_domain_placeholder"}, user::compute_email_placeholder, In{.since = Series::v19}},
                   {{"accesses_count", "rules_count", "groups_count"}, compute_counts},
                   {{"user_group_warning"}, compute_user_group_warning, In{.until = Series::v18}},
                   {{"all_group_ids"}, compute_all_group_ids, In{.since = Series::v19}}},
      .inverses = {{"password", user::inverse_password}, {"new_password", user::inverse_new_password}},
      .searches = {{"res_users_settings_id", user::search_settings},
                   {"all_group_ids", by_value<"all_group_ids">, In{.since = Series::v19}}},
      .constraints = {{check_company, {"company_id", "company_ids", "active"}},
                      {user::check_one_type, {"groups_id"}, In{.until = Series::v18}},
                      {user::check_one_type, {"group_ids"}, In{.since = Series::v19}}},
      .unique = {{{"login"}, "There is a user with this login already."}},
      .methods = {{"read", "fields=None, load='_classic_read'", user::read},
                  model_method("search_read", "domain=None, fields=None, offset=0, limit=None, order=None, **kwargs",
                               user::search_read),
                  model_method("default_get", "fields_list", user::default_get, In{.until = Series::v18}),
                  model_method("name_search", "name='', args=None, operator='ilike', limit=100", user::name_search),
                  model_method("context_get", "", user::context_get),
                  model_method("change_password", "old_passwd, new_passwd", user::change_password),
                  {"has_group", "group_ext_id", user::call_has_group, In{.since = Series::v18}},
                  model_method("has_group", "group_ext_id", user::call_has_group, In{.until = Series::v17}),
                  {"has_groups", "group_spec", user::call_has_groups}},
      .create = create,
      .write = write,
      .unlink = unlink,
      .copy_data = copy_data,
  };
}

}  // namespace paridoo::addons::base
