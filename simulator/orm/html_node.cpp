#include "simulator/orm/html_node.h"

#include <libxml/HTMLparser.h>
#include <libxml/HTMLtree.h>
#include <libxml/xmlsave.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace paridoo::orm::html {

namespace {

std::string_view view(const xmlChar* text) {
  return text ? std::string_view(reinterpret_cast<const char*>(text)) : std::string_view();
}

const xmlChar* chars(const std::string& text) { return reinterpret_cast<const xmlChar*>(text.c_str()); }

bool counts(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE || node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE;
}

std::string texts_from(const xmlNode* node) {
  std::string out;
  for (; node && is_text(node); node = node->next) out += view(node->content);
  return out;
}

// Neighbouring texts become one, as they would be parsed.
void join_texts(xmlNode* parent) {
  for (xmlNode* node = parent->children; node;) {
    xmlNode* after = node->next;
    if (after && is_text(node) && is_text(after)) {
      xmlNodeAddContent(node, after->content);
      xmlUnlinkNode(after);
      xmlFreeNode(after);
    } else {
      node = after;
    }
  }
}

xmlNode* parent_of(xmlNode* node) {
  if (!node->parent || !is_element(node->parent)) throw NoParent();
  return node->parent;
}

void take_out(xmlNode* node) {
  auto* dropped = static_cast<std::vector<xmlNode*>*>(node->doc->_private);
  xmlUnlinkNode(node);
  dropped->push_back(node);
}

void put_before(xmlNode* place, xmlNode* moved) {
  moved->parent = place->parent;
  moved->prev = place->prev;
  moved->next = place;
  (place->prev ? place->prev->next : place->parent->children) = moved;
  place->prev = moved;
}

}  // namespace

Document::Document(xmlDoc* document) : document_(document), dropped_(std::make_unique<std::vector<xmlNode*>>()) {
  if (document_) document_->_private = dropped_.get();
}

Document::~Document() {
  if (dropped_)
    for (xmlNode* node : *dropped_) xmlFreeNode(node);
  xmlFreeDoc(document_);
}

Document::Document(Document&& other) noexcept
    : document_(std::exchange(other.document_, nullptr)), dropped_(std::move(other.dropped_)) {}

Document& Document::operator=(Document&& other) noexcept {
  std::swap(document_, other.document_);
  std::swap(dropped_, other.dropped_);
  return *this;
}

xmlNode* Document::root() const { return document_ ? xmlDocGetRootElement(document_) : nullptr; }

Document parse(std::string_view markup) {
  static const bool initialised = (xmlInitParser(), true);
  static_cast<void>(initialised);
  constexpr int options =
      HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_COMPACT | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING;
  return Document(htmlReadMemory(markup.data(), static_cast<int>(markup.size()), nullptr, "UTF-8", options));
}

std::string_view tag(const xmlNode* node) { return is_element(node) ? view(node->name) : std::string_view(); }
bool is_element(const xmlNode* node) { return node->type == XML_ELEMENT_NODE; }
bool is_text(const xmlNode* node) { return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE; }

std::string attribute(xmlNode* element, std::string_view name) {
  xmlChar* value = xmlGetNoNsProp(element, chars(std::string(name)));
  std::string out(view(value));
  xmlFree(value);
  return out;
}

bool has_attribute(xmlNode* element, std::string_view name) {
  return xmlHasProp(element, chars(std::string(name))) != nullptr;
}

void set_attribute(xmlNode* element, std::string_view name, std::string_view value) {
  xmlSetProp(element, chars(std::string(name)), chars(std::string(value)));
}

void drop_attribute(xmlNode* element, std::string_view name) {
  if (xmlAttr* found = xmlHasProp(element, chars(std::string(name)))) xmlRemoveProp(found);
}

void drop_attributes(xmlNode* element) {
  while (element->properties) xmlRemoveProp(element->properties);
}

