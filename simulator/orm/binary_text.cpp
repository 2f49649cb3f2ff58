#include "simulator/orm/binary_text.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <cctype>

#include "simulator/orm/fault.h"

namespace paridoo::orm {

namespace {

int digit_of(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

std::string human_size(double size) {
  constexpr std::array<std::string_view, 5> units{"bytes", "Kb", "Mb", "Gb", "Tb"};
  std::size_t unit = 0;
  for (; size >= 1024 && unit + 1 < units.size(); ++unit) size /= 1024;
  return fmt::format("{:.2f} {}", size, units[unit]);
}

// pg_size_pretty()
std::string database_size(std::size_t size) {
  constexpr std::array<std::string_view, 4> units{"bytes", "kB", "MB", "GB"};
  std::size_t unit = 0;
  for (; size >= 10 * 1024 && unit + 1 < units.size(); ++unit) size = (size + 512) / 1024;
  return fmt::format("{} {}", size, units[unit]);
}

bool is_image_field(const Field& field) {
  const std::string& name = field.name();
  return name.starts_with("image_") && std::isdigit(static_cast<unsigned char>(name.back())) && !field.is_related();
}

bool is_picture(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return true;
  for (const std::string_view start :
       {"\x89PNG\r\n\x1a\n"sv, "\xff\xd8\xff"sv, "GIF8"sv, "BM"sv, "II*\0"sv, "MM\0*"sv, "\0\0\1\0"sv, "<"sv})
    if (bytes.starts_with(start)) return true;
  return false;
}

}  // namespace

std::optional<std::string> lenient_base64(std::string_view text) {
  std::string out;
  std::uint32_t group = 0;
  int digits = 0;
  for (const char c : text) {
    const int digit = digit_of(c);
    if (c == '=' && digits >= 2) break;
    if (digit < 0) continue;
    group = (group << 6) | static_cast<std::uint32_t>(digit);
    if (++digits < 4) continue;
    for (const int shift : {16, 8, 0}) out += static_cast<char>(group >> shift);
    group = 0, digits = 0;
  }
  const bool is_padded = digits == 0 || (digits == 3 && text.ends_with('=')) || (digits == 2 && text.ends_with("=="));
  if (!is_padded) return std::nullopt;
  if (digits == 2) out += static_cast<char>(group >> 4);
  if (digits == 3) out += {static_cast<char>(group >> 10), static_cast<char>(group >> 2)};
  return out;
}

std::string encode_base64(std::string_view bytes) {
  constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    variant);
  text.pop_back();  // the NUL that libsodium writes
  return text;
}

bool wants_size(const Env& env, const Field& field) {
  return static_cast<bool>(env.context("bin_size")) || static_cast<bool>(env.context("bin_size_" + field.name()));
}

Value size_shown(const Field& field, const Value& content) {
  if (!content.is_text() || content.text().empty()) return false;
  const bool is_column = field.is_kept() && !field.facts->description.get("attachment");
  if (is_column) return database_size(content.text().size());
  const std::string bytes = lenient_base64(content.text()).value_or(content.text());
  return human_size(static_cast<double>(bytes.size()));
}

void check_image(const Field& field, const Value& content) {
  if (!is_image_field(field) || !content.is_text() || content.text().empty()) return;
  const auto bytes = lenient_base64(content.text());
  if (!bytes) throw user_error("The image is not encoded in base64.");
  if (!is_picture(*bytes)) throw user_error("The file is no image.");
}

}  // namespace paridoo::orm
