#include "simulator/addons/base/email.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

namespace paridoo::addons::base {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

// The parts between commas or semicolons that stand outside of quotes, comments and angle brackets.
std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t start = 0;
  char until = 0;  // the character that ends what we are inside of
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\\' && until == '"')
      ++at;
    else if (until)
      until = c == until ? '\0' : until;
    else if (c == '"' || c == '<' || c == '(')
      until = c == '"' ? '"' : c == '<' ? '>' : ')';
    else if (c == ',' || c == ';')
      parts.push_back(text.substr(start, at - std::exchange(start, at + 1)));
  }
  parts.push_back(text.substr(start));
  return parts;
}

std::string unquoted(std::string_view text) {
  text = trimmed(text);
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string out;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    if (text[at] == '\\' && at + 2 < text.size()) ++at;
    out += text[at];
  }
  return out;
}

// "Ann ann@example.com", where the angle brackets have been forgotten.
EmailAddress split_on_blanks(std::string_view text) {
  EmailAddress found;
  while (!(text = trimmed(text)).empty()) {
    const std::string_view word = text.substr(0, text.find_first_of(blanks));
    if (word.find('@') != word.npos)
      found.address = word;
    else
      found.name += (found.name.empty() ? "" : " ") + std::string(word);
    text.remove_prefix(word.size());
  }
  return found;
}

std::optional<EmailAddress> parse_one(std::string_view text) {
  text = trimmed(text);
  EmailAddress found;
  const std::size_t open = text.rfind('<');
  if (open != text.npos) {
    const std::size_t close = std::min(text.find('>', open), text.size());
    found = {unquoted(text.substr(0, open)), std::string(trimmed(text.substr(open + 1, close - open - 1)))};
  } else if (const std::size_t comment = text.find('('); comment != text.npos) {
    const std::size_t close = std::min(text.find(')', comment), text.size());
    found = {std::string(text.substr(comment + 1, close - comment - 1)), std::string(trimmed(text.substr(0, comment)))};
  } else {
    found = split_on_blanks(text);
  }
  if (found.address.find('@') == std::string::npos) return {};
  return found;
}

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x80; });
}

std::string normalized(const std::string& address) {
  const std::size_t at = address.rfind('@');
  const std::string local = address.substr(0, at);
  return (is_ascii(local) ? lower(local) : local) + lower(address.substr(at));
}

}  // namespace

std::vector<EmailAddress> parse_emails(std::string_view text) {
  std::vector<EmailAddress> out;
  for (const std::string_view part : split_list(text))
    if (auto address = parse_one(part)) out.push_back(*std::move(address));
  return out;
}

std::vector<std::string> normalized_emails(std::string_view text) {
  std::vector<std::string> out;
  for (const EmailAddress& one : parse_emails(text)) out.push_back(normalized(one.address));
  return out;
}

std::string normalized_email(std::string_view text) {
  const std::vector<std::string> all = normalized_emails(text);
  return all.size() == 1 ? all.front() : "";
}

EmailAddress parse_contact(std::string_view text) {
  const std::vector<EmailAddress> all = parse_emails(text);
  if (all.empty()) return {.name = std::string(text)};
  return {all.front().name, normalized(all.front().address)};
}

std::string format_email(std::string_view name, std::string_view given) {
  // What is no address is taken for its domain.
  const std::string address = (given.find('@') == std::string_view::npos ? "@" : "") + std::string(given);
  if (name.empty()) return address;
  std::string escaped;
  for (const char c : name) {
    if (c == '"' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return "\"" + escaped + "\" <" + address + ">";
}

}  // namespace paridoo::addons::base
