// What pages of the web share: forms that come in, errors that go out as pages.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "simulator/orm/facts.h"
#include "simulator/orm/fault.h"
#include "simulator/rpc/exchange.h"
#include "simulator/rpc/http_message.h"

namespace paridoo::rpc {

using Form = std::map<std::string, std::string, std::less<>>;

// What stands in the query and in a URL-encoded body; the body wins.
Form form_of(const HttpRequest& request);
// A value of the form; empty if there is none.
std::string value_of(const Form& form, std::string_view name);
// For the query of an address.
std::string percent_encoded(std::string_view text);
// Path and query as the client asked for them.
std::string full_path(const HttpRequest& request);

// What a Fault comes to on a page: the way to the login, or an error page with the status that the series gives it.
HttpResponse fault_page(const HttpRequest& request, const orm::Fault& fault, orm::Series series);

// The user of the session, or the public one.
orm::Id visitor(const Exchange& exchange);

}  // namespace paridoo::rpc
