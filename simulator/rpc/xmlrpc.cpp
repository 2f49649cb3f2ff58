#include "simulator/orm/fault.h"
#include "simulator/rpc/endpoints.h"
#include "simulator/rpc/exception_text.h"
#include "simulator/rpc/fault_response.h"
#include "simulator/rpc/xmlrpc_codec.h"
#include "simulator/service/services.h"

namespace paridoo::rpc {

namespace {

using orm::Fault;
using orm::FaultKind;

// Numbers that clients know by heart.
constexpr int code_any = 1;
constexpr int code_warning = 2;
constexpr int code_access_denied = 3;
constexpr int code_access_error = 4;

HttpResponse xml_response(std::string body) {
  return {.headers = {{"Content-Type", "text/xml; charset=utf-8"}}, .body = std::move(body)};
}

std::string call(Exchange& exchange) {
  const XmlRpcCall call = parse_xmlrpc_call(exchange.request.body);
  return dump_xmlrpc_response(service::dispatch(exchange.services, exchange.tail, call.method, call.params));
}

// The fault code is a text, which may hold the whole message.
std::string first_version_fault(const Fault& fault) {
  const auto warning = [&](const std::string& name) {
    return dump_xmlrpc_fault("warning -- " + name + "\n\n" + str_of(fault), "");
  };
  switch (fault.kind()) {
    case FaultKind::redirect_warning: return warning("Warning");
    case FaultKind::missing_error: return warning("MissingError");
    case FaultKind::access_error: return warning("AccessError");
    case FaultKind::access_denied: return dump_xmlrpc_fault("AccessDenied", str_of(fault));
    case FaultKind::user_error:
    case FaultKind::validation_error: return warning("UserError");
    default: return dump_xmlrpc_fault(message_of(fault), traceback_of(fault));
  }
}

std::string second_version_fault(const Fault& fault) {
  switch (fault.kind()) {
    case FaultKind::redirect_warning:
    case FaultKind::missing_error:
    case FaultKind::user_error:
    case FaultKind::validation_error: return dump_xmlrpc_fault(code_warning, str_of(fault));
    case FaultKind::access_error: return dump_xmlrpc_fault(code_access_error, str_of(fault));
    case FaultKind::access_denied: return dump_xmlrpc_fault(code_access_denied, str_of(fault));
    default: return dump_xmlrpc_fault(code_any, traceback_of(fault));
  }
}

}  // namespace

HttpResponse xmlrpc_first_version_fault(const Fault& fault) { return xml_response(first_version_fault(fault)); }
HttpResponse xmlrpc_second_version_fault(const Fault& fault) { return xml_response(second_version_fault(fault)); }

HttpResponse xmlrpc_first_version(Exchange& exchange) {
  try {
    return xml_response(call(exchange));
  } catch (const Fault& fault) {
    return xmlrpc_first_version_fault(fault);
  }
}

HttpResponse xmlrpc_second_version(Exchange& exchange) {
  try {
    return xml_response(call(exchange));
  } catch (const Fault& fault) {
    return xmlrpc_second_version_fault(fault);
  }
}

}  // namespace paridoo::rpc
