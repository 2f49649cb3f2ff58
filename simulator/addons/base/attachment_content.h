// The contents of attachments, kept once each under their checksum: what the file store is to Odoo.
#pragma once

#include <string>
#include <string_view>

#include "simulator/orm/binary_text.h"
#include "simulator/orm/environment.h"

namespace paridoo::addons::base {

// Bytes from base64. Throws the UserError of malformed base64.
std::string decode_base64(std::string_view text);
using orm::encode_base64;
// SHA-1 in hexadecimal.
std::string checksum_of(std::string_view bytes);
std::string sha256_of(std::string_view bytes);

// Keeps the bytes and gives the name under which they are found: "ab/abcdef...".
std::string store_content(const orm::Env& env, std::string_view bytes);
// The bytes under that name as base64; empty if there are none.
std::string content_as_base64(const orm::Env& env, std::string_view name);

// What kind of content this is, by the file's name and else by its first bytes.
std::string guess_mimetype(std::string_view file_name, std::string_view bytes);

}  // namespace paridoo::addons::base
