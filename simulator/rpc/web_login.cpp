#include <fmt/format.h>

#include "simulator/orm/fault.h"
#include "simulator/orm/record_set.h"
#include "simulator/orm/text_parts.h"
#include "simulator/rpc/csrf.h"
#include "simulator/rpc/endpoints.h"
#include "simulator/rpc/login.h"
#include "simulator/rpc/pages.h"

namespace paridoo::rpc {

namespace {

using orm::Env;
using orm::Fault;
using orm::FaultKind;
using orm::Value;

constexpr orm::Id superuser = 1;

HttpResponse html(std::string_view title, std::string_view content) {
  return {.headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-cache"}},
          .body = fmt::format(
              "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"/><title>{}</title></head>\n"
              "<body>\n{}\n</body>\n</html>\n",
              orm::html_escaped(title), content)};
}

std::string home_of(const Exchange& exchange) { return exchange.series >= orm::Series::v18 ? "/odoo" : "/web"; }

std::string token_of(const Exchange& exchange) {
  return exchange.services.databases.open(exchange.database)
      ->run(superuser, {}, [&](const Env& env) -> Value { return csrf_token(env, exchange.session.id); })
      .text();
}

bool has_good_token(const Exchange& exchange, const Form& form) {
  const std::string token = value_of(form, "csrf_token");
  return exchange.services.databases.open(exchange.database)
      ->run(superuser, {}, [&](const Env& env) -> Value { return is_csrf_token(env, exchange.session.id, token); })
      .boolean();
}

HttpResponse login_form(const Exchange& exchange, const Form& form, std::string_view error) {
  const std::string alarm =
      error.empty() ? std::string() : fmt::format("<p class=\"alert alert-danger\" role=\"alert\">{}</p>\n", error);
  return html("Odoo", fmt::format(R"(<form class="oe_login_form" role="form" method="post" action="/web/login">
<input type="hidden" name="csrf_token" value="{}"/>
<input type="hidden" name="redirect" value="{}"/>
<label for="login">Email</label> <input type="text" name="login" id="login" value="{}" autocomplete="username"/>
<label for="password">Password</label> <input type="password" name="password" id="password"/>
{}<button type="submit">Log in</button>
</form>)",
                                  token_of(exchange), orm::html_escaped(value_of(form, "redirect")),
                                  orm::html_escaped(value_of(form, "login")), alarm));
}

HttpResponse submitted(Exchange& exchange, const Form& form) {
  if (!has_good_token(exchange, form)) return error_page(400, "Session expired (invalid CSRF token)");
  try {
    log_in(exchange, exchange.database, value_of(form, "login"), value_of(form, "password"));
  } catch (const Fault& fault) {
    if (fault.kind() != FaultKind::access_denied) throw;
    return login_form(exchange, form, "Wrong login/password");
  }
  const std::string wanted = value_of(form, "redirect");
  return redirect(wanted.starts_with('/') && !wanted.starts_with("//") ? wanted : home_of(exchange));
}

// A session of the database that the address names, which begins with this answer.
HttpResponse enter_database(Exchange& exchange, const std::string& database) {
  exchange.session = Session{.id = exchange.session.id, .database = database};
  exchange.session.changed = exchange.session.renewed = true;
  HttpResponse response = redirect(full_path(exchange.request));
  response.status = 302;
  return response;
}

}  // namespace

HttpResponse login_page(Exchange& exchange) {
  const Form form = form_of(exchange.request);
  const std::string wanted = value_of(form, "db");
  if (exchange.services.databases.contains(wanted) && wanted != exchange.database)
    return enter_database(exchange, wanted);
  if (exchange.database.empty()) return redirect("/web/database/selector");
  if (exchange.request.method == "POST") return submitted(exchange, form);
  const std::string target = value_of(form, "redirect");
  if (exchange.session.uid && !target.empty()) return redirect(target);
  return login_form(exchange, form, "");
}

// Where a login leads to: a page that says who is logged in, in place of Odoo's own client.
HttpResponse web_client(Exchange& exchange) {
  return html("Odoo", fmt::format("<p>Logged in to {} as {}.</p>", orm::html_escaped(exchange.database),
                                  orm::html_escaped(exchange.session.login)));
}

}  // namespace paridoo::rpc
