#include "simulator/orm/html_text.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace paridoo::orm {

namespace {

constexpr std::array blocks = {"<p",  "<div",     "<h1",     "<h2",     "<h3",  "<h4",      "<h5",
                               "<h6", "<ul",      "<ol",     "<table",  "<pre", "<section", "<blockquote",
                               "<hr", "<article", "<header", "<footer", "<form"};

bool starts_tag(std::string_view text, std::size_t at, std::string_view tag) {
  if (text.substr(at, tag.size()) != tag) return false;
  const std::size_t end = at + tag.size();
  return end == text.size() || !std::isalnum(static_cast<unsigned char>(text[end]));
}

bool has_block(std::string_view text) {
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
    if (std::ranges::any_of(blocks, [&](std::string_view tag) { return starts_tag(text, at, tag); })) return true;
  return false;
}

// An ampersand that begins no entity is escaped.
bool begins_entity(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) || text[end] == '#')) ++end;
  return end > at + 1 && end < text.size() && text[end] == ';';
}

std::string with_entities(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    out += text[at];
    if (text[at] == '&' && !begins_entity(text, at)) out += "amp;";
  }
  return out;
}

// Whether one plain <div> holds the whole text.
bool is_one_div(std::string_view text) {
  if (!text.starts_with("<div>") || !text.ends_with("</div>")) return false;
  int depth = 0;
  for (std::size_t at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1)) {
    if (starts_tag(text, at, "<div")) ++depth;
    if (starts_tag(text, at, "</div") && --depth == 0) return at + 6 == text.size();
  }
  return false;
}

}  // namespace

std::string normalised_html(std::string_view text) {
  if (is_one_div(text)) return std::string(text.substr(5, text.size() - 11));
  const bool is_plain = std::ranges::any_of(text, [](unsigned char c) { return !std::isspace(c); }) && text[0] != '<';
  if (is_plain && !has_block(text)) return "<p>" + with_entities(text) + "</p>";
  return std::string(text);
}

}  // namespace paridoo::orm
