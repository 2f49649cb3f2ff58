// XML-RPC's texts: calls that come in, answers and faults that go out, as Python's xmlrpc.client reads and writes them.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "simulator/orm/value.h"

namespace paridoo::rpc {

struct XmlRpcCall {
  std::string method = {};
  orm::List params = {};
};

// Throws an xml_error Fault for what is not XML, a value_error or type_error for values that their type does not have,
// a recursion_error. Moments become Odoo's text form, base64 the text that it encodes.
XmlRpcCall parse_xmlrpc_call(std::string_view body);

// Throws a type_error Fault for None, wherever it stands ("cannot marshal None unless allow_none is enabled": clients
// look for these words), and an overflow_error for integers of more than 32 bits.
std::string dump_xmlrpc_response(const orm::Value& result);
// The first version of the protocol has texts as fault codes, the second integers.
std::string dump_xmlrpc_fault(const orm::Value& code, const std::string& text);

}  // namespace paridoo::rpc
