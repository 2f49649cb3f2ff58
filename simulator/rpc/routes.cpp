#include "simulator/rpc/routes.h"

#include "simulator/rpc/endpoints.h"

namespace paridoo::rpc {

namespace {

constexpr auto json = RouteType::json_rpc;
constexpr auto json2 = RouteType::json2;
constexpr auto visitors = Audience::visitors;
constexpr auto users = Audience::users;
constexpr orm::In since_19{.since = orm::Series::v19};

const Route routes[] = {
    {.path = "/xmlrpc/<service>", .method = "POST", .keeps_session = false, .http = xmlrpc_first_version},
    {.path = "/xmlrpc/2/<service>", .method = "POST", .keeps_session = false, .http = xmlrpc_second_version},
    {.path = "/jsonrpc", .type = json, .keeps_session = false, .json = jsonrpc},
    {.path = "/json/2",
     .type = json2,
     .audience = visitors,
     .keeps_session = false,
     .json2 = json2_lost,
     .in = since_19},
    {.path = "/json/2/<path:call>",
     .type = json2,
     .audience = visitors,
     .keeps_session = false,
     .json2 = json2_call,
     .in = since_19},
    {.path = "/doc-bearer/<document>",
     .type = json2,
     .audience = visitors,
     .keeps_session = false,
     .json2 = api_document,
     .in = since_19},
    {.path = "/web/version", .http = version_page, .in = since_19},
    {.path = "/json/version", .http = version_page, .in = since_19},

    {.path = "/web/session/authenticate", .type = json, .json = session_authenticate},
    {.path = "/web/session/get_session_info", .type = json, .audience = users, .json = session_get_info},
    {.path = "/web/session/check", .type = json, .audience = users, .json = session_check},
    {.path = "/web/session/destroy", .type = json, .audience = users, .json = session_destroy},
    {.path = "/web/session/get_lang_list", .type = json, .json = session_lang_list},
    {.path = "/web/session/modules", .type = json, .audience = users, .json = session_modules},
    {.path = "/web/session/logout", .http = session_logout},

    {.path = "/web/dataset/call_kw",
     .type = json,
     .audience = users,
     .json = dataset_call_kw,
     .precheck = require_known_model},
    {.path = "/web/dataset/call_kw/<path:path>",
     .type = json,
     .audience = users,
     .json = dataset_call_kw,
     .precheck = require_known_model},
    {.path = "/web/dataset/call_button",
     .type = json,
     .audience = users,
     .json = dataset_call_button,
     .precheck = require_known_model},
    {.path = "/web/dataset/call_button/<path:path>",
     .type = json,
     .audience = users,
     .json = dataset_call_button,
     .precheck = require_known_model},

    {.path = "/web/webclient/version_info", .type = json, .json = webclient_version_info},
    {.path = "/web/database/list", .type = json, .json = database_list},
    {.path = "/web", .audience = users, .http = web_client},
    {.path = "/odoo", .audience = users, .http = web_client, .in = {.since = orm::Series::v18}},
    {.path = "/web/login", .http = login_page},
    {.path = "/web/content", .audience = visitors, .http = web_content},
    {.path = "/web/content/<path:rest>", .audience = visitors, .http = web_content},
    {.path = "/web/image", .audience = visitors, .http = web_image},
    {.path = "/web/image/<path:rest>", .audience = visitors, .http = web_image},
    {.path = "/web/hook/<rule>", .audience = visitors, .keeps_session = false, .http = web_hook},
    {.path = "/report/pdf/<path:report>", .audience = users, .http = report_pdf},
    {.path = "/web/health", .keeps_session = false, .http = health},

    // Odoo has these, and clients ask for them.
    {.path = "/web/session/account", .type = json, .audience = users, .json = call_not_simulated},
    {.path = "/web/dataset/resequence", .type = json, .audience = users, .json = call_not_simulated},
    {.path = "/web/action/load", .type = json, .audience = users, .json = call_not_simulated},
    {.path = "/web/action/run", .type = json, .audience = users, .json = call_not_simulated},
    {.path = "/web/database/<action>", .http = page_not_simulated},
    {.path = "/web/binary/<path:rest>", .http = page_not_simulated},
    {.path = "/web/export/<path:rest>", .http = page_not_simulated},
    {.path = "/report/<path:rest>", .http = page_not_simulated},
};

std::string_view without_trailing_slash(std::string_view path) {
  return path.size() > 1 && path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
}

std::optional<std::string> tail_of(std::string_view path, std::string_view pattern) {
  const auto variable = pattern.find('<');
  if (variable == std::string_view::npos) {
    if (path != pattern) return std::nullopt;
    return std::string();
  }
  const std::string_view tail = path.starts_with(pattern.substr(0, variable)) ? path.substr(variable) : "";
  const bool takes_segments = pattern.substr(variable).starts_with("<path:");
  if (tail.empty() || (!takes_segments && tail.find('/') != std::string_view::npos)) return std::nullopt;
  return std::string(tail);
}

}  // namespace

std::span<const Route> all_routes() { return routes; }

std::optional<RouteMatch> match(std::string_view path, orm::Series series) {
  const std::string_view asked = without_trailing_slash(path);
  for (const Route& route : routes) {
    if (!route.in.covers(series)) continue;
    if (auto tail = tail_of(asked, route.path)) return RouteMatch{.route = &route, .tail = std::move(*tail)};
  }
  return std::nullopt;
}

}  // namespace paridoo::rpc
