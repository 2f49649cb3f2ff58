#include "simulator/rpc/fault_response.h"

#include "simulator/rpc/json.h"
#include "simulator/rpc/jsonrpc.h"
#include "simulator/rpc/pages.h"

namespace paridoo::rpc {

namespace {

orm::Value id_of(const HttpRequest& request) {
  try {
    return parse_jsonrpc(parse_json(request.body)).id;
  } catch (const orm::Fault&) {
    return {};
  }
}

}  // namespace

HttpResponse fault_response(const HttpRequest& request, const orm::Fault& fault) {
  if (request.path.starts_with("/xmlrpc/2/")) return xmlrpc_second_version_fault(fault);
  if (request.path.starts_with("/xmlrpc/")) return xmlrpc_first_version_fault(fault);
  if (request.path.starts_with("/json/2/")) return json2_fault(fault);
  if (is_json(request)) return jsonrpc_error(id_of(request), fault, orm::Series::v18);
  return fault_page(request, fault, orm::Series::v18);
}

}  // namespace paridoo::rpc
