#include "simulator/addons/stock/text.h"

#include <array>
#include <utility>

namespace paridoo::addons::stock {
namespace {

bool ends_line(std::string_view tag) {
  return tag.starts_with("br") || tag.starts_with("/p") || tag.starts_with("/div") || tag.starts_with("/li");
}

void replace_entities(std::string& text) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> entities = {
      {{"&lt;", "<"}, {"&gt;", ">"}, {"&nbsp;", " "}, {"&quot;", "\""}, {"&amp;", "&"}}};
  for (const auto& [entity, character] : entities)
    for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; at += character.size())
      text.replace(at, entity.size(), character);
}

std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \n\t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \n\t") - first + 1);
}

}  // namespace

std::string plain_text(std::string_view html) {
  std::string text;
  for (std::size_t at = 0; at < html.size(); ++at) {
    const std::size_t end = html[at] == '<' ? html.find('>', at) : std::string_view::npos;
    if (end == std::string_view::npos) {
      text += html[at];
      continue;
    }
    if (ends_line(html.substr(at + 1, end - at - 1))) text += '\n';
    at = end;
  }
  replace_entities(text);
  return trimmed(text);
}

}  // namespace paridoo::addons::stock
