#include "simulator/orm/html_text.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "simulator/orm/html_clean.h"

namespace paridoo::orm {

namespace {

struct SettingsRow {
  std::string_view model, field;
  HtmlSettings settings;
  Series since = Series::v17;
  Series until = Series::v19;
};

constexpr HtmlSettings as_written{.sanitize = false};
constexpr HtmlSettings styled{.style = true};
constexpr HtmlSettings outgoing{.tags = false, .attributes = false, .outgoing = true};
constexpr HtmlSettings outgoing_styled{.tags = false, .attributes = false, .style = true, .outgoing = true};

// The fields with settings of their own.
constexpr std::array<SettingsRow, 11> rows{{
    {"mail.activity", "note", styled},
    {"mail.message", "body", styled},
    {"mail.mail", "body", styled},
    {"mail.template", "body_html", as_written, Series::v17, Series::v17},
    {"mail.template", "body_html", outgoing, Series::v18},
    {"mail.compose.message", "body", as_written, Series::v17, Series::v17},
    {"mail.compose.message", "body", outgoing_styled, Series::v18},
    {"sale.order.cancel", "body", as_written, Series::v17, Series::v17},
    {"sale.order.cancel", "body", outgoing, Series::v18, Series::v18},
    {"account.move.send.wizard", "mail_body", styled, Series::v18, Series::v18},
    {"account.move.send.wizard", "body", outgoing, Series::v19},
}};

char lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

bool starts_with_any_case(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && std::ranges::equal(text.substr(0, start.size()), start, {}, lower);
}

std::string replaced(std::string text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
    text.replace(at, what.size(), with);
  return text;
}

bool names_encoding(std::string_view tag) {
  constexpr std::string_view name = "encoding=";
  for (std::size_t at = 2; at + name.size() < tag.size(); ++at)
    if (std::isspace(static_cast<unsigned char>(tag[at - 1])) && starts_with_any_case(tag.substr(at), name) &&
        !std::isspace(static_cast<unsigned char>(tag[at + name.size()])))
      return true;
  return false;
}

bool is_of_outlook(std::string_view tag) {
  return (tag.starts_with("<o:") || tag.starts_with("</o:")) && tag.find('\n') == tag.npos;
}

// Tags that say an encoding, and those that only Outlook knows.
std::string without_odd_tags(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t start = std::min(text.find('<'), text.size());
    out += text.substr(0, start);
    text.remove_prefix(start);
    const std::size_t end = text.find('>');
    if (end == text.npos) return out + std::string(text);
    const std::string_view tag = text.substr(0, end);
    if (!names_encoding(tag) && !is_of_outlook(tag)) {
      out += '<';
      text.remove_prefix(1);
    } else {
      text.remove_prefix(end + 1);
    }
  }
  return out;
}

std::string prepared(std::string_view markup) {
  std::string text = replaced(without_odd_tags(markup), "--!>", "-->");
  return replaced(replaced(std::move(text), "<!-->", "<!-- -->"), "<!--->", "<!-- -->");
}

bool is_block(std::string_view tag) {
  constexpr std::array<std::string_view, 39> blocks = {
      "address", "blockquote", "center", "del",     "div",      "h1",       "h2",      "h3",       "h4",      "h5",
      "h6",      "hr",         "ins",    "isindex", "noscript", "p",        "pre",     "dir",      "dl",      "dt",
      "dd",      "li",         "menu",   "ol",      "ul",       "table",    "caption", "colgroup", "col",     "thead",
      "tfoot",   "tbody",      "tr",     "td",      "th",       "fieldset", "form",    "legend",   "optgroup"};
  return tag == "option" || std::ranges::find(blocks, tag) != blocks.end();
}

struct Fragment {
  xmlNode* root = nullptr;
  bool is_single = false;  // one element is all there is
};

bool is_whole_page(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front()))) text.remove_prefix(1);
  return starts_with_any_case(text, "<html") || starts_with_any_case(text, "<!doctype");
}

// What was written, without the page that the parser has put around it.
Fragment fragment_of(xmlNode* page, std::string_view text) {
  if (is_whole_page(text)) return {page};
  xmlNode* body = nullptr;
  for (xmlNode* part : html::children(page)) {
    if (html::tag(part) == "head") return {page};
    if (!body && html::tag(part) == "body") body = part;
  }
  if (!body) return {page};
  const std::vector<xmlNode*> parts = html::children(body);
  if (parts.size() == 1 && html::is_blank(html::text_of(body)) && html::is_blank(html::tail_of(parts.front())))
    return {parts.front(), true};
  const std::vector<xmlNode*> all = html::elements_under(body);
  const bool has_block = std::ranges::any_of(all, [](const xmlNode* part) { return is_block(html::tag(part)); });
  html::rename(body, has_block ? "div" : "span");
  return {body};
}

std::string unwrapped(std::string text) {
  constexpr std::string_view start = "<div>", end = "</div>";
  if (!text.starts_with(start) || !text.ends_with(end)) return text;
  return text.substr(start.size(), text.size() - start.size() - end.size());
}

// Words alone, as in most messages: nothing to clean, and nothing that reads like a quote or a signature.
bool is_plain(std::string_view text) {
  const auto is_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) && c > 0; };
  return is_word(text.front()) && is_word(text.back()) && std::ranges::all_of(text, [&](char c) {
           return is_word(c) || std::string_view(" .,:/()#_").find(c) != std::string_view::npos;
         });
}

}  // namespace

HtmlSettings html_settings(Series series, std::string_view model, std::string_view field) {
  for (const SettingsRow& row : rows)
    if (row.model == model && row.field == field && row.since <= series && series <= row.until) return row.settings;
  return {.attributes = model != "res.company" || field != "invoice_terms_html"};
}

std::string sanitised_html(std::string_view markup, Series series, const HtmlSettings& settings) {
  if (!settings.sanitize || markup.empty()) return std::string(markup);
  if (is_plain(markup)) return "<p>" + std::string(markup) + "</p>";
  const html::Output output = settings.outgoing ? html::Output::xml : html::Output::html;
  std::string text = prepared(markup);
  html::Document document = html::parse(text);
  if (!document.root()) return {};
  Fragment fragment = fragment_of(document.root(), text);
  const bool was_single = fragment.is_single;
  try {
    html::mark_quotes(fragment.root, series);
  } catch (const html::NoElement&) {
    return "<p>Unknown error when sanitizing</p>";
  }
  if (series >= Series::v19) {
    text = html::serialised(fragment.root, output);
    document = html::parse(text);
    if (!document.root()) return {};
    fragment = fragment_of(document.root(), text);
  }
  try {
    html::clean(fragment.root, series, settings);
  } catch (const html::NoParent&) {
    return "<p>Unknown error when sanitizing</p>";
  }
  text = html::serialised(fragment.root, output);
  if (series < Series::v19 || !was_single) text = unwrapped(std::move(text));
  return replaced(std::move(text), "\xc2\xa0", "&nbsp;");
}

}  // namespace paridoo::orm
