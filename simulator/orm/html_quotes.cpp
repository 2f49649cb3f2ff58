// What an e-mail quotes of others is marked, so that it can be folded away.
#include <algorithm>
#include <cctype>

#include "simulator/orm/html_clean.h"

namespace paridoo::orm::html {

namespace {

constexpr std::string_view quote = "data-o-mail-quote", container = "data-o-mail-quote-container",
                           node_mark = "data-o-mail-quote-node";

void mark(xmlNode* element, std::string_view name = quote) {
  if (!is_element(element)) throw NoElement();
  set_attribute(element, name, "1");
}
bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

xmlNode* parent_of(const xmlNode* element) {
  return element->parent && is_element(element->parent) ? element->parent : nullptr;
}

void mark_programs(xmlNode* element, const std::string& classes, const std::string& id, Series series) {
  const bool is_answer = series < Series::v18 && has(id, "divRplyFwdMsg");
  if (is_answer || has(classes, "gmail_extra") || has(classes, "SkyDrivePlaceholder")) {
    mark(element);
    if (xmlNode* parent = parent_of(element)) mark(parent, container);
  }
  const bool ends = tag(element) == "hr" && (has(classes, "stopSpelling") || has(id, "stopSpelling"));
  if (ends || has(classes, "yahoo_quoted")) {
    mark(element);
    for (xmlNode* other = next(element); other; other = next(other)) mark(other);
  }
}

void mark_answers(xmlNode* element, const std::string& classes, const std::string& id) {
  const bool is_signature =
      has(classes, "odoo_signature_wrapper") || has(classes, "gmail_signature") || id == "Signature";
  const bool is_answer = has(id, "divRplyFwdMsg");
  if (is_signature || has(classes, "gmail_quote") || is_answer) {
    mark(element, container);
    mark(element);
  }
  if (is_answer) {
    if (xmlNode* rule = previous(element); rule && tag(rule) == "hr") mark(rule);
    if (xmlNode* answered = next(element)) {
      mark(answered, container);
      mark(answered);
    }
  }
  if (has(id, "appendonsend") && is_blank(text_of(element))) {
    mark(element, container);
    mark(element);
  }
}

// "--" on a line of its own, before the end of the text.
bool ends_with_signature(std::string_view text) {
  if (text.ends_with('\n') && !text.ends_with("--\n")) text.remove_suffix(1);
  if (!text.ends_with("--") && !text.empty() && std::isspace(static_cast<unsigned char>(text.back())))
    text.remove_suffix(1);
  return text.ends_with("--") && (text.size() == 2 || text[text.size() - 3] == '\n');
}

void mark_signature(xmlNode* element) {
  const std::vector<xmlNode*> inner = children(element);
  const bool has_break = std::ranges::any_of(inner, [](const xmlNode* one) { return tag(one) == "br"; });
  if (!has_break || !ends_with_signature(text_of(element))) return;
  mark(element);
  if (xmlNode* parent = parent_of(element)) mark(parent, container);
}

struct Place {
  std::size_t start, end;
};

// Lines that begin with ">".
std::size_t quoted_lines_end(std::string_view text, std::size_t at) {
  while (at + 1 < text.size() && text[at] == '\n' && text[at + 1] == '>')
    at = std::min(text.find_first_of("\r\n", at + 1), text.size());
  return at;
}

// "--" on a line of its own: a signature up to the end.
bool starts_signature(std::string_view text, std::size_t at) {
  if (text[at] == '\n')
    ++at;
  else if (at != 0)
    return false;
  if (text.substr(at, 2) != "--") return false;
  at += 2;
  const std::string_view rest = text.substr(std::min(at, text.size()));
  const std::size_t breaks = std::min(rest.find_first_not_of(" \t\f\v"), rest.size());
  if (breaks > 1 || breaks == rest.size() || (rest[breaks] != '\n' && rest[breaks] != '\r')) return false;
  return breaks + 1 < rest.size();
}

std::vector<Place> quoted_places(std::string_view text) {
  std::vector<Place> places;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = quoted_lines_end(text, at);
    if (end > at) {
      places.push_back({at, end});
      at = end;
    } else if (starts_signature(text, at)) {
      places.push_back({at, text.size()});
      break;
    } else {
      ++at;
    }
  }
  return places;
}

xmlNode* new_text(xmlDoc* document, const std::string& text) {
  return xmlNewDocText(document, reinterpret_cast<const xmlChar*>(text.c_str()));
}

void mark_quoted_text(xmlNode* element) {
  const std::string text = text_of(element);
  const std::vector<Place> places = quoted_places(text);
  if (places.empty()) return;
  while (element->children && is_text(element->children)) {
    xmlNode* old = element->children;
    xmlUnlinkNode(old);
    xmlFreeNode(old);
  }
  xmlNode* first = element->children;
  const auto add = [&](xmlNode* node) { first ? xmlAddPrevSibling(first, node) : xmlAddChild(element, node); };
  std::size_t at = 0;
  for (const auto& [start, end] : places) {
    if (start > at) add(new_text(element->doc, text.substr(at, start - at)));
    xmlNode* span = xmlNewDocNode(element->doc, nullptr, reinterpret_cast<const xmlChar*>("span"), nullptr);
    xmlAddChild(span, new_text(element->doc, text.substr(start, end - start)));
    mark(span);
    add(span);
    at = end;
  }
  if (at < text.size()) add(new_text(element->doc, text.substr(at)));
}

bool follows_a_quote(const xmlNode* element, const xmlNode* parent) {
  for (xmlNode* other : children(parent)) {
    if (other == element) return false;
    if (is_element(other) && has_attribute(other, quote)) return true;
  }
  return false;
}

void inherit_mark(xmlNode* element, Series series) {
  xmlNode* parent = parent_of(element);
  if (parent && attribute(parent, node_mark).empty()) {
    if (!attribute(parent, quote).empty())
      mark(element);
    else if (!attribute(parent, container).empty() && (series < Series::v18 || follows_a_quote(element, parent)))
      mark(element);
  }
  if (series < Series::v18) return;
  xmlNode* before = previous(element);
  if (before && is_element(before) && !attribute(before, quote).empty() && is_blank(text_content(element)))
    mark(element);
}

}  // namespace

void mark_quotes(xmlNode* root, Series series) {
  for (xmlNode* element = root; element; element = following(element, root)) {
    if (!is_element(element)) continue;
    const std::string classes = attribute(element, "class"), id = attribute(element, "id");
    mark_programs(element, classes, id, series);
    if (series >= Series::v18) mark_answers(element, classes, id);
    mark_signature(element);
    if (attribute(element, quote).empty()) mark_quoted_text(element);
    if (tag(element) == "blockquote") {
      mark(element, node_mark);
      mark(element);
    }
    inherit_mark(element, series);
  }
}

}  // namespace paridoo::orm::html
