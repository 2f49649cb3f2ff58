#include "src/api/drafted_names.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace paridoo::api {

namespace {

using nlohmann::json;

Error refused(std::string message, std::string pointer) {
  return {.kind = ErrorKind::invalid_request, .message = std::move(message), .pointer = std::move(pointer)};
}

Result<void> rename(json& object, const char* drafted, const char* present, const std::string& place) {
  const bool has_drafted = object.contains(drafted);
  if (object.contains(present) == has_drafted)
    return refused(fmt::format("Give either {} or {}.", present, drafted), fmt::format("{}/{}", place, present));
  if (!has_drafted) return {};
  object[present] = object.at(drafted);
  object.erase(drafted);
  return {};
}

// A lot for each piece, or one for all.
Result<void> add_line(json line, const std::string& place, json& lines) {
  if (!line.contains("lots")) {
    lines.push_back(std::move(line));
    return {};
  }
  if (line.contains("lot_name")) return refused("Give lot_name or lots, not both.", place + "/lots");
  const auto lots = line.at("lots").get<std::vector<std::string>>();
  const auto count = static_cast<double>(lots.size());
  const auto quantity = line.at("qty").get<double>();
  if (lots.size() > 1 && quantity != count) return refused("Give as many lots as pieces, or one.", place + "/lots");
  line.erase("lots");
  line["qty"] = quantity / count;
  for (const auto& lot : lots) {
    line["lot_name"] = lot;
    lines.push_back(line);
  }
  return {};
}

}  // namespace

Result<json> with_present_names(json body) {
  if (!body.contains("from_location_id")) {
    if (auto renamed = rename(body, "supplier_id", "partner_id", ""); !renamed) return renamed.error();
  }
  json lines = json::array();
  for (std::size_t i = 0; i < body.at("lines").size(); ++i) {
    const auto place = fmt::format("/lines/{}", i);
    auto& line = body["lines"][i];
    if (auto renamed = rename(line, "quantity", "qty", place); !renamed) return renamed.error();
    if (auto added = add_line(line, place, lines); !added) return added.error();
  }
  body["lines"] = std::move(lines);
  return body;
}

}  // namespace paridoo::api