std::vector<std::string> attribute_names(const xmlNode* element) {
  std::vector<std::string> names;
  for (const xmlAttr* one = element->properties; one; one = one->next) names.emplace_back(view(one->name));
  return names;
}

std::string text_of(const xmlNode* element) { return texts_from(element->children); }
std::string tail_of(const xmlNode* node) { return texts_from(node->next); }

// As Python sees it: spaces beyond ASCII too.
bool is_blank(std::string_view text) {
  while (!text.empty()) {
    const auto first = static_cast<unsigned char>(text.front());
    std::size_t size = std::isspace(first) || (first >= 0x1c && first <= 0x1f) ? 1 : 0;
    if (text.starts_with("\xc2\xa0") || text.starts_with("\xc2\x85")) size = 2;
    for (const std::string_view wide : {"\xe2\x80\xa8", "\xe2\x80\xa9", "\xe2\x80\xaf", "\xe3\x80\x80", "\xe1\x9a\x80"})
      if (text.starts_with(wide)) size = 3;
    if (text.starts_with("\xe2\x80") && text.size() > 2 && static_cast<unsigned char>(text[2]) <= 0x8a) size = 3;
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string text_content(xmlNode* element) {
  xmlChar* content = xmlNodeGetContent(element);
  std::string out(view(content));
  xmlFree(content);
  return out;
}

std::vector<xmlNode*> children(const xmlNode* parent) {
  std::vector<xmlNode*> out;
  for (xmlNode* node = parent->children; node; node = node->next)
    if (counts(node)) out.push_back(node);
  return out;
}

xmlNode* previous(const xmlNode* node) {
  xmlNode* other = node->prev;
  while (other && !counts(other)) other = other->prev;
  return other;
}

xmlNode* next(const xmlNode* node) {
  xmlNode* other = node->next;
  while (other && !counts(other)) other = other->next;
  return other;
}

xmlNode* following(xmlNode* node, const xmlNode* root) {
  if (const auto below = is_element(node) ? children(node) : std::vector<xmlNode*>{}; !below.empty())
    return below.front();
  for (; node && node != root; node = node->parent)
    if (xmlNode* other = next(node)) return other;
  return nullptr;
}

std::vector<xmlNode*> nodes_under(xmlNode* root) {
  std::vector<xmlNode*> out;
  for (xmlNode* node = root; node; node = following(node, root)) out.push_back(node);
  return out;
}

std::vector<xmlNode*> elements_under(xmlNode* root) {
  std::vector<xmlNode*> out = nodes_under(root);
  std::erase_if(out, [](const xmlNode* node) { return !is_element(node); });
  return out;
}

void drop_tree(xmlNode* node) {
  xmlNode* parent = parent_of(node);
  take_out(node);
  join_texts(parent);
}

void drop_tag(xmlNode* node) {
  xmlNode* parent = parent_of(node);
  while (xmlNode* inner = is_element(node) ? node->children : nullptr) {
    xmlUnlinkNode(inner);
    put_before(node, inner);
  }
  drop_tree(node);
  join_texts(parent);
}

void clear(xmlNode* element) {
  drop_attributes(element);
  while (element->children) take_out(element->children);
  while (element->next && is_text(element->next)) take_out(element->next);
}

void rename(xmlNode* element, std::string_view tag) { xmlNodeSetName(element, chars(std::string(tag))); }

std::string serialised(xmlNode* node, Output output) {
  xmlBuffer* buffer = xmlBufferCreate();
  xmlOutputBuffer* out = xmlOutputBufferCreateBuffer(buffer, nullptr);
  for (xmlNode* one = node; one && (one == node || is_text(one)); one = one->next) {
    if (output == Output::html)
      htmlNodeDumpFormatOutput(out, node->doc, one, nullptr, 0);
    else
      xmlNodeDumpOutput(out, node->doc, one, 0, 0, nullptr);
  }
  xmlOutputBufferClose(out);
  std::string text(view(xmlBufferContent(buffer)));
  xmlBufferFree(buffer);
  return text;
}

}  // namespace paridoo::orm::html
