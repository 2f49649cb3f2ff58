#include "simulator/server/iso_moment.h"

#include <chrono>
#include <cstdio>
#include <string>

namespace paridoo::server {

namespace {

constexpr std::size_t date_length = 10;    // 2026-11-22
constexpr std::size_t moment_length = 19;  // 2026-11-22T12:00:00

std::optional<std::chrono::minutes> parse_offset(const std::string& text) {
  if (text.empty() || text == "Z") return std::chrono::minutes(0);
  char sign = 0;
  int hours = 0, minutes = 0, length = 0;
  const int found = std::sscanf(text.c_str(), "%c%2d:%2d%n", &sign, &hours, &minutes, &length);
  if (found != 3 || static_cast<std::size_t>(length) != text.size() || (sign != '+' && sign != '-')) return {};
  const std::chrono::minutes offset(hours * 60 + minutes);
  return sign == '+' ? offset : -offset;
}

}  // namespace

std::optional<orm::Moment> parse_iso_moment(std::string_view text) {
  if (text.size() == date_length) return orm::parse_moment(text);
  if (text.size() < moment_length || (text[date_length] != 'T' && text[date_length] != ' ')) return {};
  std::string local(text.substr(0, moment_length));
  local[date_length] = ' ';
  const auto moment = orm::parse_moment(local);
  const auto offset = parse_offset(std::string(text.substr(moment_length)));
  if (!moment || !offset) return {};
  return *moment - *offset;
}

}  // namespace paridoo::server
