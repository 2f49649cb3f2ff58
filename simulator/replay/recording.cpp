#include "simulator/replay/recording.h"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "simulator/orm/fault.h"
#include "simulator/rpc/json.h"

namespace paridoo::replay {

namespace {

using orm::Dict;
using orm::Value;

orm::List read_array(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) throw std::runtime_error(file.string() + ": cannot be read");
  const std::string text(std::istreambuf_iterator<char>(stream), {});
  try {
    const Value content = rpc::parse_json(text);
    if (content.is_list()) return content.list();
  } catch (const orm::Fault& fault) {
    throw std::runtime_error(file.string() + ": " + fault.what());
  }
  throw std::runtime_error(file.string() + ": not an array of exchanges");
}

const std::string& text_of(const Dict& exchange, std::string_view key, const std::string& place) {
  const Value& value = exchange.get(key);
  if (!value.is_text()) throw std::runtime_error(fmt::format("{}: {} is no text", place, key));
  return value.text();
}

rpc::Headers headers_of(const Value& value) {
  rpc::Headers out;
  if (value.is_dict())
    for (const orm::Item& header : value.dict())
      if (header.value.is_text()) out.push_back({header.name, header.value.text()});
  return out;
}

RecordedExchange read_exchange(const Value& value, const std::string& place) {
  if (!value.is_dict() || !value.dict().get("answer").is_dict()) throw std::runtime_error(place + ": no exchange");
  const Dict& exchange = value.dict();
  const Value& body = exchange.get("body");
  const Value& series = exchange.get("odoo");
  return {.name = text_of(exchange, "name", place),
          .series = series.is_text() ? series.text() : std::string(),
          .verb = text_of(exchange, "verb", place),
          .path = text_of(exchange, "path", place),
          .headers = headers_of(exchange.get("headers")),
          .body = body.is_text()   ? body.text()
                  : body.is_none() ? std::string()
                                   : rpc::dump_json(body),
          .answer = exchange.get("answer").dict()};
}

}  // namespace

std::vector<RecordedExchange> read_recording(const std::filesystem::path& file) {
  std::vector<RecordedExchange> out;
  for (const Value& one : read_array(file))
    out.push_back(read_exchange(one, fmt::format("{}: exchange {}", file.string(), out.size() + 1)));
  return out;
}

Dict to_dict(const RecordedExchange& exchange) {
  Dict headers;
  for (const rpc::Header& header : exchange.headers) headers.set(header.name, header.value);
  return {{"name", exchange.name},    {"odoo", exchange.series},       {"verb", exchange.verb},
          {"path", exchange.path},    {"headers", std::move(headers)}, {"body", exchange.body},
          {"answer", exchange.answer}};
}

}  // namespace paridoo::replay
