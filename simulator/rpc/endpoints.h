// What the rows of the route table do, a file a group.
#pragma once

#include "simulator/orm/value.h"
#include "simulator/rpc/exchange.h"

namespace paridoo::rpc {

// xmlrpc.cpp
HttpResponse xmlrpc_first_version(Exchange& exchange);
HttpResponse xmlrpc_second_version(Exchange& exchange);

// jsonrpc.cpp
orm::Value jsonrpc(Exchange& exchange, const orm::Dict& params);

// web_session.cpp
orm::Value session_authenticate(Exchange& exchange, const orm::Dict& params);
orm::Value session_get_info(Exchange& exchange, const orm::Dict& params);
orm::Value session_check(Exchange& exchange, const orm::Dict& params);
orm::Value session_destroy(Exchange& exchange, const orm::Dict& params);
orm::Value session_lang_list(Exchange& exchange, const orm::Dict& params);
orm::Value session_modules(Exchange& exchange, const orm::Dict& params);
HttpResponse session_logout(Exchange& exchange);

// json2.cpp
orm::Value json2_call(Exchange& exchange);
orm::Value json2_lost(Exchange& exchange);

// api_document.cpp
orm::Value api_document(Exchange& exchange);

// web_login.cpp
HttpResponse web_client(Exchange& exchange);
HttpResponse login_page(Exchange& exchange);

// web_content.cpp
HttpResponse web_content(Exchange& exchange);
HttpResponse web_image(Exchange& exchange);

// web_hook.cpp
HttpResponse web_hook(Exchange& exchange);

// report.cpp
HttpResponse report_pdf(Exchange& exchange);

// web_dataset.cpp
void require_known_model(Exchange& exchange);
orm::Value dataset_call_kw(Exchange& exchange, const orm::Dict& params);
orm::Value dataset_call_button(Exchange& exchange, const orm::Dict& params);

// web_server.cpp
orm::Value webclient_version_info(Exchange& exchange, const orm::Dict& params);
orm::Value database_list(Exchange& exchange, const orm::Dict& params);
HttpResponse health(Exchange& exchange);
HttpResponse version_page(Exchange& exchange);
// What Odoo serves there and Paridoo does not.
HttpResponse page_not_simulated(Exchange& exchange);
orm::Value call_not_simulated(Exchange& exchange, const orm::Dict& params);

}  // namespace paridoo::rpc
