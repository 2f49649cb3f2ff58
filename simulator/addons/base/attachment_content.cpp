#include "simulator/addons/base/attachment_content.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <stdexcept>

#include "simulator/orm/fault.h"
#include "simulator/orm/store.h"

namespace paridoo::addons::base {

using orm::Value;

namespace {

constexpr int base64_variant = sodium_base64_VARIANT_ORIGINAL;

orm::Store& contents(const orm::Env& env) {
  env.store().run(
      "CREATE TABLE IF NOT EXISTS ir_attachment_content (name TEXT PRIMARY KEY, base64 TEXT) WITHOUT ROWID");
  return env.store();
}

struct Kind {
  std::string_view key, mimetype;
};

constexpr std::array<Kind, 24> by_extension{
    {{"txt", "text/plain"},
     {"csv", "text/csv"},
     {"htm", "text/html"},
     {"html", "text/html"},
     {"css", "text/css"},
     {"js", "text/javascript"},
     {"xml", "text/xml"},
     {"md", "text/markdown"},
     {"ics", "text/calendar"},
     {"json", "application/json"},
     {"pdf", "application/pdf"},
     {"zip", "application/zip"},
     {"doc", "application/msword"},
     {"xls", "application/vnd.ms-excel"},
     {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
     {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
     {"png", "image/png"},
     {"jpg", "image/jpeg"},
     {"jpeg", "image/jpeg"},
     {"gif", "image/gif"},
     {"svg", "image/svg+xml"},
     {"webp", "image/webp"},
     {"mp3", "audio/mpeg"},
     {"mp4", "video/mp4"}}};

constexpr std::array<Kind, 6> by_first_bytes{{{"%PDF", "application/pdf"},
                                              {"\x89PNG\r\n", "image/png"},
                                              {"\xff\xd8\xff", "image/jpeg"},
                                              {"GIF8", "image/gif"},
                                              {"PK\x03\x04", "application/zip"},
                                              {"<svg", "image/svg+xml"}}};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

bool is_text(std::string_view bytes) {
  return std::ranges::none_of(bytes.substr(0, 1024), [](unsigned char c) { return c < 0x20 && !std::isspace(c); });
}

}  // namespace

std::string decode_base64(std::string_view text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  const int failed = sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                       text.size(), " \r\n", &size, nullptr, base64_variant);
  if (failed) throw orm::user_error("The content is not encoded in base64.");
  bytes.resize(size);
  return bytes;
}

namespace {

std::string digest_of(std::string_view bytes, const EVP_MD* kind) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, kind, nullptr) != 1)
    throw std::runtime_error("OpenSSL gives no digest");
  std::string hex(2 * size + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), size);
  hex.pop_back();
  return hex;
}

}  // namespace

std::string checksum_of(std::string_view bytes) { return digest_of(bytes, EVP_sha1()); }
std::string sha256_of(std::string_view bytes) { return digest_of(bytes, EVP_sha256()); }

std::string store_content(const orm::Env& env, std::string_view bytes) {
  const std::string checksum = checksum_of(bytes);
  const std::string name = checksum.substr(0, 2) + "/" + checksum;
  const std::array<Value, 2> row{Value(name), Value(encode_base64(bytes))};
  contents(env).run("INSERT OR IGNORE INTO ir_attachment_content (name, base64) VALUES (?, ?)", row);
  return name;
}

std::string content_as_base64(const orm::Env& env, std::string_view name) {
  const Value key(name);
  const Value found = contents(env).scalar("SELECT base64 FROM ir_attachment_content WHERE name = ?", {&key, 1});
  return found.is_text() ? found.text() : "";
}

std::string guess_mimetype(std::string_view file_name, std::string_view bytes) {
  const std::size_t dot = file_name.rfind('.');
  const std::string extension = dot == file_name.npos ? "" : lower(file_name.substr(dot + 1));
  for (const auto& [key, mimetype] : by_extension)
    if (key == extension) return std::string(mimetype);
  for (const auto& [key, mimetype] : by_first_bytes)
    if (bytes.starts_with(key)) return std::string(mimetype);
  return !bytes.empty() && is_text(bytes) ? "text/plain" : "application/octet-stream";
}

}  // namespace paridoo::addons::base
