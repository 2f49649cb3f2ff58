#include <algorithm>
#include <cctype>
#include <charconv>
#include <vector>

#include "simulator/rpc/binary_content.h"

namespace paridoo::rpc {

namespace {

using Segments = std::vector<std::string_view>;

Segments segments_of(std::string_view path) {
  Segments out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    out.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return out;
}

template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

// "128x128"
bool take_size(std::string_view segment, ContentAsked& asked) {
  const std::size_t cross = segment.find('x');
  if (cross == segment.npos) return false;
  const auto width = number_in<int>(segment.substr(0, cross)), height = number_in<int>(segment.substr(cross + 1));
  if (!width || !height) return false;
  asked.width = *width;
  asked.height = *height;
  return true;
}

// What may follow the record: a size, a file name, or both in this order.
bool take_rest(Segments rest, ContentAsked& asked) {
  if (!rest.empty() && take_size(rest.front(), asked)) rest.erase(rest.begin());
  if (!rest.empty()) asked.file_name = rest.front();
  return rest.size() <= 1;
}

// "7", or "7-checksum".
std::optional<orm::Id> attachment_id(std::string_view segment) {
  return number_in<orm::Id>(segment.substr(0, segment.find('-')));
}

bool take_path(const Segments& path, ContentAsked& asked) {
  if (path.empty()) return true;
  if (const auto id = attachment_id(path.front())) {
    asked.id = *id;
    return take_rest({path.begin() + 1, path.end()}, asked);
  }
  if (path.size() >= 3 && number_in<orm::Id>(path[1])) {
    asked.model = path[0];
    asked.id = *number_in<orm::Id>(path[1]);
    asked.field = path[2];
    return take_rest({path.begin() + 3, path.end()}, asked);
  }
  asked.xmlid = path.front();
  return take_rest({path.begin() + 1, path.end()}, asked);
}

bool is_true(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text == "true" || text == "1" || text == "yes" || text == "y" || text == "t" || text == "on";
}

void take_form(const Form& form, ContentAsked& asked) {
  const auto take = [&](std::string_view name, std::string& to) {
    if (const std::string value = value_of(form, name); !value.empty()) to = value;
  };
  take("xmlid", asked.xmlid);
  take("model", asked.model);
  take("field", asked.field);
  take("filename", asked.file_name);
  take("filename_field", asked.file_name_field);
  take("mimetype", asked.mimetype);
  take("access_token", asked.access_token);
  asked.id = number_in<orm::Id>(value_of(form, "id")).value_or(asked.id);
  asked.width = number_in<int>(value_of(form, "width")).value_or(asked.width);
  asked.height = number_in<int>(value_of(form, "height")).value_or(asked.height);
  asked.crop = is_true(value_of(form, "crop"));
  asked.download = is_true(value_of(form, "download"));
}

}  // namespace

std::optional<ContentAsked> read_content_asked(std::string_view path, const Form& form) {
  ContentAsked asked;
  take_form(form, asked);
  if (!take_path(segments_of(path), asked)) return std::nullopt;
  return asked;
}

}  // namespace paridoo::rpc
