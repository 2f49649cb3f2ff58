#include "simulator/addons/mail/alias.h"

#include <array>
#include <optional>

#include "simulator/orm/letter_case.h"
#include "simulator/orm/python_literal.h"
#include "simulator/orm/text_parts.h"

namespace paridoo::addons::mail {

using namespace orm;

namespace {

// The plain letters of those with accents, from U+00C0 to U+017F; a blank where there is none.
constexpr std::string_view plain_letters =
    "AAAAAA CEEEEIIII NOOOOO  UUUUY  aaaaaa ceeeeiiii nooooo  uuuuy y"
    "AaAaAaCcCcCcCcDd  EeEeEeEeEeGgGgGgGgHh  IiIiIiIiI   JjKk LlLlLl    NnNnNn   OoOoOo  RrRrRrSsSsSsSsTtTt  "
    "UuUuUuUuUuUu"
    "WwYyYZzZzZzs";
constexpr int first_accented = 0xC0;

// The letter that the two bytes at `at` stand for without its accent; 0 if they are something else.
char plain_letter(const std::string& text, std::size_t at) {
  const auto byte = [&](std::size_t place) { return static_cast<unsigned char>(text[place]); };
  if (at + 1 >= text.size() || (byte(at) & 0xE0) != 0xC0) return 0;
  const int code = ((byte(at) & 0x1F) << 6) | (byte(at + 1) & 0x3F);
  const int place = code - first_accented;
  if (place < 0 || place >= static_cast<int>(plain_letters.size())) return 0;
  const char letter = plain_letters[static_cast<std::size_t>(place)];
  return letter == ' ' ? 0 : letter;
}

std::string without_accents(const std::string& text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = plain_letter(text, at);
    plain += letter ? letter : text[at];
    if (letter) ++at;
  }
  return plain;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

bool is_allowed(char c) {
  constexpr std::string_view signs = "_!#$%&'*+-/=?^`{|}~.";
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || signs.find(c) != std::string_view::npos;
}

// Other signs become one dash a run; letters of other alphabets a question mark each.
std::string with_allowed_signs(const std::string& text) {
  std::string out;
  bool in_run = false;
  for (const char c : text) {
    if (is_continuation(c)) continue;
    const bool foreign = static_cast<unsigned char>(c) >= 0x80;
    if (foreign || is_allowed(c))
      out += foreign ? '?' : c;
    else if (!in_run)
      out += '-';
    in_run = !foreign && !is_allowed(c);
  }
  return out;
}

std::string without_loose_dots(const std::string& text) {
  std::string out;
  for (const char c : text)
    if (c != '.' || (!out.empty() && out.back() != '.')) out += c;
  while (!out.empty() && out.back() == '.') out.pop_back();
  return out;
}

}  // namespace

std::string sanitized_alias(const std::string& name) {
  const std::string plain = lower_case(without_accents(std::string(trimmed(name))));
  return with_allowed_signs(without_loose_dots(plain.substr(0, plain.find('@'))));
}

bool is_plain_name(const std::string& name) {
  for (const char c : without_accents(name))
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  return true;
}

Dict alias_values(const RecordSet& owner) { return owner.call("_alias_get_creation_values").dict(); }

std::string alias_defaults(const RecordSet& owner, const Dict& changes) {
  const std::string own = owner.text("alias_defaults");
  const std::optional<Value> known = parse_python_literal(own.empty() ? "{}" : own);
  Dict defaults = known && known->is_dict() ? known->dict() : Dict();
  defaults.update(changes);
  return repr(defaults);
}

Id id_of_model(const Env& env, std::string_view model) {
  return env.sudo()["ir.model"].search(term("model", "=", std::string(model)), {.limit = 1}).id();
}

}  // namespace paridoo::addons::mail
