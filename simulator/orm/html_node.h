// Nodes of libxml2 as lxml shows them: an element has a text before its first child, and a tail after its end.
#pragma once

#include <libxml/tree.h>

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace paridoo::orm::html {

// A document, and the nodes that were taken out of it: whoever walks over it may still hold some.
class Document {
 public:
  explicit Document(xmlDoc* document);
  ~Document();
  Document(Document&& other) noexcept;
  Document& operator=(Document&& other) noexcept;
  xmlNode* root() const;  // null if there is no element

 private:
  xmlDoc* document_;
  std::unique_ptr<std::vector<xmlNode*>> dropped_;
};

// Markup as it comes.
Document parse(std::string_view markup);

// lxml refuses to take out what is in no element.
struct NoParent : std::exception {};
// And to mark what is no element.
struct NoElement : std::exception {};

std::string_view tag(const xmlNode* node);
bool is_element(const xmlNode* node);
bool is_text(const xmlNode* node);

std::string attribute(xmlNode* element, std::string_view name);  // "" if it has none
bool has_attribute(xmlNode* element, std::string_view name);
void set_attribute(xmlNode* element, std::string_view name, std::string_view value);
void drop_attribute(xmlNode* element, std::string_view name);
void drop_attributes(xmlNode* element);
std::vector<std::string> attribute_names(const xmlNode* element);

std::string text_of(const xmlNode* element);
std::string tail_of(const xmlNode* node);
bool is_blank(std::string_view text);
// All the text in an element.
std::string text_content(xmlNode* element);

// Elements, comments and instructions; texts are nobody's children.
std::vector<xmlNode*> children(const xmlNode* parent);
xmlNode* previous(const xmlNode* node);
xmlNode* next(const xmlNode* node);
// The node and all below it, in the order of the document.
std::vector<xmlNode*> nodes_under(xmlNode* root);
std::vector<xmlNode*> elements_under(xmlNode* root);
// The node after this one in the order of the document, within `root`; null at the end.
xmlNode* following(xmlNode* node, const xmlNode* root);

// Takes a node out, leaving its tail.
void drop_tree(xmlNode* node);
// Takes a node out, leaving its tail and what is in it.
void drop_tag(xmlNode* node);
// Empties an element, its tail too.
void clear(xmlNode* element);
void rename(xmlNode* element, std::string_view tag);

// The node with its tail.
enum class Output { html, xml };
std::string serialised(xmlNode* node, Output output);

}  // namespace paridoo::orm::html
