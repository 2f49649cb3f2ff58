// What a case expects of a reply. A failure is thrown, and caught by whoever runs the cases: it never leaves the suite.
#pragma once

#include <stdexcept>
#include <string>

#include "src/odoo/protocol/codec.h"
#include "tools/contract/api_client.h"

namespace paridoo::contract_suite {

class CaseFailed : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

void expect(bool holds, const std::string& otherwise);
// `given` is the value that the message shows.
void expect_equal(const nlohmann::json& given, const nlohmann::json& wanted, const std::string& what);
// Amounts and quantities: equal to half a thousandth.
void expect_near(const nlohmann::json& given, double wanted, const std::string& what);

// The status, the form (application/json, a request id) and the schema of contracts/api of that name.
void expect_reply(const ApiReply& reply, int status, const std::string& schema);
// The code by which the API tells a refusal of the Odoo that it asks by this protocol: XML-RPC does not tell a
// constraint of a model from another refusal.
std::string code_over(odoo::Protocol protocol, const std::string& code);
// A refusal with this stable code, and, unless it is empty, this pointer.
void expect_refusal(const ApiReply& reply, int status, const std::string& code, const std::string& pointer = {});

}  // namespace paridoo::contract_suite
