#include "simulator/addons/mail/template_text.h"

#include <pugixml.hpp>

#include <algorithm>
#include <array>

#include "simulator/orm/fault.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

Names names_for(const RecordSet& record) {
  return {{"object", {.records = record}}, {"user", {.records = record.env().user()}}};
}

Meaning evaluated(const Env& env, const Names& names, std::string_view expression) {
  try {
    return evaluate(env, names, expression);
  } catch (const BadExpression& bad) {
    throw user_error("The template cannot be rendered: " + std::string(expression) + " (" + bad.what() + ")");
  }
}

std::string inline_text(const Env& env, const Names& names, std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t open = text.find("{{"), close = open == text.npos ? text.npos : text.find("}}", open);
    if (close == text.npos) return out + std::string(text);
    out += text.substr(0, open);
    const std::string_view inside = text.substr(open + 2, close - open - 2);
    const std::size_t bars = inside.find("|||");
    std::string shown = evaluated(env, names, inside.substr(0, bars)).text();
    if (shown.empty() && bars != inside.npos) shown = inside.substr(bars + 3);
    out += shown;
    text.remove_prefix(close + 2);
  }
}

// --- markup

constexpr auto void_elements = std::to_array<std::string_view>({"br", "hr", "img", "input", "meta", "link"});

bool is_void(std::string_view name) { return std::ranges::find(void_elements, name) != void_elements.end(); }

// "<br>" as "<br/>": XML knows no elements that need not be closed.
std::string with_closed_voids(std::string_view markup) {
  std::string out;
  std::size_t at = 0;
  while (at < markup.size()) {
    const std::size_t open = std::min(markup.find('<', at), markup.size()), close = markup.find('>', open);
    if (close == markup.npos) return out + std::string(markup.substr(at));
    out += markup.substr(at, close - at);
    const std::string_view tag = markup.substr(open + 1, close - open - 1);
    if (is_void(tag.substr(0, tag.find_first_of(" \n/"))) && !tag.ends_with('/')) out += '/';
    out += '>';
    at = close + 1;
  }
  return out;
}

std::string unescaped(std::string text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> entities = {
      {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};
  for (const auto& [entity, plain] : entities)
    for (std::size_t at = text.find(entity); at != text.npos; at = text.find(entity, at + plain.size()))
      text.replace(at, entity.size(), plain);
  return text;
}

bool is_markup_field(std::string_view expression) {
  return expression.find("signature") != expression.npos || expression.find("body") != expression.npos ||
         expression.find("_html") != expression.npos;
}

class Markup {
 public:
  Markup(const Env& env, Names names) : env_(env), names_(std::move(names)) {}

  std::string children(const pugi::xml_node& parent) {
    std::string out;
    bool met = false;  // a condition of the chain if / elif / else held
    for (const pugi::xml_node& node : parent.children()) {
      if (node.type() == pugi::node_pcdata || node.type() == pugi::node_cdata) {
        out += node.value();
      } else if (node.type() == pugi::node_element && is_wanted(node, met)) {
        out += repeated(node);
      }
    }
    return out;
  }

 private:
  std::string attribute(const pugi::xml_node& node, const char* name) const {
    return unescaped(node.attribute(name).value());
  }

  bool is_wanted(const pugi::xml_node& node, bool& met) const {
    if (node.attribute("t-if")) return met = evaluated(env_, names_, attribute(node, "t-if")).truthy();
    if (node.attribute("t-elif")) return !met && (met = evaluated(env_, names_, attribute(node, "t-elif")).truthy());
    return !node.attribute("t-else") || !met;
  }

  std::string repeated(const pugi::xml_node& node) {
    if (!node.attribute("t-foreach")) return element(node);
    const Meaning all = evaluated(env_, names_, attribute(node, "t-foreach"));
    const std::string name = attribute(node, "t-as");
    std::string out;
    if (all.records)
      for (const RecordSet& record : *all.records) out += with_name(node, name, {.records = record});
    if (all.items)
      for (const Meaning& item : *all.items) out += with_name(node, name, item);
    if (all.value.is_list())
      for (const Value& item : all.value.list()) out += with_name(node, name, {.value = item});
    return out;
  }

  std::string with_name(const pugi::xml_node& node, const std::string& name, Meaning meaning) {
    names_[name] = std::move(meaning);
    return element(node);
  }

  std::string element(const pugi::xml_node& node) {
    if (node.attribute("t-set")) {
      names_[attribute(node, "t-set")] =
          node.attribute("t-value") ? evaluated(env_, names_, attribute(node, "t-value")) : Meaning{children(node)};
      return {};
    }
    const std::string inside = content(node), name = node.name();
    if (name == "t") return inside;
    const std::string start = "<" + name + attributes(node);
    return is_void(name) ? start + "/>" : start + ">" + inside + "</" + name + ">";
  }

  // What stands in the element is shown where there is nothing to put out.
  std::string content(const pugi::xml_node& node) {
    const char* const named = node.attribute("t-out") ? "t-out" : "t-esc";
    if (!node.attribute(named)) return children(node);
    const std::string expression = attribute(node, named);
    const Meaning meaning = evaluated(env_, names_, expression);
    if (!meaning.truthy() && meaning.value.is_unset()) return children(node);
    return is_markup_field(expression) ? meaning.text() : html_escaped(meaning.text());
  }

  std::string attributes(const pugi::xml_node& node) const {
    std::string out;
    for (const pugi::xml_attribute& one : node.attributes()) {
      const std::string_view name = one.name();
      if (name.starts_with("t-attf-"))
        out += shown(name.substr(7), html_escaped(inline_text(env_, names_, unescaped(one.value()))));
      else if (name.starts_with("t-att-"))
        out += shown(name.substr(6), html_escaped(evaluated(env_, names_, unescaped(one.value())).text()));
      else if (!name.starts_with("t-"))
        out += shown(name, one.value());
    }
    return out;
  }

  static std::string shown(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + std::string(value) + "\"";
  }

  const Env& env_;
  Names names_;
};

}  // namespace

std::string render_inline(const RecordSet& record, std::string_view text) {
  return inline_text(record.env(), names_for(record), text);
}

std::string render_markup(const RecordSet& record, std::string_view markup) {
  if (markup.find("t-") == markup.npos) return std::string(markup);
  pugi::xml_document document;
  const std::string closed = with_closed_voids(markup);
  // Entities stay as they are written, spaces too.
  constexpr unsigned options = pugi::parse_fragment | pugi::parse_ws_pcdata | pugi::parse_eol;
  if (!document.load_buffer(closed.data(), closed.size(), options, pugi::encoding_utf8)) return std::string(markup);
  return Markup(record.env(), names_for(record)).children(document);
}

bool has_expressions(std::string_view text) { return text.find("{{") != text.npos; }

}  // namespace paridoo::addons::mail
