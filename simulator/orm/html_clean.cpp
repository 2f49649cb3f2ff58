// What may not stay in a document: the Cleaner of lxml with the lists that Odoo gives it.
#include "simulator/orm/html_clean.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

namespace paridoo::orm::html {

namespace {

using Names = std::set<std::string_view>;

constexpr std::string_view tags =
    "html head body frameset base isindex link meta script style title address blockquote center del "
    "div h1 h2 h3 h4 h5 h6 hr ins noscript p pre dir dl dt dd li menu ol ul table caption colgroup "
    "col thead tfoot tbody tr td th form button fieldset legend input label select optgroup option "
    "textarea a applet basefont bdo br embed font iframe img map area object param q span sub sup "
    "abbr acronym cite code dfn em kbd samp strong var b big i s small strike tt u blink marquee "
    "article aside audio canvas command datalist details figcaption figure footer header hgroup "
    "keygen mark math meter nav output progress rp rt ruby section source summary svg time track "
    "video wbr bdi main ";

constexpr std::string_view attributes =
    "abbr accept accept-charset accesskey action align alt axis border cellpadding cellspacing char "
    "charoff charset checked cite class clear cols colspan color compact coords datetime dir "
    "disabled enctype for frame headers height href hreflang hspace id ismap label lang longdesc "
    "maxlength media method multiple name nohref noshade nowrap prompt readonly rel rev rows rowspan "
    "rules scope selected shape size span src start summary tabindex target title type usemap valign "
    "value vspace width style data-o-mail-quote data-o-mail-quote-node data-oe-model data-oe-id "
    "data-oe-field data-oe-type data-oe-expression data-oe-translation-source-sha data-oe-nodeid "
    "data-last-history-steps data-oe-protected data-embedded data-embedded-editable "
    "data-embedded-props data-oe-version data-oe-transient-content data-behavior-props "
    "data-prop-name data-width data-height data-scale-x data-scale-y data-x data-y data-oe-role "
    "data-oe-aria-label data-publish data-id data-res_id data-interval data-member_id "
    "data-scroll-background-ratio data-view-id data-class data-mimetype data-original-src "
    "data-original-id data-gl-filter data-quality data-resize-width data-shape data-shape-colors "
    "data-file-name data-original-mimetype data-mimetype-before-conversion ";

Names words_of(std::string_view text) {
  Names words;
  for (std::size_t space = text.find(' '); space != text.npos; space = text.find(' ')) {
    words.insert(text.substr(0, space));
    text.remove_prefix(space + 1);
  }
  return words;
}

const Names& known_tags() {
  static const Names known = words_of(tags);
  return known;
}

const Names& known_attributes() {
  static const Names known = words_of(attributes);
  return known;
}

// With all that is in them.
Names killed_tags(const HtmlSettings& settings) {
  Names tags = {"script",   "link",   "meta",  "applet", "frameset", "frame",
                "noframes", "button", "input", "select", "textarea", "base"};
  if (settings.tags) tags.merge(Names{"embed", "head", "iframe", "noscript", "object", "style", "title"});
  return tags;
}

// Without what is in them.
Names removed_tags(const HtmlSettings& settings) {
  Names tags = {"head", "html", "title", "iframe", "embed", "layer", "object", "param", "form", "blink", "marquee"};
  if (settings.tags) tags.insert("body");
  return tags;
}

// "[if mso]>" in a comment is markup for some programs.
bool is_conditional(std::string_view comment) {
  std::string text(comment);
  std::ranges::transform(text, text.begin(), [](unsigned char c) { return std::tolower(c); });
  const std::size_t start = text.find("[if");
  if (start == text.npos || start + 3 >= text.size() || !std::isspace(static_cast<unsigned char>(text[start + 3])))
    return false;
  for (std::size_t end = text.find(']', start); end != text.npos; end = text.find(']', end + 1)) {
    const std::size_t after = text.find_first_not_of(" \t\n\r\f\v", end + 1);
    if (after != text.npos && text[after] == '>') return true;
  }
  return false;
}

void drop_conditional_comments(xmlNode* root) {
  for (xmlNode* node : nodes_under(root))
    if (node->type == XML_COMMENT_NODE && is_conditional(reinterpret_cast<const char*>(node->content))) drop_tree(node);
}

void drop_unknown_attributes(xmlNode* root) {
  for (xmlNode* element : elements_under(root))
    for (const std::string& name : attribute_names(element))
      if (!known_attributes().contains(name)) drop_attribute(element, name);
}

void drop_handlers(xmlNode* root) {
  for (xmlNode* element : elements_under(root))
    for (const std::string& name : attribute_names(element))
      if (name.starts_with("on")) drop_attribute(element, name);
}

bool is_in_applet(const xmlNode* element) {
  for (const xmlNode* parent = element->parent; parent; parent = parent->parent)
    if (tag(parent) == "applet" || tag(parent) == "object") return true;
  return false;
}

// The outermost element cannot be taken out: it becomes a plain one.
void make_plain(xmlNode* root) {
  rename(root, "div");
  drop_attributes(root);
}

void drop_tags(xmlNode* root, const HtmlSettings& settings) {
  const Names killed = killed_tags(settings), removed = removed_tags(settings);
  std::vector<xmlNode*> to_kill, to_remove;
  for (xmlNode* node : elements_under(root)) {
    if (killed.contains(tag(node)))
      to_kill.push_back(node);
    else if (removed.contains(tag(node)))
      to_remove.push_back(node);
  }
  if (!to_remove.empty() && to_remove.front() == root) {
    to_remove.erase(to_remove.begin());
    make_plain(root);
  } else if (!to_kill.empty() && to_kill.front() == root) {
    to_kill.erase(to_kill.begin());
    rename(root, "div");
    clear(root);
  }
  std::ranges::reverse(to_kill);
  for (xmlNode* node : to_kill) drop_tree(node);
  for (xmlNode* node : to_remove) drop_tag(node);
}

void drop_unknown_tags(xmlNode* root) {
  for (xmlNode* node : elements_under(root)) {
    if (known_tags().contains(tag(node))) continue;
    if (node == root)
      make_plain(root);
    else
      drop_tag(node);
  }
}

}  // namespace

void clean(xmlNode* root, Series series, const HtmlSettings& settings) {
  for (xmlNode* element : elements_under(root))
    if (tag(element) == "image") rename(element, "img");
  if (!settings.outgoing) drop_conditional_comments(root);
  if (settings.attributes) drop_unknown_attributes(root);
  drop_handlers(root);
  clean_links(root);
  clean_styles(root);
  for (xmlNode* element : elements_under(root))
    if (tag(element) == "param" && !is_in_applet(element)) drop_tree(element);
  drop_tags(root, settings);
  if (settings.tags) drop_unknown_tags(root);
  if (settings.style) keep_known_styles(root, series);
}

}  // namespace paridoo::orm::html
