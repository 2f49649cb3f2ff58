#include "src/api/http_message.h"

#include <algorithm>
#include <cctype>

namespace paridoo::api {

bool HeaderLess::operator()(std::string_view left, std::string_view right) const {
  const auto less = [](unsigned char a, unsigned char b) { return std::tolower(a) < std::tolower(b); };
  return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end(), less);
}

std::string_view HttpRequest::header(std::string_view name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace paridoo::api
