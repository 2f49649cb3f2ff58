#include "src/odoo/version.h"

#include <charconv>
#include <optional>

namespace paridoo::odoo {

namespace {

constexpr int oldest_major = 17;

// Odoo Online numbers its servers "saas~18": the digits at the end count.
std::optional<int> trailing_number(std::string_view text) {
  const auto start = text.find_last_not_of("0123456789");
  const auto digits = start == std::string_view::npos ? text : text.substr(start + 1);
  int number = 0;
  const auto end = digits.data() + digits.size();
  const auto [stop, failure] = std::from_chars(digits.data(), end, number);
  if (failure != std::errc() || stop != end) return std::nullopt;
  return number;
}

std::optional<int> version_part(const Value& part) {
  if (part.is_integer()) return static_cast<int>(part.integer());
  if (part.is_text()) return trailing_number(part.text());
  return std::nullopt;
}

}  // namespace

Result<Version> read_version(const Value& answer) {
  const Value* info = answer.find("server_version_info");
  const Value* text = answer.find("server_version");
  if (!info || !info->is_list() || info->list().size() < 2 || !text || !text->is_text()) {
    return Error{ErrorKind::malformed_answer, "The server does not say which version of Odoo it is."};
  }
  const auto major = version_part(info->list()[0]);
  const auto minor = version_part(info->list()[1]);
  if (!major || !minor) return Error{ErrorKind::malformed_answer, "The server's version number is not Odoo's."};
  if (*major < oldest_major) return Error{ErrorKind::not_supported, "Odoo " + text->text() + " is older than 17.0."};
  return Version{.text = text->text(), .major = *major, .minor = *minor};
}

}  // namespace paridoo::odoo
