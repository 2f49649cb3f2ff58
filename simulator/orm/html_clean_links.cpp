// Scripts that hide in links and styles.
#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>

#include "simulator/orm/html_clean.h"

namespace paridoo::orm::html {

namespace {

bool is_space(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }
bool is_left_out(char c) {
  const auto code = static_cast<unsigned char>(c);
  return is_space(c) || code <= 0x08 || (code >= 0x0B && code <= 0x19 && code != 0x0D);
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

std::string stripped(const std::string& text) {
  const auto first = std::ranges::find_if_not(text, is_space);
  const auto last = std::find_if_not(text.rbegin(), text.rend(), is_space).base();
  return first < last ? std::string(first, last) : std::string();
}

std::string without_spaces(std::string text) {
  std::erase_if(text, is_left_out);
  return text;
}

std::string unquoted(std::string_view link) {
  std::string out;
  for (std::size_t at = 0; at < link.size(); ++at) {
    unsigned code = 0;
    if (link[at] == '%' && at + 2 < link.size() &&
        std::from_chars(link.data() + at + 1, link.data() + at + 3, code, 16).ptr == link.data() + at + 3) {
      out += static_cast<char>(code);
      at += 2;
    } else {
      out += link[at] == '+' ? ' ' : link[at];
    }
  }
  return out;
}

// An image that is in the link itself: its type.
std::vector<std::string> image_types(const std::string& text) {
  constexpr std::string_view start = "data:image/", end = ";base64,";
  std::vector<std::string> types;
  for (std::size_t at = text.find(start); at != text.npos; at = text.find(start, at + 1)) {
    const std::size_t line = std::min(text.find('\n', at), text.size());
    const std::size_t last = text.substr(0, line).rfind(end);
    if (last == text.npos || last <= at + start.size()) continue;
    types.push_back(text.substr(at + start.size(), last - at - start.size()));
    at = last;
  }
  return types;
}

bool has_script(const std::string& given) {
  const std::string text = lower(given);
  const std::vector<std::string> images = image_types(text);
  for (const std::string& type : images)
    if (type.find("xml") != type.npos || type.find("svg") != type.npos) return true;
  std::size_t count = 0;
  for (const std::string_view scheme :
       {"javascript:", "jscript:", "livescript:", "vbscript:", "data:", "about:", "mocha:"})
    for (std::size_t at = text.find(scheme); at != text.npos; at = text.find(scheme, at + scheme.size())) ++count;
  return count > images.size();
}

std::string safe_link(const std::string& link) {
  const std::string bare = stripped(link);
  return has_script(without_spaces(unquoted(bare))) ? std::string() : bare;
}

struct Place {
  std::size_t start, size;
};

// "url(...)": what is in the brackets.
std::vector<Place> urls_in(const std::string& style) {
  const std::string text = lower(style);
  std::vector<Place> places;
  for (std::size_t at = text.find("url("); at != text.npos; at = text.find("url(", at)) {
    at += 4;
    const char quote = at < text.size() && (text[at] == '"' || text[at] == '\'') ? text[at] : ')';
    const std::size_t closing = text.find(quote, quote == ')' ? at : at + 1);
    if (closing == text.npos) continue;
    const std::size_t end = quote == ')' ? closing : closing + 1;
    if (end < text.size() && text[end] == ')') places.push_back({at, end - at});
  }
  return places;
}

void clean_style_links(xmlNode* element) {
  std::string style = attribute(element, "style");
  std::vector<Place> places = urls_in(style);
  std::ranges::reverse(places);
  for (auto [start, size] : places) {
    const bool is_quoted = size >= 2 && (style[start] == '"' || style[start] == '\'');
    if (is_quoted) ++start, size -= 2;
    style.replace(start, size, safe_link(style.substr(start, size)));
  }
  if (!places.empty()) set_attribute(element, "style", style);
}

// Takes out "expression(...)" and "@import".
std::string without_css_scripts(std::string style) {
  for (std::size_t at = 0; (at = lower(style).find("expression", at)) != style.npos;) {
    std::size_t open = at + 10;
    while (open < style.size() && is_space(style[open])) ++open;
    const std::size_t close = open < style.size() && style[open] == '(' ? style.find(')', open) : style.npos;
    if (close == style.npos)
      at += 10;
    else
      style.erase(at, close + 1 - at);
  }
  for (std::size_t at = 0; (at = style.find('@', at)) != style.npos;) {
    std::size_t word = at + 1;
    while (word < style.size() && is_space(style[word])) ++word;
    if (lower(style.substr(word, 6)) == "import")
      style.erase(at, word + 6 - at);
    else
      ++at;
  }
  return style;
}

std::string without_comments(std::string style) {
  for (std::size_t at = style.find("/*"); at != style.npos; at = style.find("/*", at)) {
    const std::size_t end = style.find("*/", at + 2);
    if (end == style.npos) break;
    style.erase(at, end + 2 - at);
  }
  return style;
}

// "\69" is an i.
std::string without_escapes(std::string_view style) {
  std::string out;
  for (std::size_t at = 0; at < style.size(); ++at) {
    if (style[at] != '\\') {
      out += style[at];
      continue;
    }
    unsigned code = 0;
    const char* first = style.data() + at + 1;
    const char* last = style.data() + std::min(style.size(), at + 7);
    const auto [end, error] = std::from_chars(first, last, code, 16);
    if (error == std::errc() && code < 0x80) out += static_cast<char>(code);
    if (error == std::errc()) {
      at = static_cast<std::size_t>(end - style.data()) - 1;
      if (at + 1 < style.size() && is_space(style[at + 1])) ++at;
    }
  }
  return out;
}

bool looks_like_tag(const std::string& text) {
  for (std::size_t at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
    const std::size_t name = at + (text.substr(at + 1, 1) == "/" ? 2 : 1);
    if (name < text.size() && std::isalpha(static_cast<unsigned char>(text[name]))) return true;
  }
  return false;
}

bool is_sneaky(const std::string& style) {
  const std::string text = lower(without_spaces(without_escapes(without_comments(style))));
  return has_script(text) || text.find("expression(") != text.npos || text.find("@import") != text.npos ||
         looks_like_tag(text);
}

}  // namespace

void clean_links(xmlNode* root) {
  constexpr std::array<std::string_view, 14> links = {"action",   "archive", "background", "cite",     "classid",
                                                      "codebase", "data",    "href",       "longdesc", "profile",
                                                      "src",      "usemap",  "dynsrc",     "lowsrc"};
  for (xmlNode* element : elements_under(root)) {
    for (const std::string& name : attribute_names(element)) {
      if (std::ranges::find(links, name) == links.end() && name != "formaction" && name != "xlink:href") continue;
      const std::string link = attribute(element, name), safe = safe_link(link);
      if (safe != link) set_attribute(element, name, safe);
    }
    if (has_attribute(element, "style")) clean_style_links(element);
  }
}

void clean_styles(xmlNode* root) {
  for (xmlNode* element : elements_under(root)) {
    if (!has_attribute(element, "style")) continue;
    const std::string style = attribute(element, "style"), safe = without_css_scripts(style);
    if (is_sneaky(safe))
      drop_attribute(element, "style");
    else if (safe != style)
      set_attribute(element, "style", safe);
  }
}

}  // namespace paridoo::orm::html
