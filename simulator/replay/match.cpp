#include "simulator/replay/match.h"

#include "simulator/orm/fault.h"
#include "simulator/rpc/json.h"

namespace paridoo::replay {

namespace {

// The placeholder at this place, with its braces; empty if there is none.
std::string_view placeholder_at(std::string_view pattern, std::size_t at) {
  for (const std::string_view one : {"{db}", "{uid}", "{key}", "{session}", "{password}"})
    if (pattern.substr(at).starts_with(one)) return one;
  return {};
}

bool fits_from(std::string_view pattern, std::string_view text, Captured& captured);

// Tries the shortest run of characters first.
bool fits_placeholder(std::string_view name, std::string_view rest, std::string_view text, Captured& captured) {
  const std::string key(name);
  if (const auto known = captured.find(key); known != captured.end())
    return text.starts_with(known->second) && fits_from(rest, text.substr(known->second.size()), captured);
  for (std::size_t length = 1; length <= text.size(); ++length) {
    Captured attempt = captured;
    // A call may hold several passwords, that need not be the same.
    if (name != "{password}") attempt[key] = text.substr(0, length);
    if (!fits_from(rest, text.substr(length), attempt)) continue;
    captured = std::move(attempt);
    return true;
  }
  return false;
}

bool fits_from(std::string_view pattern, std::string_view text, Captured& captured) {
  std::size_t at = 0;
  while (at < pattern.size()) {
    const std::string_view name = placeholder_at(pattern, at);
    if (!name.empty()) return fits_placeholder(name, pattern.substr(at + name.size()), text.substr(at), captured);
    if (at >= text.size() || pattern[at] != text[at]) return false;
    ++at;
  }
  return at == text.size();
}

// JSON in one form: the order of keys and the spaces of the sender do not count.
std::string comparable(const std::string& body) {
  if (body.empty() || (body.front() != '{' && body.front() != '[')) return body;
  try {
    return rpc::dump_json(rpc::parse_json(body));
  } catch (const orm::Fault&) {
    return body;
  }
}

// A recording writes {uid} where a number stands in the request.
std::string as_number(std::string pattern) {
  for (const auto& [quoted, bare] :
       {std::pair<std::string, std::string>{"\"{uid}\"", "{uid}"}, {"<string>{uid}</string>", "<int>{uid}</int>"}})
    for (std::size_t at = pattern.find(quoted); at != pattern.npos; at = pattern.find(quoted, at))
      pattern.replace(at, quoted.size(), bare);
  return pattern;
}

std::string target_of(const rpc::HttpRequest& request) {
  return request.query.empty() ? request.path : request.path + "?" + request.query;
}

}  // namespace

bool fits(const std::string& pattern, const std::string& text, Captured& captured) {
  return fits_from(pattern, text, captured);
}

std::optional<Captured> matched(const RecordedExchange& recorded, const rpc::HttpRequest& request) {
  Captured captured;
  const bool same = recorded.verb == request.method && fits(recorded.path, target_of(request), captured) &&
                    fits(as_number(comparable(recorded.body)), comparable(request.body), captured);
  return same ? std::optional(captured) : std::nullopt;
}

}  // namespace paridoo::replay
