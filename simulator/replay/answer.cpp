#include "simulator/replay/answer.h"

#include "simulator/rpc/json.h"
#include "simulator/rpc/xmlrpc_codec.h"

namespace paridoo::replay {

namespace {

using orm::Dict;
using orm::Value;

std::string filled(std::string text, const RecordedExchange& recorded, const Captured& captured) {
  Captured values = captured;
  values["{version}"] = recorded.series;
  for (const auto& [name, value] : values)
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + value.size()))
      text.replace(at, name.size(), value);
  return text;
}

// Of an error the recording keeps the code, the message and the exception's name.
Value whole_error(const Dict& error) {
  return Dict{{"code", error.get("code")},
              {"message", error.get("message")},
              {"data", Dict{{"name", error.get("name")},
                            {"debug", ""},
                            {"message", ""},
                            {"arguments", orm::List{}},
                            {"context", Dict{}}}}};
}

std::string described_json(const Dict& answer) {
  Value json = answer.get("json");
  if (json.is_dict() && json.dict().get("error").is_dict())
    json.dict().set("error", whole_error(json.dict().get("error").dict()));
  return rpc::dump_json(json);
}

std::string described_body(const Dict& answer, int status) {
  if (const Value* params = answer.find("params"); params && params->is_list() && !params->list().empty())
    return rpc::dump_xmlrpc_response(params->list().front());
  if (const Value* fault = answer.find("fault")) return rpc::dump_xmlrpc_fault(*fault, "");
  if (answer.contains("json")) return described_json(answer);
  return rpc::error_page(status, "").body;
}

rpc::HttpResponse described(const RecordedExchange& recorded, const Captured& captured, int status) {
  const Value& type = recorded.answer.get("type");
  rpc::HttpResponse response{.status = status,
                             .body = filled(described_body(recorded.answer, status), recorded, captured)};
  response.headers.push_back({"Content-Type", (type.is_text() ? type.text() : "text/plain") + "; charset=utf-8"});
  if (recorded.answer.get("cookie"))
    response.headers.push_back({"Set-Cookie", "session_id=" + std::string(40, 'a') + "; HttpOnly; Path=/"});
  return response;
}

}  // namespace

rpc::HttpResponse answer_of(const RecordedExchange& recorded, const Captured& captured) {
  const Dict& answer = recorded.answer;
  const int status = answer.get("status").is_integer() ? static_cast<int>(answer.get("status").integer()) : 200;
  const Value& body = answer.get("body");
  if (!body.is_text()) return described(recorded, captured, status);
  rpc::HttpResponse response{.status = status, .body = body.text()};
  if (answer.get("headers").is_list())
    for (const Value& one : answer.get("headers").list())
      if (one.is_list() && one.list().size() == 2)
        response.headers.push_back({one.list()[0].text(), one.list()[1].text()});
  return response;
}

}  // namespace paridoo::replay
