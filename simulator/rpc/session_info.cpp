#include "simulator/rpc/session_info.h"

#include <charconv>

#include "simulator/addons/base/config_parameter.h"
#include "simulator/addons/base/users.h"
#include "simulator/orm/dispatch.h"
#include "simulator/orm/record_set.h"
#include "simulator/rpc/http_message.h"
#include "simulator/service/version.h"

namespace paridoo::rpc {

namespace {

using addons::base::has_group;
using orm::Dict;
using orm::Env;
using orm::RecordSet;
using orm::Value;

std::int64_t number_parameter(const Env& env, std::string_view key, std::int64_t fallback) {
  const std::string text = addons::base::config_parameter(env, key);
  std::int64_t number = fallback;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

Dict currencies(const Env& env) {
  Dict out;
  for (const RecordSet& currency : env.sudo()["res.currency"].search(orm::Domain::everything()))
    out.set(std::to_string(currency.id()), Dict{{"symbol", currency.text("symbol")},
                                                {"position", currency.text("position")},
                                                {"digits", orm::List{69, currency.integer("decimal_places")}}});
  return out;
}

Dict company_entry(const RecordSet& company, const RecordSet& allowed) {
  return {
      {"id", company.id()},
      {"name", company.text("name")},
      {"sequence", company.integer("sequence")},
      {"child_ids", (company["child_ids"] & allowed).ids()},
      {"parent_id", company["parent_id"]},
  };
}

Dict user_companies(const RecordSet& user) {
  const RecordSet allowed = user.sudo()["company_ids"];
  Dict entries;
  for (const RecordSet& company : allowed) entries.set(std::to_string(company.id()), company_entry(company, allowed));
  return {
      {"current_company", user["company_id"].id()},
      {"allowed_companies", std::move(entries)},
      {"disallowed_ancestor_companies", Dict{}},
  };
}

void add_for_internal_user(Dict& info, const RecordSet& user) {
  info.set("user_companies", user_companies(user));
  info.set("show_effect", true);
  info.set("display_switch_company_menu",
           has_group(user, "base.group_multi_company") && user.sudo()["company_ids"].size() > 1);
}

}  // namespace

Dict user_context(const Env& env) { return orm::call_kw(env, "res.users", "context_get", {}, {}).dict(); }

Dict session_info(const Env& env, std::string_view database) {
  const RecordSet user = env.user().sudo();
  const RecordSet partner = user["partner_id"];
  const bool internal = addons::base::is_internal(user);
  Dict info{
      {"uid", user.id()},
      {"is_system", has_group(user, "base.group_system")},
      {"is_admin", env.is_superuser() || has_group(user, "base.group_erp_manager")},
      {"is_public", has_group(user, "base.group_public")},
      {"is_internal_user", internal},
      {"user_context", user_context(env)},
      {"db", database},
      {"server_version", orm::name_of(env.series())},
      {"server_version_info", service::version_info(env.series())},
      {"support_url", "https://www.odoo.com/buy"},
      {"name", user.text("name")},
      {"username", user.text("login")},
      {"partner_write_date", partner.text("write_date")},
      {"partner_display_name", partner.display_name()},
      {"partner_id", partner.id()},
      {"web.base.url", addons::base::config_parameter(env, "web.base.url")},
      {"active_ids_limit", number_parameter(env, "web.active_ids_limit", 20000)},
      {"profile_session", Value()},
      {"profile_collectors", Value()},
      {"profile_params", Value()},
      {"max_file_upload_size", number_parameter(env, "web.max_file_upload_size", body_bytes_max)},
      {"currencies", currencies(env)},
      {"bundle_params", Dict{{"lang", user_context(env).get("lang")}}},
      {"test_mode", false},
  };
  if (internal) add_for_internal_user(info, user);
  return info;
}

}  // namespace paridoo::rpc
