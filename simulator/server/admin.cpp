#include "simulator/server/admin.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <optional>

#include "simulator/orm/clock.h"
#include "simulator/orm/fault.h"
#include "simulator/rpc/json.h"
#include "simulator/server/admin_asked.h"
#include "simulator/server/iso_moment.h"

namespace paridoo::server {

namespace {

using orm::Dict;
using orm::Value;
using rpc::HttpRequest;
using rpc::HttpResponse;

HttpResponse health(Asked& asked) {
  return answer(Dict{
      {"status", "pass"},
      {"series", orm::name_of(asked.services.series)},
      {"databases", asked.services.databases.names().size()},
  });
}

std::size_t last_asked_for(std::string_view query) {
  constexpr std::string_view name = "last=";
  std::size_t last = std::numeric_limits<std::size_t>::max();
  if (query.starts_with(name)) std::from_chars(query.data() + name.size(), query.data() + query.size(), last);
  return last;
}

HttpResponse read_journal(Asked& asked) { return answer(asked.journal.report(last_asked_for(asked.request.query))); }

HttpResponse clear_journal(Asked& asked) {
  asked.journal.clear();
  return answer(Dict{});
}

HttpResponse read_clock(Asked& asked) {
  return answer(Dict{{"now", orm::format_moment(asked.services.databases.clock()())}});
}

HttpResponse set_clock(Asked& asked) {
  const Dict body = asked.body();
  if (!body.contains("now")) return refusal(400, "say {\"now\": \"2026-11-22 12:00:00\"}");
  const Value& now = body.get("now");
  const auto moment = now.is_text() ? parse_iso_moment(now.text()) : std::nullopt;
  if (!moment && !now.is_none()) return refusal(400, "now is no moment like 2026-11-22 12:00:00");
  service::Databases& databases = asked.services.databases;
  databases.set_clock(moment ? orm::clock_from(*moment) : orm::system_clock());
  return answer(Dict{{"now", orm::format_moment(databases.clock()())}, {"jobs", run_jobs_everywhere(databases)}});
}

HttpResponse read_faults(Asked& asked) { return answer(asked.faults.report()); }

HttpResponse set_fault(Asked& asked) {
  asked.faults.set(asked.name, asked.body());
  return read_faults(asked);
}

HttpResponse clear_fault(Asked& asked) {
  if (!asked.faults.clear(asked.name)) return refusal(404, "that fault is not on");
  return read_faults(asked);
}

HttpResponse clear_faults(Asked& asked) {
  asked.faults.clear();
  return read_faults(asked);
}

HttpResponse reset_database(Asked& asked) {
  asked.services.databases.reset(asked.name);
  return answer(Dict{{"database", asked.name}});
}

struct AdminRoute {
  std::string_view method;
  std::string_view path;    // behind the prefix; a name may stand between this
  std::string_view suffix;  // and this
  HttpResponse (*serve)(Asked&);
};

constexpr std::string_view any_name = "*";  // as a suffix: the path ends with the name

constexpr AdminRoute admin_routes[] = {
    {"GET", "health", "", health},
    {"GET", "journal", "", read_journal},
    {"DELETE", "journal", "", clear_journal},
    {"GET", "clock", "", read_clock},
    {"PUT", "clock", "", set_clock},
    {"GET", "databases", "", list_databases},
    {"POST", "databases", "", create_database},
    {"POST", "databases/", "/reset", reset_database},
    {"POST", "databases/", "/jobs", run_jobs},
    {"POST", "databases/", "/api_keys", create_api_key},
    {"DELETE", "databases/", "/api_keys", revoke_api_key},
    {"GET", "faults", "", read_faults},
    {"DELETE", "faults", "", clear_faults},
    {"PUT", "faults/", any_name, set_fault},
    {"DELETE", "faults/", any_name, clear_fault},
};

// What stands between path and suffix; empty where nothing may stand there, or nothing of the kind is asked for.
std::optional<std::string> matched_name(const AdminRoute& route, std::string_view path) {
  if (route.suffix == any_name) {
    const bool matches = path.starts_with(route.path) && path.size() > route.path.size();
    return matches ? std::optional<std::string>(path.substr(route.path.size())) : std::nullopt;
  }
  if (route.suffix.empty()) return path == route.path ? std::optional<std::string>("") : std::nullopt;
  if (!path.starts_with(route.path) || !path.ends_with(route.suffix)) return std::nullopt;
  if (path.size() <= route.path.size() + route.suffix.size()) return std::nullopt;
  return std::string(path.substr(route.path.size(), path.size() - route.path.size() - route.suffix.size()));
}

HttpResponse serve_matched(Asked& asked) {
  const std::string_view path = std::string_view(asked.request.path).substr(admin_prefix.size());
  bool known_path = false;
  for (const AdminRoute& route : admin_routes) {
    const auto name = matched_name(route, path);
    known_path = known_path || name;
    if (!name || route.method != asked.request.method) continue;
    asked.name = *name;
    return route.serve(asked);
  }
  return known_path ? refusal(405, "not that method") : refusal(404, "the admin API has no such path");
}

}  // namespace

HttpResponse serve_admin(const HttpRequest& request, const Administered& administered) {
  Asked asked{.request = request,
              .services = administered.services,
              .journal = administered.journal,
              .faults = administered.faults};
  try {
    return serve_matched(asked);
  } catch (const orm::Fault& fault) {
    return refusal(fault.kind() == orm::FaultKind::operational_error ? 404 : 400, fault.what());
  }
}

}  // namespace paridoo::server
