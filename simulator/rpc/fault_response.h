// A Fault as an answer to a request that did not come as far as its protocol.
#pragma once

#include "simulator/orm/facts.h"
#include "simulator/orm/fault.h"
#include "simulator/rpc/http_message.h"

namespace paridoo::rpc {

// In the protocol of the request's path: XML-RPC, JSON-2, JSON-RPC, or a page.
HttpResponse fault_response(const HttpRequest& request, const orm::Fault& fault);

// json2_answer.cpp, xmlrpc.cpp: as that protocol renders it.
HttpResponse json2_fault(const orm::Fault& fault);
HttpResponse xmlrpc_first_version_fault(const orm::Fault& fault);
HttpResponse xmlrpc_second_version_fault(const orm::Fault& fault);

}  // namespace paridoo::rpc
