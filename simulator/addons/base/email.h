// Mail addresses as people write them: "Ann <ann@example.com>, bob@example.com".
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace paridoo::addons::base {

struct EmailAddress {
  std::string name = {};
  std::string address = {};
};

// The addresses in a text, as they are written; what has no @ is left out.
std::vector<EmailAddress> parse_emails(std::string_view text);
// The same, without names and in lower case (but for local parts that are not ASCII).
std::vector<std::string> normalized_emails(std::string_view text);
// The one address in a text, normalized; empty if there is none, or more than one.
std::string normalized_email(std::string_view text);
// A name and a normalized address out of a text like "Ann ann@example.com"; a text without address is a name.
EmailAddress parse_contact(std::string_view text);

// '"Name" <mail@example.com>'; the address alone if there is no name.
std::string format_email(std::string_view name, std::string_view address);

}  // namespace paridoo::addons::base
