#include "src/contract/formats.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <string>

#include "src/contract/pointer.h"

namespace paridoo::contract {

namespace {

using nlohmann::json;

// "9999-99-99": digits stand for digits, all else for itself.
bool has_form(std::string_view text, std::string_view form) {
  return text.size() == form.size() && std::equal(text.begin(), text.end(), form.begin(), [](char c, char wanted) {
           return wanted == '9' ? c >= '0' && c <= '9' : c == wanted;
         });
}

unsigned digits(std::string_view text) {
  unsigned number = 0;
  for (const char c : text) number = number * 10 + static_cast<unsigned>(c - '0');
  return number;
}

bool is_date(std::string_view text) {
  if (!has_form(text, "9999-99-99")) return false;
  using namespace std::chrono;
  const year_month_day date{year{static_cast<int>(digits(text.substr(0, 4)))}, month{digits(text.substr(5, 2))},
                            day{digits(text.substr(8, 2))}};
  return date.ok() && date.year() >= year{1};
}

bool is_odoo_date_time(std::string_view text) {
  if (!has_form(text, "9999-99-99 99:99:99")) return false;
  return is_date(text.substr(0, 10)) && digits(text.substr(11, 2)) < 24 && digits(text.substr(14, 2)) < 60 &&
         digits(text.substr(17, 2)) < 60;
}

class Walk {
 public:
  explicit Walk(const json& root) : root_(root) {}

  std::optional<Violation> check(const json& schema, const json& value, const std::string& pointer) const {
    if (!schema.is_object()) return std::nullopt;
    if (const auto reference = schema.find("$ref"); reference != schema.end()) {
      return check(root_.at(json::json_pointer(reference->get<std::string>().substr(1))), value, pointer);
    }
    for (const auto keyword : {"anyOf", "allOf"}) {
      if (auto wrong = check_each(schema, keyword, value, pointer)) return wrong;
    }
    if (value.is_string()) return check_format(schema, value.get_ref<const std::string&>(), pointer);
    if (value.is_array()) return check_array(schema, value, pointer);
    return value.is_object() ? check_members(schema, value, pointer) : std::nullopt;
  }

 private:
  // Of alternatives too all are checked: ours only ever add null.
  std::optional<Violation> check_each(const json& schema, const char* keyword, const json& value,
                                      const std::string& pointer) const {
    const auto found = schema.find(keyword);
    if (found == schema.end()) return std::nullopt;
    for (const auto& part : *found) {
      if (auto wrong = check(part, value, pointer)) return wrong;
    }
    return std::nullopt;
  }

  static std::optional<Violation> check_format(const json& schema, const std::string& text,
                                               const std::string& pointer) {
    const auto format = schema.find("format");
    if (format == schema.end()) return std::nullopt;
    if (*format == "date" && !is_date(text)) return Violation{pointer, "This is not a date (YYYY-MM-DD)."};
    if (*format == "odoo-date-time" && !is_odoo_date_time(text)) {
      return Violation{pointer, "This is not a time (YYYY-MM-DD HH:MM:SS)."};
    }
    return std::nullopt;
  }

  std::optional<Violation> check_array(const json& schema, const json& array, const std::string& pointer) const {
    const auto most = schema.find("maxItems");
    if (most != schema.end() && array.size() > most->get<std::size_t>()) {
      return Violation{pointer, "There are more than " + most->dump() + " elements."};
    }
    const auto items = schema.find("items");
    if (items == schema.end()) return std::nullopt;
    for (std::size_t i = 0; i < array.size(); ++i) {
      if (auto wrong = check(*items, array[i], pointer + "/" + std::to_string(i))) return wrong;
    }
    return std::nullopt;
  }

  std::optional<Violation> check_members(const json& schema, const json& object, const std::string& pointer) const {
    const auto properties = schema.find("properties");
    if (properties == schema.end()) return std::nullopt;
    for (const auto& [name, property] : properties->items()) {
      const auto member = object.find(name);
      if (member == object.end()) continue;
      if (auto wrong = check(property, *member, deeper(pointer, name))) return wrong;
    }
    return std::nullopt;
  }

  const json& root_;
};

}  // namespace

std::optional<Violation> check_formats_and_lengths(const json& bundled, const json& document) {
  return Walk(bundled).check(bundled, document, "");
}

}  // namespace paridoo::contract
