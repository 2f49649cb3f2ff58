// The properties that a style may have where a field knows them.
#include <algorithm>
#include <cctype>
#include <set>

#include "simulator/orm/html_clean.h"

namespace paridoo::orm::html {

namespace {

const std::set<std::string>& known_properties() {
  static const std::set<std::string> properties = [] {
    std::set<std::string> all = {"font-size",
                                 "font-family",
                                 "font-weight",
                                 "font-style",
                                 "background-color",
                                 "color",
                                 "text-align",
                                 "line-height",
                                 "letter-spacing",
                                 "text-transform",
                                 "text-decoration",
                                 "opacity",
                                 "float",
                                 "vertical-align",
                                 "display",
                                 "object-fit",
                                 "padding",
                                 "padding-top",
                                 "padding-left",
                                 "padding-bottom",
                                 "padding-right",
                                 "margin",
                                 "margin-top",
                                 "margin-left",
                                 "margin-bottom",
                                 "margin-right",
                                 "white-space",
                                 "background-image",
                                 "background-position",
                                 "background-size",
                                 "background-repeat",
                                 "background-origin",
                                 "border",
                                 "border-color",
                                 "border-radius",
                                 "border-style",
                                 "border-width",
                                 "border-top",
                                 "border-bottom",
                                 "height",
                                 "width",
                                 "max-width",
                                 "min-width",
                                 "min-height",
                                 "border-collapse",
                                 "border-spacing",
                                 "caption-side",
                                 "empty-cells",
                                 "table-layout"};
    for (const std::string side : {"top", "bottom", "left", "right"})
      for (const std::string part : {"style", "color", "width", "left-radius", "right-radius"})
        all.insert("border-" + side + "-" + part);
    return all;
  }();
  return properties;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-'; }
bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

// The end of a value: it goes on to the next semicolon, over texts in quotes.
std::size_t value_end(std::string_view style, std::size_t at) {
  while (at < style.size() && style[at] != ';') {
    if (style[at] != '"' && style[at] != '\'') {
      ++at;
      continue;
    }
    const std::size_t close = style.find_first_of(std::string{style[at], ';'}, at + 1);
    if (close == style.npos || style[close] == ';') return at;
    at = close + 1;
  }
  return at;
}

using Properties = std::vector<std::pair<std::string, std::string>>;

bool is_known(const std::string& name, Series series) {
  const bool is_new = name == "object-fit" || (name.starts_with("background-") && name != "background-color");
  return known_properties().contains(name) && (!is_new || series >= Series::v18);
}

void put(Properties& properties, Series series, std::string name, std::string value) {
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::tolower(c); });
  if (!is_known(name, series)) return;
  const auto known = std::ranges::find(properties, name, &Properties::value_type::first);
  if (known == properties.end())
    properties.emplace_back(std::move(name), std::move(value));
  else
    known->second = std::move(value);
}

Properties properties_in(std::string_view style, Series series) {
  Properties out;
  for (std::size_t at = 0; at < style.size();) {
    std::size_t end = at;
    while (end < style.size() && is_word(style[end])) ++end;
    std::size_t colon = end;
    while (colon < style.size() && is_space(style[colon])) ++colon;
    if (end == at || colon == style.size() || style[colon] != ':') {
      at = std::max(end, at + 1);
      continue;
    }
    std::size_t value = colon + 1;
    while (value < style.size() && is_space(style[value])) ++value;
    const std::size_t last = value_end(style, value);
    if (last > value)
      put(out, series, std::string(style.substr(at, end - at)), std::string(style.substr(value, last - value)));
    at = std::max(last, value);
  }
  return out;
}

}  // namespace

void keep_known_styles(xmlNode* root, Series series) {
  for (xmlNode* element : elements_under(root)) {
    const std::string style = attribute(element, "style");
    if (style.empty()) continue;
    std::string kept;
    for (const auto& [name, value] : properties_in(style, series))
      kept += (kept.empty() ? "" : "; ") + name + ":" + value;
    if (kept.empty())
      drop_attribute(element, "style");
    else
      set_attribute(element, "style", kept);
  }
}

}  // namespace paridoo::orm::html
